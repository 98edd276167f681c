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
  me = () => this.call('GET', '/users/me');
  /** @param {string} id @returns {Promise<import('../types.js').UserSummary>} */
  user = (id) => this.call('GET', `/users/${id}`);
  /** @param {Query} query @returns {Promise<Page<MyChat>>} */
  myChats = (query) => this.call('GET', '/users/me/chats', { query });
  /** @param {Query} query @returns {Promise<Page<UserSummary>>} */
  blocks = (query) => this.call('GET', '/users/me/blocks', { query });
  /** @param {Query} query @returns {Promise<Page<{message: import('../types.js').Message, saved_at: string}>>} */
  bookmarks = (query) => this.call('GET', '/users/me/bookmarks', { query });
  /** @param {string} id @returns {Promise<Chat>} */
  chat = (id) => this.call('GET', `/chats/${id}`);
  /** @param {string} id @param {{body: string, reply_to: string | null}} draft @returns {Promise<import('../types.js').Draft>} */
  keepDraft = (id, draft) => this.call('PUT', `/chats/${id}/draft`, { body: draft });
  /** @param {string} id */
  dropDraft = (id) => this.call('DELETE', `/chats/${id}/draft`);
  /** @param {string} id @param {Query} query @returns {Promise<Page<Member>>} */
  members = (id, query) => this.call('GET', `/chats/${id}/members`, { query });
  /** @param {string} id @param {Query} query @returns {Promise<MessagePage>} */
  messages = (id, query) => this.call('GET', `/chats/${id}/messages`, { query });
  /** @param {string} id @param {string} messageId @returns {Promise<import('../types.js').Message>} */
  message = (id, messageId) => this.call('GET', `/chats/${id}/messages/${messageId}`);
  /** @param {string} id @param {string} messageId @param {Query} query @returns {Promise<Page<{emoji: string, user: import('../types.js').UserSummary}>>} */
  reactions = (id, messageId, query) => this.call('GET', `/chats/${id}/messages/${messageId}/reactions`, { query });

  /** Also for the parts that are loaded later. @param {string} method @param {string} path @param {{body?: unknown, query?: Query, signal?: AbortSignal}} [more] @returns {Promise<any>} */
  call = async (method, path, { body, query = {}, signal } = {}) => {
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
  };
}

/** @param {Query} query */
function queryText(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
