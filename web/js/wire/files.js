// Files: sent with progress, fetched with the token, and shown by addresses of this page's own.

import { t } from '../text/words.js';
import { Problem } from './http.js';

/** @typedef {import('../types.js').Attachment} Attachment */

/** So many pictures are kept for showing them again. */
const KEPT_MAX = 200;

/**
 * @typedef {object} FilesParts
 * @property {typeof fetch} fetch
 * @property {string} base
 * @property {import('./session.js').Session} session
 * @property {() => XMLHttpRequest} xhr    `fetch` does not tell how far an upload is
 */

export class Files {
  #parts;
  /** Object addresses by path, the latest used last. @type {Map<string, Promise<string>>} */
  #kept = new Map();

  /** @param {FilesParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} chatId @param {File} file
   * @param {{progress: (part: number) => void, signal: AbortSignal}} how
   * @returns {Promise<Attachment>}
   */
  async upload(chatId, file, { progress, signal }) {
    const { base, session, xhr } = this.#parts;
    const token = await session.token();
    const request = xhr();
    return new Promise((resolve, reject) => {
      request.open('POST', `${base}/chats/${chatId}/files?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.responseType = 'json';
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onload = () => (request.status === 201 ? resolve(request.response) : reject(problemOf(request)));
      // A server that refuses a file while it is being sent closes the connection, which looks like any other loss of it.
      request.onerror = () => reject(new Problem({ code: 'upload_lost', detail: t`The file did not get through. It may be too large, or the connection was lost.` }));
      request.onabort = () => reject(new Problem({ code: 'aborted' }));
      signal.addEventListener('abort', () => request.abort());
      if (signal.aborted) return reject(new Problem({ code: 'aborted' }));
      request.send(file);
    });
  }

  /** @param {File} file @returns {Promise<import('../types.js').User>} */
  async setAvatar(file) {
    const { fetch, base, session } = this.#parts;
    const headers = { authorization: `Bearer ${await session.token()}`, 'content-type': 'application/octet-stream' };
    return (await answered(fetch(`${base}/users/me/avatar`, { method: 'PUT', headers, body: file }))).json();
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
    const { fetch, base, session } = this.#parts;
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

/** @param {Promise<Response>} sent */
async function answered(sent) {
  const response = await sent.catch(() => {
    throw new Problem({ code: 'offline' });
  });
  if (response.ok) return response;
  const answer = await response.json().catch(() => null);
  throw new Problem({ code: answer?.code ?? 'unavailable', detail: answer?.detail ?? '', status: response.status });
}

/** @param {XMLHttpRequest} request */
function problemOf({ response, status }) {
  const code = typeof response?.code === 'string' ? response.code : status >= 500 ? 'unavailable' : 'unknown';
  return new Problem({ code, detail: response?.detail ?? '', status, errors: response?.errors ?? [] });
}
