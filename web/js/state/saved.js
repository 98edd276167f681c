// Which messages I have saved, as far as their chats were opened: the chat of each.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceSaved(state, action) {
  switch (action.type) {
    case 'bookmarks.loaded': {
      const ids = action.ids.map((/** @type {string} */ id) => [id, action.chat_id]);
      return { ...state, saved: { ...withoutChat(state.saved, action.chat_id), ...Object.fromEntries(ids) } };
    }
    case 'bookmark.added':
      return { ...state, saved: { ...state.saved, [action.message_id]: action.chat_id } };
    case 'bookmark.removed': {
      const { [action.message_id]: _gone, ...saved } = state.saved;
      return { ...state, saved };
    }
    case 'chat.removed':
      return { ...state, saved: withoutChat(state.saved, action.chat_id) };
    default:
      return state;
  }
}

/** @param {Record<string, string>} saved @param {string} chatId */
function withoutChat(saved, chatId) {
  return Object.fromEntries(Object.entries(saved).filter(([, of]) => of !== chatId));
}
