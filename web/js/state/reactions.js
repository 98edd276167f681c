// What one more, or one less, reaction makes of a message.

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Reaction} Reaction */

/** As many are named as the server names. */
const NAMED_MAX = 100;

/**
 * @typedef {object} ReactionChange
 * @property {string} message_id
 * @property {number} number
 * @property {string} user_id
 * @property {string} emoji
 * @property {number} count   of those who have chosen it now
 */

/** The message after a change that it does not contain yet; else the message. @param {Message} message @param {number} seq @param {ReactionChange} change @param {boolean} added */
export function withReaction(message, seq, change, added) {
  if (message.seq >= seq || message.deleted_at) return message;
  return { ...message, seq, reactions: changed(message.reactions, change, added) };
}

/** @param {Reaction[]} reactions @param {ReactionChange} change @param {boolean} added @returns {Reaction[]} */
function changed(reactions, { emoji, count, user_id }, added) {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  const others = (known?.user_ids ?? []).filter((id) => id !== user_id);
  const user_ids = added && others.length < NAMED_MAX ? [...others, user_id] : others;
  const next = { emoji, count, user_ids };
  if (count === 0) return reactions.filter((reaction) => reaction !== known);
  return known ? reactions.map((reaction) => (reaction === known ? next : reaction)) : [...reactions, next];
}
