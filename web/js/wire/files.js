// Files: fetched with the token, and shown by addresses of this page's own.

import { Problem } from './http.js';

/** So many pictures are kept for showing them again. */
const KEPT_MAX = 200;

/**
 * @typedef {object} FilesParts
 * @property {typeof fetch} fetch
 * @property {string} base
 * @property {import('./session.js').Session} session
 */

export class Files {
  parts;
  /** Object addresses by path, the latest used last. @type {Map<string, Promise<string>>} */
  #kept = new Map();

  /** @param {FilesParts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** An address under which the page can show it. @param {string} path @returns {Promise<string>} */
  address(path) {
    const address = this.#kept.get(path) ?? this.#fetched(path);
    this.#kept.delete(path);
    this.#kept.set(path, address);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT_MAX)) this.#forget(oldest);
    return address;
  }

  /** Nothing of it stays for whoever comes next. */
  forget() {
    for (const path of [...this.#kept.keys()]) this.#forget(path);
  }

  /** @param {string} path */
  async #fetched(path) {
    try {
      return URL.createObjectURL(await this.blob(path));
    } catch (error) {
      this.#kept.delete(path); // the next one to look tries again
      throw error;
    }
  }

  /** @param {string} path @returns {Promise<Blob>} */
  async blob(path) {
    const { fetch, base, session } = this.parts;
    const get = async (/** @type {boolean} */ fresh) =>
      fetch(`${base}${path}`, { headers: { authorization: `Bearer ${await session.token({ fresh })}` } }).catch(() => {
        throw new Problem({ code: 'offline' });
      });
    let response = await get(false);
    if (response.status === 401) response = await get(true);
    if (!response.ok) throw new Problem({ code: response.status === 404 ? 'file_not_found' : 'unavailable', status: response.status });
    return response.blob();
  }

  /** @param {string} path */
  #forget(path) {
    const address = this.#kept.get(path);
    this.#kept.delete(path);
    address?.then((url) => URL.revokeObjectURL(url), () => {});
  }
}
