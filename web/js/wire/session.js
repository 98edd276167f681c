// Who is logged in: the access token in memory, the refresh token in storage, and its rotation across tabs.

import { t } from '../text/words.js';
import { Problem, exchange } from './http.js';

/** @typedef {import('../types.js').SignedIn} SignedIn */
/** @typedef {{refresh_token: string, user_id: string, session_id: string}} Stored */

const KEY = 'dialogo.session';
/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 30_000;

/**
 * @typedef {object} SessionParts
 * @property {typeof fetch} fetch
 * @property {string} base            where the API begins, `/api/v1`
 * @property {import('../types.js').Clock} clock
 * @property {import('../storage.js').KeyValue} storage
 * @property {<T>(name: string, work: () => Promise<T>) => Promise<T>} lock  one at a time over all tabs
 */

export class Session extends EventTarget {
  #parts;
  /** @type {{token: string, until: number} | null} */
  #access = null;
  /** @type {Promise<string> | null} */
  #renewal = null;

  /** @param {SessionParts} parts */
  constructor(parts) {
    super();
    this.#parts = parts;
  }

  get exists() {
    return this.#stored() !== null;
  }

  get userId() {
    return this.#stored()?.user_id ?? null;
  }

  /** @param {{username: string, password: string, display_name?: string, device?: string, invitation?: string}} person */
  register(person) {
    return this.#begin('register', person);
  }

  /** @param {{username: string, password: string, device?: string, code?: string}} credentials */
  logIn(credentials) {
    return this.#begin('login', credentials);
  }

  /** @param {string} token  that a host application signed for the person */
  logInByHost(token) {
    return this.#begin('host', { token });
  }

  /** A token that is good for the next half minute at least. @param {{fresh?: boolean}} [wish] @returns {Promise<string>} */
  async token({ fresh = false } = {}) {
    const { clock } = this.#parts;
    if (!fresh && this.#access && this.#access.until - RENEW_BEFORE_MS > clock.now()) return this.#access.token;
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  /** Forgets the session on this device; the server is told by whoever logs out. @param {string | null} reason */
  end(reason) {
    this.forget();
    this.dispatchEvent(new CustomEvent('ended', { detail: reason }));
  }

  forget() {
    this.#access = null;
    this.#parts.storage.remove(KEY);
  }

  /** The server has ended it. */
  refused() {
    this.end(t`Your session has ended. Log in again.`);
  }

  /** What another tab did to the storage. @param {string | null} key */
  storageChanged(key) {
    if (key !== null && key !== KEY) return;
    if (!this.exists) this.end(null);
  }

  /** @param {string} path @param {object} body */
  async #begin(path, body) {
    const signedIn = await this.#post(path, body);
    return signedIn.user;
  }

  /**
   * The token is read inside the lock: another tab may have rotated it while we waited, and
   * presenting the old one again would look like theft and end the session.
   */
  #renew() {
    return this.#parts.lock('dialogo.refresh', async () => {
      const stored = this.#stored();
      if (!stored) throw new Problem({ code: 'unauthenticated', status: 401 });
      try {
        const signedIn = await this.#post('refresh', { refresh_token: stored.refresh_token });
        return signedIn.access_token;
      } catch (error) {
        // Unlike a server that is away, a refusal is the end of the session itself.
        if (error instanceof Problem && error.status === 401) this.refused();
        throw error;
      }
    });
  }

  /** @param {string} path @param {object} body @returns {Promise<SignedIn>} */
  async #post(path, body) {
    const { fetch, base, clock, storage } = this.#parts;
    const answer = await exchange(fetch, { method: 'POST', url: `${base}/auth/${path}`, body });
    /** @type {SignedIn} */
    const signedIn = answer.body;
    // Measured on the server's own clock, so that a wrong one here does not renew too late or all the time.
    const life = Date.parse(signedIn.access_expires_at) - (answer.server_time ?? clock.now());
    this.#access = { token: signedIn.access_token, until: clock.now() + life };
    /** @type {Stored} */
    const stored = {
      refresh_token: signedIn.refresh_token,
      user_id: signedIn.user.id,
      session_id: signedIn.session_id,
    };
    storage.set(KEY, stored);
    return signedIn;
  }

  /** @returns {Stored | null} */
  #stored() {
    const stored = this.#parts.storage.get(KEY);
    return typeof stored?.refresh_token === 'string' ? stored : null;
  }
}
