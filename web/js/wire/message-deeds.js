// What one does to a message that was sent: shown at once, and taken back if the server refuses it.

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Reaction} Reaction */

/**
 * The acknowledgement has the `seq` of the change, whose event tells the rest.
 * @param {App} app @param {Message} message @param {string} type @param {object} data @param {(message: Message) => Message} change
 */
function done(app, { chat_id, id }, type, data, change) {
  return app.guess({ type: 'message.changed', chat_id, id, change }, app.request({ type, chat_id, data: { message_id: id, ...data } }));
}

/** @param {App} app */
function now({ clock }) {
  return new Date(clock.now()).toISOString();
}

/** @param {App} app @param {Message} message @param {string} body */
export function editMessage(app, message, body) {
  return done(app, message, 'message.edit', { body }, (message) => ({ ...message, body, edited_at: now(app) }));
}

/** @param {App} app @param {Message} message */
export function deleteMessage(app, message) {
  const deleted_at = now(app);
  return done(app, message, 'message.delete', {}, (message) => ({ ...message, body: '', attachments: [], reactions: [], mentions: [], pinned_at: null, deleted_at }));
}

/** @param {App} app @param {Message} message @param {boolean} pinned */
export function pinMessage(app, message, pinned) {
  return done(app, message, pinned ? 'message.pin' : 'message.unpin', {}, (message) => ({ ...message, pinned_at: pinned ? now(app) : null }));
}

/** Chooses an emoji, or takes it back. @param {App} app @param {Message} message @param {string} emoji */
export async function react(app, message, emoji) {
  const { store } = app;
  const me = store.state.me?.id ?? '';
  const shown = store.state.timelines[message.chat_id]?.items.find(({ id }) => id === message.id) ?? message;
  const known = shown.reactions.find((reaction) => reaction.emoji === emoji);
  const mine = !known?.user_ids.includes(me);
  const say = (/** @type {boolean} */ mine) =>
    done(app, message, mine ? 'reaction.add' : 'reaction.remove', { emoji }, (message) => ({ ...message, reactions: withMine(message.reactions, emoji, mine, me) }));
  const ack = await say(mine);
  // Nothing has changed: it was mine already, among so many that I am not named.
  const wasMine = ack && ack.seq <= shown.seq && mine && known && known.count > known.user_ids.length;
  return wasMine ? say(false) : ack;
}

/** Saves it, or takes that back; my other devices hear of it by an event, and so do I. @param {App} app @param {Pick<Message, 'id' | 'chat_id'>} message @param {boolean} saved */
export function saveMessage(app, { id, chat_id }, saved) {
  const path = `/users/me/bookmarks/${id}`;
  return app.guess({ type: saved ? 'bookmark.added' : 'bookmark.removed', chat_id, message_id: id }, app.api.call(saved ? 'PUT' : 'DELETE', path));
}

/** @param {Reaction[]} reactions @param {string} emoji @param {boolean} mine @param {string} me @returns {Reaction[]} */
export function withMine(reactions, emoji, mine, me) {
  const isThere = reactions.some((reaction) => reaction.emoji === emoji);
  const all = isThere ? reactions : [...reactions, { emoji, count: 0, user_ids: [] }];
  return all.map((reaction) => (reaction.emoji === emoji ? withMe(reaction, mine, me) : reaction)).filter(({ count }) => count > 0);
}

/** @param {Reaction} reaction @param {boolean} mine @param {string} me @returns {Reaction} */
function withMe({ emoji, count, user_ids }, mine, me) {
  if (mine === user_ids.includes(me)) return { emoji, count, user_ids };
  if (mine) return { emoji, count: count + 1, user_ids: [...user_ids, me] };
  return { emoji, count: count - 1, user_ids: user_ids.filter((id) => id !== me) };
}
