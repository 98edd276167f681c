// Questions that several views ask of the state.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').UserSummary} UserSummary */

/** My chats, the one with the latest activity first. @param {State} state @returns {MyChat[]} */
export function chatsByActivity(state) {
  /** @type {Map<string, number>} */
  const latest = new Map();
  for (const chat of Object.values(state.chats)) {
    latest.set(chat.id, Date.parse(chat.last_message?.created_at ?? chat.last_message_at ?? chat.joined_at));
  }
  for (const { chat_id, created_at } of state.outbox) {
    latest.set(chat_id, Math.max(latest.get(chat_id) ?? 0, Date.parse(created_at)));
  }
  const of = (/** @type {MyChat} */ chat) => latest.get(chat.id) ?? 0;
  return Object.values(state.chats).sort((a, b) => of(b) - of(a) || a.name.localeCompare(b.name));
}

/** A direct chat in which nobody has written yet. @param {State} state @param {MyChat} chat */
export function isWaiting(state, chat) {
  return chat.direct_with !== null && chat.message_count === 0 && unsentIn(state, chat.id).length === 0;
}

/** What of a chat I want to be told: how many messages are new there, and how many of them call me. @param {MyChat} chat */
export function newsOf({ notifications, unread, unread_mentions }) {
  return { unread: notifications === 'all' ? unread : 0, calls: notifications === 'none' ? 0 : unread_mentions };
}

/** The same of all chats together. @param {State} state @returns {number} */
export function unreadTotal(state) {
  return Object.values(state.chats).map(newsOf).reduce((sum, { unread, calls }) => sum + Math.max(unread, calls), 0);
}

/** @param {State} state @param {UserSummary} user @returns {UserSummary} the user as last seen */
export function personOf(state, user) {
  return state.people[user.id] ?? user;
}

/** @param {State} state @param {string} chatId */
export function unsentIn(state, chatId) {
  return state.outbox.filter((entry) => entry.chat_id === chatId);
}

/** As long as an undo is offered, and the way to the server. */
const TAKEN_BACK_MS = 10_000;

/** Deleted before anybody can have missed it: nothing stands for it. @param {import('../types.js').Message} message */
export function isTakenBack({ created_at, deleted_at }) {
  return deleted_at !== null && Date.parse(deleted_at) - Date.parse(created_at) <= TAKEN_BACK_MS;
}

/** The last message that stands in a chat; if that is not known, the one that was taken back. @param {State} state @param {MyChat} chat */
export function lastSaid(state, { id, last_message, said_before }) {
  if (!last_message || !isTakenBack(last_message)) return last_message;
  const { items = [], has_before = true } = state.timelines[id] ?? {};
  const isAll = !has_before || last_message.number === 1;
  return items.findLast((message) => !isTakenBack(message)) ?? said_before ?? (isAll ? null : last_message);
}
