// The REST calls by name that reading and writing do not need: the views that do bring them along, and with them the words for what they may be refused for.

import '../text/explain-more.js';

/** @typedef {import('../types.js').Chat} Chat */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').User} User */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {import('../types.js').Session} SessionInfo */
/** @template T @typedef {import('../types.js').Page<T>} Page */
/** @typedef {import('./api.js').Query} Query */

/** @param {import('../app.js').App} app */
export function calls({ api }) {
  return new Calls(api);
}

export class Calls {
  #api;

  /** @param {Pick<import('./api.js').Api, "call">} api */
  constructor(api) {
    this.#api = api;
  }

  /** @param {object} changes @returns {Promise<User>} */
  updateMe(changes) {
    return this.#api.call('PATCH', '/users/me', { body: changes });
  }

  /** @param {string} password */
  deleteMe(password) {
    return this.#api.call('DELETE', '/users/me', { body: { password } });
  }

  /** @returns {Promise<{is_on: boolean, recovery_codes_left: number}>} */
  secondFactor() {
    return this.#api.call('GET', '/users/me/second-factor');
  }

  /** @param {string} password @returns {Promise<{secret: string, uri: string, qr_code: string[]}>} */
  beginSecondFactor(password) {
    return this.#api.call('POST', '/users/me/second-factor', { body: { password } });
  }

  /** @param {string} code @returns {Promise<{recovery_codes: string[]}>} */
  confirmSecondFactor(code) {
    return this.#api.call('PUT', '/users/me/second-factor', { body: { code } });
  }

  /** @param {string} code */
  endSecondFactor(code) {
    return this.#api.call('DELETE', '/users/me/second-factor', { body: { code } });
  }

  /** @returns {Promise<User>} */
  removeAvatar() {
    return this.#api.call('DELETE', '/users/me/avatar');
  }

  /** @param {string} current_password @param {string} new_password */
  changePassword(current_password, new_password) {
    return this.#api.call('PUT', '/users/me/password', { body: { current_password, new_password } });
  }

  /** @returns {Promise<{hidden: boolean}>} */
  visibility() {
    return this.#api.call('GET', '/users/me/presence');
  }

  /** @param {boolean} hidden @returns {Promise<{hidden: boolean}>} */
  hide(hidden) {
    return this.#api.call('PUT', '/users/me/presence', { body: { hidden } });
  }

  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<UserSummary>>} */
  findPeople(query, signal) {
    return this.#api.call('GET', '/users', { query, signal });
  }

  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<import('../types.js').FoundMessage>>} */
  searchMessages(query, signal) {
    return this.#api.call('GET', '/search/messages', { query, signal });
  }

  /** @param {string} id @param {object} wish @returns {Promise<import('../types.js').ScheduledMessage>} */
  schedule(id, wish) {
    return this.#api.call('POST', `/chats/${id}/scheduled`, { body: wish });
  }

  /** @param {Query} query @returns {Promise<Page<import('../types.js').ScheduledMessage>>} */
  scheduled(query) {
    return this.#api.call('GET', '/users/me/scheduled', { query });
  }

  /** @param {string} id */
  unschedule(id) {
    return this.#api.call('DELETE', `/users/me/scheduled/${id}`);
  }

  /** @param {string} userId @returns {Promise<MyChat>} */
  openDirectChat(userId) {
    return this.#api.call('PUT', `/users/${userId}/chat`);
  }

  /** @param {string} userId */
  block(userId) {
    return this.#api.call('PUT', `/users/me/blocks/${userId}`);
  }

  /** @param {string} userId */
  unblock(userId) {
    return this.#api.call('DELETE', `/users/me/blocks/${userId}`);
  }

  /** @returns {Promise<Page<SessionInfo>>} */
  sessions() {
    return this.#api.call('GET', '/auth/sessions');
  }

  /** @param {string} id */
  endSession(id) {
    return this.#api.call('DELETE', `/auth/sessions/${id}`);
  }

  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<Chat>>} */
  discover(query, signal) {
    return this.#api.call('GET', '/chats', { query, signal });
  }

  /** @param {object} chat @returns {Promise<Chat>} */
  createChat(chat) {
    return this.#api.call('POST', '/chats', { body: chat });
  }

  /** @param {string} id @param {object} changes @returns {Promise<Chat>} */
  updateChat(id, changes) {
    return this.#api.call('PATCH', `/chats/${id}`, { body: changes });
  }

  /** @param {string} id */
  deleteChat(id) {
    return this.#api.call('DELETE', `/chats/${id}`);
  }

  /** @param {string} id @param {string} [password] @returns {Promise<MyChat>} */
  join(id, password) {
    return this.#api.call('POST', `/chats/${id}/join`, { body: password === undefined ? undefined : { password } });
  }

  /** @param {string} id */
  leave(id) {
    return this.#api.call('POST', `/chats/${id}/leave`);
  }

  /** @param {string} id @param {string} user_id @returns {Promise<Member>} */
  addMember(id, user_id) {
    return this.#api.call('POST', `/chats/${id}/members`, { body: { user_id } });
  }

  /** @param {string} id @param {string} userId @param {object} changes @returns {Promise<Member>} */
  changeMember(id, userId, changes) {
    return this.#api.call('PATCH', `/chats/${id}/members/${userId}`, { body: changes });
  }

  /** @param {string} id @param {string} userId */
  removeMember(id, userId) {
    return this.#api.call('DELETE', `/chats/${id}/members/${userId}`);
  }

  /** @param {string} id @param {{message?: string}} wish */
  askToJoin(id, wish) {
    return this.#api.call('POST', `/chats/${id}/join-requests`, { body: wish });
  }

  /** @param {string} id */
  withdrawJoinRequest(id) {
    return this.#api.call('DELETE', `/chats/${id}/join-requests/me`);
  }

  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').JoinRequest>>} */
  joinRequests(id, query) {
    return this.#api.call('GET', `/chats/${id}/join-requests`, { query });
  }

  /** @param {Query} query @returns {Promise<Page<import('../types.js').JoinRequest>>} */
  myJoinRequests(query) {
    return this.#api.call('GET', '/users/me/join-requests', { query });
  }

  /** @param {string} id @param {string} userId @returns {Promise<unknown>} */
  acceptJoinRequest(id, userId) {
    return this.#api.call('PUT', `/chats/${id}/join-requests/${userId}`);
  }

  /** @param {string} id @param {string} userId @returns {Promise<unknown>} */
  declineJoinRequest(id, userId) {
    return this.#api.call('DELETE', `/chats/${id}/join-requests/${userId}`);
  }

  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Invitation>>} */
  invitations(id, query) {
    return this.#api.call('GET', `/chats/${id}/invitations`, { query });
  }

  /** @param {string} id @param {object} wish @returns {Promise<import('../types.js').Invitation & {code: string}>} */
  invite(id, wish) {
    return this.#api.call('POST', `/chats/${id}/invitations`, { body: wish });
  }

  /** @param {string} id @param {string} invitationId */
  revokeInvitation(id, invitationId) {
    return this.#api.call('DELETE', `/chats/${id}/invitations/${invitationId}`);
  }

  /** @param {string} code @returns {Promise<import('../types.js').InvitationPreview>} */
  previewInvitation(code) {
    return this.#api.call('POST', '/invitations/preview', { body: { code } });
  }

  /** @param {string} code @param {string} [password] @returns {Promise<MyChat>} */
  acceptInvitation(code, password) {
    return this.#api.call('POST', '/invitations/accept', { body: { code, password } });
  }

  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Ban>>} */
  bans(id, query) {
    return this.#api.call('GET', `/chats/${id}/bans`, { query });
  }

  /** @param {string} id @param {string} userId @param {{reason?: string, remove_messages?: boolean}} ban */
  ban(id, userId, ban) {
    return this.#api.call('PUT', `/chats/${id}/bans/${userId}`, { body: ban });
  }

  /** @param {string} id @param {string} userId */
  unban(id, userId) {
    return this.#api.call('DELETE', `/chats/${id}/bans/${userId}`);
  }

  /** @param {string} id @param {string} user_id @returns {Promise<Chat>} */
  transfer(id, user_id) {
    return this.#api.call('PUT', `/chats/${id}/owner`, { body: { user_id } });
  }

  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{user: UserSummary, read_number: number}>>} */
  seenBy(id, messageId, query) {
    return this.#api.call('GET', `/chats/${id}/messages/${messageId}/seen-by`, { query });
  }

  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{body: string, written_at: string}>>} */
  versions(id, messageId, query) {
    return this.#api.call('GET', `/chats/${id}/messages/${messageId}/versions`, { query });
  }

  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Message>>} */
  pins(id, query) {
    return this.#api.call('GET', `/chats/${id}/pins`, { query });
  }

  /** @param {string} id @param {string} level */
  notify(id, level) {
    return this.#api.call('PUT', `/chats/${id}/notifications`, { body: { level } });
  }

  /** @returns {Promise<{public_key: string | null}>} */
  pushKey() {
    return this.#api.call('GET', '/push/key');
  }

  /** @param {object} subscription */
  subscribe(subscription) {
    return this.#api.call('PUT', '/users/me/push-subscription', { body: subscription });
  }

  unsubscribe() {
    return this.#api.call('DELETE', '/users/me/push-subscription');
  }

  /** @returns {Promise<import('../types.js').QuietHours>} */
  quietHours() {
    return this.#api.call('GET', '/users/me/quiet-hours');
  }

  /** @param {object} hours @returns {Promise<import('../types.js').QuietHours>} */
  setQuietHours(hours) {
    return this.#api.call('PUT', '/users/me/quiet-hours', { body: hours });
  }

  endQuietHours() {
    return this.#api.call('DELETE', '/users/me/quiet-hours');
  }
}
