// One HTTP request: JSON there, JSON or a Problem back.

import { t } from '../text/words.js';

/** @typedef {{field: string, code?: string, detail: string}} FieldError */

/** An answer that is not a success; `code` is the server's stable word, or `offline` when there was no answer. */
export class Problem extends Error {
  /** @param {{code: string, detail?: string, status?: number, errors?: FieldError[], retry_after_ms?: number | null}} init */
  constructor({ code, detail = '', status = 0, errors = [], retry_after_ms = null }) {
    super(detail || code);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.errors = errors;
    this.retry_after_ms = retry_after_ms;
  }
}

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} url
 * @property {unknown} [body]
 * @property {string | null} [token]
 * @property {AbortSignal} [signal]
 */

/**
 * @param {typeof fetch} fetch
 * @param {Request} request
 * @returns {Promise<{body: any, server_time: number | null}>}
 */
export async function exchange(fetch, { method, url, body, token, signal }) {
  /** @type {Record<string, string>} */
  const headers = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const init = { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) };

  const response = await fetch(url, init).catch((error) => {
    if (error?.name === 'AbortError') throw error;
    throw new Problem({ code: 'offline', detail: t`The server cannot be reached.` });
  });
  const answer = await readJson(response);
  if (!response.ok) throw problemFrom(response, answer);
  return { body: answer, server_time: timeOf(response) };
}

/** @param {Response} response */
async function readJson(response) {
  const text = await response.text().catch(() => '');
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {Response} response @param {any} answer */
function problemFrom(response, answer) {
  const seconds = Number(response.headers.get('retry-after'));
  return new Problem({
    code: typeof answer?.code === 'string' ? answer.code : response.status >= 500 ? 'unavailable' : 'unknown',
    detail: typeof answer?.detail === 'string' ? answer.detail : response.statusText,
    status: response.status,
    errors: Array.isArray(answer?.errors) ? answer.errors : [],
    retry_after_ms: seconds > 0 ? seconds * 1000 : null,
  });
}

/** @param {Response} response */
function timeOf(response) {
  const ms = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(ms) ? null : ms;
}
