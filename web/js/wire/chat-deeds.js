// What one does with chats and people over REST; the store learns of each result.

import { calls } from './calls.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../types.js').Chat} Chat */
/** @typedef {import('../types.js').UserSummary} UserSummary */

const PAGE = 100;

/** @template {import('../types.js').MyChat} C @param {App} app @param {C} chat */
function entered({ store }, chat) {
  store.dispatch({ type: 'chat.added', chat });
  return chat;
}

/** @param {App} app @param {object} wish @returns {Promise<Chat>} */
export async function createChat(app, wish) {
  const chat = await calls(app).createChat(wish);
  const mine = { direct_with: null, role: /** @type {const} */ ('owner'), joined_at: chat.created_at, muted_until: null, requests_waiting: 0, reports_open: 0, read_number: 0, unread: 0, unread_mentions: 0, notifications: /** @type {const} */ ('all'), draft: null, last_message: null };
  return entered(app, { ...mine, ...chat });
}

/** @param {App} app @param {string} id @param {string} [password] */
export async function joinChat(app, id, password) {
  return entered(app, await calls(app).join(id, password));
}

/** Comes in by an invitation. @param {App} app @param {string} code @param {string} [password] */
export async function acceptInvitation(app, code, password) {
  return entered(app, await calls(app).acceptInvitation(code, password));
}

/** The chat with one person alone. @param {App} app @param {string} userId */
export async function openDirectChat(app, userId) {
  return entered(app, await calls(app).openDirectChat(userId));
}

/** The chats where I wait to be let in, by id. @param {App} app */
export async function asked(app) {
  const page = await calls(app).myJoinRequests({ limit: PAGE });
  return new Set(page.items.map(({ chat_id }) => chat_id));
}

/** @param {App} app @param {string} id @returns {Promise<unknown>} null if it was refused */
export function leaveChat(app, id) {
  return app.guess({ type: 'chat.removed', chat_id: id }, calls(app).leave(id));
}

/** My other devices hear of it by an event, and so do I. @param {App} app @param {string} id @param {import('../types.js').Level} level */
export function notify(app, id, level) {
  return app.guess({ type: 'membership.changed', chat_id: id, field: 'notifications', value: level }, calls(app).notify(id, level));
}

/** @param {App} app @param {string} id @param {object} changes */
export async function updateChat(app, id, changes) {
  app.store.dispatch({ type: 'chat.updated', chat: await calls(app).updateChat(id, changes) });
}

/** @param {App} app @param {string} id */
export async function deleteChat(app, id) {
  await calls(app).deleteChat(id);
  app.store.dispatch({ type: 'chat.removed', chat_id: id });
}

/** @param {App} app @param {string} id @param {string} userId */
export async function transferChat(app, id, userId) {
  app.store.dispatch({ type: 'chat.updated', chat: await calls(app).transfer(id, userId) });
}

/** @param {App} app @param {UserSummary} user */
export function block(app, user) {
  return app.guess({ type: 'block.added', user }, calls(app).block(user.id));
}

/** @param {App} app @param {string} userId */
export function unblock(app, userId) {
  return app.guess({ type: 'block.removed', user_id: userId }, calls(app).unblock(userId));
}
