// The REST calls by name, each with a token that is renewed when the server asks for it.

import { t } from '../text/words.js';
import { Problem, exchange } from './http.js';

/** @typedef {import('../types.js').Chat} Chat */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').User} User */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {import('../types.js').Session} SessionInfo */
/** @typedef {import('../types.js').MessagePage} MessagePage */
/** @template T @typedef {import('../types.js').Page<T>} Page */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Query */

/** Answers 401 that a new token can cure. */
const STALE = new Set(['unauthenticated', 'invalid_token', 'token_expired']);

export class Api {
  #fetch;
  #base;
  #session;

  /** @param {typeof fetch} fetch @param {string} base @param {import('./session.js').Session} session */
  constructor(fetch, base, session) {
    this.#fetch = fetch;
    this.#base = base;
    this.#session = session;
  }

  /** @returns {Promise<User>} */
  me = () => this.#call('GET', '/users/me');
  /** @param {object} changes @returns {Promise<User>} */
  updateMe = (changes) => this.#call('PATCH', '/users/me', { body: changes });
  /** @param {string} password */
  deleteMe = (password) => this.#call('DELETE', '/users/me', { body: { password } });
  /** @returns {Promise<{is_on: boolean, recovery_codes_left: number}>} */
  secondFactor = () => this.#call('GET', '/users/me/second-factor');
  /** @param {string} password @returns {Promise<{secret: string, uri: string}>} */
  beginSecondFactor = (password) => this.#call('POST', '/users/me/second-factor', { body: { password } });
  /** @param {string} code @returns {Promise<{recovery_codes: string[]}>} */
  confirmSecondFactor = (code) => this.#call('PUT', '/users/me/second-factor', { body: { code } });
  /** @param {string} code */
  endSecondFactor = (code) => this.#call('DELETE', '/users/me/second-factor', { body: { code } });
  /** @returns {Promise<User>} */
  removeAvatar = () => this.#call('DELETE', '/users/me/avatar');
  /** @param {string} current_password @param {string} new_password */
  changePassword = (current_password, new_password) =>
    this.#call('PUT', '/users/me/password', { body: { current_password, new_password } });
  /** @param {string} id @returns {Promise<import('../types.js').UserSummary>} */
  user = (id) => this.#call('GET', `/users/${id}`);
  /** @returns {Promise<{hidden: boolean}>} */
  visibility = () => this.#call('GET', '/users/me/presence');
  /** @param {boolean} hidden @returns {Promise<{hidden: boolean}>} */
  hide = (hidden) => this.#call('PUT', '/users/me/presence', { body: { hidden } });
  /** @returns {Promise<{public_key: string | null}>} */
  pushKey = () => this.#call('GET', '/push/key');
  /** @param {object} subscription */
  subscribe = (subscription) => this.#call('PUT', '/users/me/push-subscription', { body: subscription });
  unsubscribe = () => this.#call('DELETE', '/users/me/push-subscription');
  /** @returns {Promise<import('../types.js').QuietHours>} */
  quietHours = () => this.#call('GET', '/users/me/quiet-hours');
  /** @param {object} hours @returns {Promise<import('../types.js').QuietHours>} */
  setQuietHours = (hours) => this.#call('PUT', '/users/me/quiet-hours', { body: hours });
  endQuietHours = () => this.#call('DELETE', '/users/me/quiet-hours');
  /** @param {Query} query @returns {Promise<Page<MyChat>>} */
  myChats = (query) => this.#call('GET', '/users/me/chats', { query });

  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<UserSummary>>} */
  findPeople = (query, signal) => this.#call('GET', '/users', { query, signal });
  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<import('../types.js').FoundMessage>>} */
  searchMessages = (query, signal) => this.#call('GET', '/search/messages', { query, signal });
  /** @param {string} id @param {object} wish @returns {Promise<import('../types.js').ScheduledMessage>} */
  schedule = (id, wish) => this.#call('POST', `/chats/${id}/scheduled`, { body: wish });
  /** @param {Query} query @returns {Promise<Page<import('../types.js').ScheduledMessage>>} */
  scheduled = (query) => this.#call('GET', '/users/me/scheduled', { query });
  /** @param {string} id */
  unschedule = (id) => this.#call('DELETE', `/users/me/scheduled/${id}`);
  /** @param {string} userId @returns {Promise<MyChat>} */
  openDirectChat = (userId) => this.#call('PUT', `/users/${userId}/chat`);
  /** @param {Query} query @returns {Promise<Page<UserSummary>>} */
  blocks = (query) => this.#call('GET', '/users/me/blocks', { query });
  /** @param {string} userId */
  block = (userId) => this.#call('PUT', `/users/me/blocks/${userId}`);
  /** @param {string} userId */
  unblock = (userId) => this.#call('DELETE', `/users/me/blocks/${userId}`);

  /** @param {Query} query @returns {Promise<Page<{message: import('../types.js').Message, saved_at: string}>>} */
  bookmarks = (query) => this.#call('GET', '/users/me/bookmarks', { query });
  /** @param {string} messageId */
  addBookmark = (messageId) => this.#call('PUT', `/users/me/bookmarks/${messageId}`);
  /** @param {string} messageId */
  removeBookmark = (messageId) => this.#call('DELETE', `/users/me/bookmarks/${messageId}`);

  logOut = () => this.#call('POST', '/auth/logout');
  /** @returns {Promise<Page<SessionInfo>>} */
  sessions = () => this.#call('GET', '/auth/sessions');
  /** @param {string} id */
  endSession = (id) => this.#call('DELETE', `/auth/sessions/${id}`);

  /** @param {Query} query @param {AbortSignal} [signal] @returns {Promise<Page<Chat>>} */
  discover = (query, signal) => this.#call('GET', '/chats', { query, signal });
  /** @param {object} chat @returns {Promise<Chat>} */
  createChat = (chat) => this.#call('POST', '/chats', { body: chat });
  /** @param {string} id @returns {Promise<Chat>} */
  chat = (id) => this.#call('GET', `/chats/${id}`);
  /** @param {string} id @param {object} changes @returns {Promise<Chat>} */
  updateChat = (id, changes) => this.#call('PATCH', `/chats/${id}`, { body: changes });
  /** @param {string} id */
  deleteChat = (id) => this.#call('DELETE', `/chats/${id}`);
  /** @param {string} id @param {string} [password] @returns {Promise<MyChat>} */
  join = (id, password) =>
    this.#call('POST', `/chats/${id}/join`, { body: password === undefined ? undefined : { password } });
  /** @param {string} id */
  leave = (id) => this.#call('POST', `/chats/${id}/leave`);
  /** @param {string} id @param {string} level */
  notify = (id, level) => this.#call('PUT', `/chats/${id}/notifications`, { body: { level } });
  /** @param {string} id @param {{body: string, reply_to: string | null}} draft @returns {Promise<import('../types.js').Draft>} */
  keepDraft = (id, draft) => this.#call('PUT', `/chats/${id}/draft`, { body: draft });
  /** @param {string} id */
  dropDraft = (id) => this.#call('DELETE', `/chats/${id}/draft`);
  /** @param {string} id @param {Query} query @returns {Promise<Page<Member>>} */
  members = (id, query) => this.#call('GET', `/chats/${id}/members`, { query });
  /** @param {string} id @param {string} user_id @returns {Promise<Member>} */
  addMember = (id, user_id) => this.#call('POST', `/chats/${id}/members`, { body: { user_id } });
  /** @param {string} id @param {string} userId @param {object} changes @returns {Promise<Member>} */
  changeMember = (id, userId, changes) => this.#call('PATCH', `/chats/${id}/members/${userId}`, { body: changes });
  /** @param {string} id @param {string} userId */
  removeMember = (id, userId) => this.#call('DELETE', `/chats/${id}/members/${userId}`);
  /** @param {string} id @param {{message?: string}} wish */
  askToJoin = (id, wish) => this.#call('POST', `/chats/${id}/join-requests`, { body: wish });
  /** @param {string} id */
  withdrawJoinRequest = (id) => this.#call('DELETE', `/chats/${id}/join-requests/me`);
  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').JoinRequest>>} */
  joinRequests = (id, query) => this.#call('GET', `/chats/${id}/join-requests`, { query });
  /** @param {Query} query @returns {Promise<Page<import('../types.js').JoinRequest>>} */
  myJoinRequests = (query) => this.#call('GET', '/users/me/join-requests', { query });
  /** @param {string} id @param {string} userId @returns {Promise<unknown>} */
  acceptJoinRequest = (id, userId) => this.#call('PUT', `/chats/${id}/join-requests/${userId}`);
  /** @param {string} id @param {string} userId @returns {Promise<unknown>} */
  declineJoinRequest = (id, userId) => this.#call('DELETE', `/chats/${id}/join-requests/${userId}`);
  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Invitation>>} */
  invitations = (id, query) => this.#call('GET', `/chats/${id}/invitations`, { query });
  /** @param {string} id @param {object} wish @returns {Promise<import('../types.js').Invitation & {code: string}>} */
  invite = (id, wish) => this.#call('POST', `/chats/${id}/invitations`, { body: wish });
  /** @param {string} id @param {string} invitationId */
  revokeInvitation = (id, invitationId) => this.#call('DELETE', `/chats/${id}/invitations/${invitationId}`);
  /** @param {string} code @returns {Promise<import('../types.js').InvitationPreview>} */
  previewInvitation = (code) => this.#call('POST', '/invitations/preview', { body: { code } });
  /** @param {string} code @param {string} [password] @returns {Promise<MyChat>} */
  acceptInvitation = (code, password) => this.#call('POST', '/invitations/accept', { body: { code, password } });
  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Ban>>} */
  bans = (id, query) => this.#call('GET', `/chats/${id}/bans`, { query });
  /** @param {string} id @param {string} userId @param {{reason?: string}} ban */
  ban = (id, userId, ban) => this.#call('PUT', `/chats/${id}/bans/${userId}`, { body: ban });
  /** @param {string} id @param {string} userId */
  unban = (id, userId) => this.#call('DELETE', `/chats/${id}/bans/${userId}`);
  /** @param {string} id @param {string} user_id @returns {Promise<Chat>} */
  transfer = (id, user_id) => this.#call('PUT', `/chats/${id}/owner`, { body: { user_id } });
  /** @param {string} id @param {Query} query @returns {Promise<MessagePage>} */
  messages = (id, query) => this.#call('GET', `/chats/${id}/messages`, { query });
  /** @param {string} id @param {string} messageId @param {string} body @returns {Promise<import('../types.js').Message>} */
  editMessage = (id, messageId, body) => this.#call('PATCH', `/chats/${id}/messages/${messageId}`, { body: { body } });
  /** @param {string} id @param {string} messageId */
  deleteMessage = (id, messageId) => this.#call('DELETE', `/chats/${id}/messages/${messageId}`);

  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{user: UserSummary, read_number: number}>>} */
  seenBy = (id, messageId, query) => this.#call('GET', `/chats/${id}/messages/${messageId}/seen-by`, { query });
  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{body: string, written_at: string}>>} */
  versions = (id, messageId, query) => this.#call('GET', `/chats/${id}/messages/${messageId}/versions`, { query });
  /** @param {string} id @param {Query} query @returns {Promise<Page<import('../types.js').Message>>} */
  pins = (id, query) => this.#call('GET', `/chats/${id}/pins`, { query });
  /** @param {string} id @param {string} messageId @returns {Promise<import('../types.js').Message>} */
  message = (id, messageId) => this.#call('GET', `/chats/${id}/messages/${messageId}`);
  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{emoji: string, user: import('../types.js').UserSummary}>>} */
  reactions = (id, messageId, query) => this.#call('GET', `/chats/${id}/messages/${messageId}/reactions`, { query });

  /** What a part asks that is loaded later. @param {string} method @param {string} path @param {{body?: unknown, query?: Query, signal?: AbortSignal}} [more] @returns {Promise<any>} */
  call = (method, path, more) => this.#call(method, path, more);

  /** @param {string} method @param {string} path @param {{body?: unknown, query?: Query, signal?: AbortSignal}} [more] */
  async #call(method, path, { body, query = {}, signal } = {}) {
    const url = `${this.#base}${path}${queryText(query)}`;
    const send = async (/** @type {boolean} */ fresh) => {
      const token = await this.#session.token({ fresh });
      return (await exchange(this.#fetch, { method, url, body, token, signal })).body;
    };
    try {
      return await send(false);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      if (error.code === 'session_ended') this.#session.end(t`This session was ended. Log in again.`);
      if (!STALE.has(error.code) || !this.#session.exists) throw error;
      return send(true);
    }
  }
}

/** @param {Query} query */
function queryText(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
