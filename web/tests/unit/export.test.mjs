// Taking along what the server has: every list to its end, at the pace that the server sets.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportOf } from '../../js/wire/export.js';
import { Problem } from '../../js/wire/http.js';

test('all pages of all lists are taken, and a limit is waited out', async () => {
  /** @type {any[]} */
  const asked = [];
  /** @type {number[]} */
  const waits = [];
  const empty = async () => ({ items: [], next_cursor: null });
  const api = {
    me: async () => ({ id: 'u1', username: 'ada' }),
    sessions: async () => ({ items: ['s'], next_cursor: null }),
    myChats: empty, blocks: empty, bookmarks: empty, scheduled: empty,
    searchMessages: async (/** @type {any} */ query) => {
      asked.push(query);
      if (asked.length === 2) throw new Problem({ code: 'rate_limited', retry_after_ms: 700 });
      const n = query.cursor ? 2 : 1;
      return { items: [{ message: { body: `message ${n}` } }], next_cursor: n === 1 ? 'more' : null };
    },
  };
  const data = await exportOf(/** @type {any} */ (api), /** @type {any} */ (api), async (ms) => void waits.push(ms));
  assert.deepEqual(data.messages, [{ body: 'message 1' }, { body: 'message 2' }]);
  assert.deepEqual(asked.map(({ author_id, cursor }) => [author_id, cursor]), [['u1', null], ['u1', 'more'], ['u1', 'more']]);
  assert.deepEqual(waits, [700]);
});
