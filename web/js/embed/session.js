// A session whose access tokens come from the page around: the refresh token, which lives long, never gets into that page.

import { t } from '../text/words.js';
import { Problem } from '../wire/http.js';
import { Session } from '../wire/session.js';

export class HostSession extends Session {
  #ask;
  /** @type {string | null} */
  #token = null;
  /** @type {Promise<string> | null} */
  #asked = null;
  #isOver = false;

  /** @param {import('../wire/session.js').SessionParts} parts @param {() => Promise<string>} ask  for a fresh access token */
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
    this.#asked ??= this.#renew().finally(() => {
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

  async #renew() {
    try {
      const token = await this.#ask();
      if (typeof token !== 'string' || token === '') throw new Error('getToken gave no token');
      this.#token = token;
      return token;
    } catch (error) {
      this.dispatchEvent(new CustomEvent('failed', { detail: error }));
      // For those who wait for it like a server that is away: asked again after a pause.
      throw new Problem({ code: 'unavailable', detail: t`The page gave no token.` });
    }
  }
}
