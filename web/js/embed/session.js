// A session whose tokens come from the page around: access tokens, or tokens of a host application, each of which begins a session that is kept in memory.

import { t } from '../text/words.js';
import { Problem } from '../wire/http.js';
import { Session } from '../wire/session.js';

/** @typedef {string | {host_token: string}} Given  an access token, or what the host application signed */

export class HostSession extends Session {
  #ask;
  /** @type {string | null} */
  #token = null;
  /** @type {Promise<string> | null} */
  #asked = null;
  #isOver = false;

  /** @param {import('../wire/session.js').SessionParts} parts @param {() => Promise<Given>} ask  for a fresh token */
  constructor(parts, ask) {
    super(parts);
    this.#ask = ask;
  }

  /** @override */
  get exists() {
    return !this.#isOver;
  }

  /** Nothing here says whose token it is; the server does. @override */
  get userId() {
    return null;
  }

  /** The same one until the server wants another. @override @param {{fresh?: boolean}} [wish] @returns {Promise<string>} */
  async token({ fresh = false } = {}) {
    if (!fresh && this.#token) return this.#token;
    this.#asked ??= this.#renew(fresh).finally(() => {
      this.#asked = null;
    });
    return this.#asked;
  }

  /** @override @param {string | null} reason */
  end(reason) {
    this.#isOver = true;
    this.#token = null;
    super.end(reason);
  }

  /** Without a word to the page: it is asked for another token of its own. @override */
  refused() {
    this.forget();
  }

  /** @param {boolean} fresh */
  async #renew(fresh) {
    try {
      if (super.exists) return await super.token({ fresh });
    } catch (error) {
      if (super.exists) throw error;
    }
    try {
      return await this.#accept(await this.#ask());
    } catch (error) {
      // A server that is away, or busy, is no fault of the page's.
      if (error instanceof Problem && ![401, 403, 404].includes(error.status)) throw error;
      this.dispatchEvent(new CustomEvent('failed', { detail: error }));
      // For those who wait for it like a server that is away: asked again after a pause.
      throw new Problem({ code: 'unavailable', detail: t`The page gave no token.` });
    }
  }

  /** @param {Given} given */
  async #accept(given) {
    if (given && typeof given === 'object') {
      await this.logInByHost(given.host_token);
      return super.token();
    }
    if (typeof given !== 'string' || given === '') throw new Error('getToken gave no token');
    this.#token = given;
    return given;
  }
}
