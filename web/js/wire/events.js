// What a numbered event of the server means for the state.

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').Action} Action */

/**
 * @param {Frame} frame
 * @param {boolean} replayed  a row's present state, rather than something that happens now
 * @returns {Action | null}   null for a kind of change that this version cannot show
 */
export function actionOf({ type, chat_id, seq, data }, replayed) {
  switch (type) {
    case 'message.created':
    case 'message.updated':
      return { type, message: data, replayed };
    case 'message.deleted':
      return { type: 'message.updated', message: data, replayed };
    case 'reaction.added':
    case 'reaction.removed':
      return { type: 'message.updated', message: data.message, replayed };
    case 'member.joined':
    case 'member.updated':
      return { type, chat_id, seq, member: data, replayed };
    case 'member.left':
      return { type, chat_id, seq, user_id: data.user_id, replayed };
    case 'chat.updated':
      return { type, chat: data };
    default:
      return null;
  }
}
