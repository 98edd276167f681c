// What is so at this moment and kept nowhere: who is writing where, and who is here.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceMoments(state, action) {
  switch (action.type) {
    case 'typing.began': {
      const others = writersIn(state, action.chat_id).filter((id) => id !== action.user_id);
      return withWriters(state, action.chat_id, [...others, action.user_id]);
    }
    case 'typing.ended':
      return ended(state, action.chat_id, action.user_id);
    case 'message.created':
      return ended(state, action.message.chat_id, action.message.author.id);
    case 'member.left':
      return ended(state, action.chat_id, action.user_id);
    case 'connection.changed':
      return action.connection.phase === 'live' ? state : { ...state, typing: {}, presence: {} };
    case 'presence.known':
      return { ...state, presence: byUser(action.people) };
    case 'presence.heard':
      return { ...state, presence: { ...state.presence, ...byUser(action.people) } };
    default:
      return state;
  }
}

/** @param {import('../types.js').Presence[]} people */
function byUser(people) {
  return Object.fromEntries(people.map((presence) => [presence.user_id, presence]));
}

/** @param {State} state @param {string} chatId */
export function writersIn(state, chatId) {
  return state.typing[chatId] ?? [];
}

/** @param {State} state @param {string} chatId @param {string} userId @returns {State} */
function ended(state, chatId, userId) {
  const before = writersIn(state, chatId);
  const writers = before.filter((id) => id !== userId);
  return writers.length === before.length ? state : withWriters(state, chatId, writers);
}

/** @param {State} state @param {string} chatId @param {string[]} writers @returns {State} */
function withWriters(state, chatId, writers) {
  return { ...state, typing: { ...state.typing, [chatId]: writers } };
}
