// All that the server has of me, as one document: the lists that there are, each to its end.

import { Problem } from './http.js';

const PAGE = 100;

/** @param {import('./api.js').Api} api @param {import('./calls.js').Calls} calls @param {(ms: number) => Promise<void>} [wait] @returns {Promise<Record<string, unknown>>} */
export async function exportOf(api, calls, wait = sleep) {
  const user = await api.me();
  const found = await allOf((query) => calls.searchMessages({ ...query, author_id: user.id }), wait);
  return {
    exported_at: new Date().toISOString(),
    user,
    sessions: (await calls.sessions()).items,
    chats: await allOf(api.myChats, wait),
    blocked: await allOf(api.blocks, wait),
    bookmarks: await allOf(api.bookmarks, wait),
    scheduled: await allOf((query) => calls.scheduled(query), wait),
    messages: found.map(({ message }) => message),
  };
}

/**
 * @template T
 * @param {(query: import('./api.js').Query) => Promise<import('../types.js').Page<T>>} ask
 * @param {(ms: number) => Promise<void>} wait
 * @returns {Promise<T[]>}
 */
async function allOf(ask, wait) {
  /** @type {T[]} */
  const all = [];
  /** @type {string | null} */
  let cursor = null;
  do {
    /** @type {import('./api.js').Query} */
    const query = { limit: PAGE, cursor };
    /** @type {import('../types.js').Page<T>} */
    const page = await patiently(() => ask(query), wait);
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

/** Asks again when the server has told to wait. @template T @param {() => Promise<T>} ask @param {(ms: number) => Promise<void>} wait @returns {Promise<T>} */
async function patiently(ask, wait) {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'rate_limited') throw error;
      await wait(error.retry_after_ms ?? 1000);
    }
  }
}

/** @param {number} ms @returns {Promise<void>} */
function sleep(ms) {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
