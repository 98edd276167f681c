// Sends files, and says how far they are.

import { t } from '../text/words.js';
import { Problem } from './http.js';

/** @typedef {import('./files.js').Files} Files */

/**
 * @param {Files} files @param {string} chatId @param {File} file
 * @param {{progress: (part: number) => void, signal: AbortSignal}} how
 * @returns {Promise<import('../types.js').Attachment>}
 */
export async function upload(files, chatId, file, { progress, signal }) {
  const { base, session } = files.parts;
  const token = await session.token();
  const request = new XMLHttpRequest(); // `fetch` does not tell how far an upload is
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

/** @param {Files} files @param {File} file @returns {Promise<import('../types.js').User>} */
export async function setAvatar(files, file) {
  const { fetch, base, session } = files.parts;
  const headers = { authorization: `Bearer ${await session.token()}`, 'content-type': 'application/octet-stream' };
  const response = await fetch(`${base}/users/me/avatar`, { method: 'PUT', headers, body: file }).catch(() => {
    throw new Problem({ code: 'offline' });
  });
  if (response.ok) return response.json();
  throw problemOf({ response: await response.json().catch(() => null), status: response.status });
}

/** @param {{response: any, status: number}} refusal */
function problemOf({ response, status }) {
  const code = typeof response?.code === 'string' ? response.code : status >= 500 ? 'unavailable' : 'unknown';
  return new Problem({ code, detail: response?.detail ?? '', status, errors: response?.errors ?? [] });
}
