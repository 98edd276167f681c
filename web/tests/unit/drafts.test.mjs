import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drafts } from '../../js/wire/drafts.js';
import { FakeClock, chat, settled, storeOf } from './fakes.mjs';

const draft = (/** @type {string} */ body, /** @type {number} */ second, /** @type {string | null} */ reply_to = null) => ({ body, reply_to, updated_at: `2026-03-01T12:00:0${second}Z` });

function setUp() {
  const [clock, store] = [new FakeClock(), storeOf()];
  /** @type {string[]} */
  const asked = [];
  let [fails, second] = [false, 0];
  const answer = async (/** @type {string} */ what, /** @type {any} */ value) => {
    asked.push(what);
    if (fails) throw new Error('offline');
    return value;
  };
  const api = {
    keepDraft: (/** @type {string} */ _id, /** @type {{body: string, reply_to: string | null}} */ { body, reply_to }) => answer(body, draft(body, (second += 1), reply_to)),
    dropDraft: () => answer('-', null),
  };
  const drafts = new Drafts({ store, api, clock });
  const hears = (/** @type {string} */ body, /** @type {number} */ at) => store.dispatch({ type: 'draft.heard', chat_id: 'c-1', draft: draft(body, at) });
  return { clock, store, asked, drafts, hears, breaks: (/** @type {boolean} */ broken) => void (fails = broken) };
}

test('what one types is kept after a pause, and when one leaves', async () => {
  const { clock, store, asked, drafts } = setUp();
  for (const text of ['h', 'he', 'hel']) {
    drafts.write('c-1', text, null);
    await clock.advance(400);
  }
  assert.deepEqual([asked, drafts.isTyping('c-1')], [[], true]);
  await clock.advance(600);
  assert.deepEqual([asked, drafts.isTyping('c-1')], [['hel'], false]);
  assert.equal(store.state.chats['c-1'].draft?.body, 'hel');
  drafts.write('c-1', 'hello ', null);
  await drafts.tell('c-1');
  assert.deepEqual(asked, ['hel', 'hello']);
  drafts.write('c-1', '', null);
  await clock.advance(1_000);
  assert.deepEqual([asked.at(-1), drafts.of('c-1').body], ['-', '']);
});

test('what was sent is no draft any more, but for what another device made of it', async () => {
  const { clock, asked, drafts, hears } = setUp();
  drafts.sent('c-1', 'never kept');
  await settled();
  assert.deepEqual(asked, [], 'there is nothing to take away');
  drafts.write('c-1', 'hello', null);
  const keeping = drafts.tell('c-1');
  drafts.sent('c-1', 'hello');
  await keeping;
  await clock.advance(1_000);
  assert.deepEqual([asked, drafts.of('c-1').body], [['hello', '-'], '']);
  hears('hello, and more', 5);
  drafts.sent('c-1', 'hello, you');
  await settled();
  assert.deepEqual([asked.length, drafts.of('c-1').body], [2, 'hello, and more']);
});

test('of two states the later one counts, and what could not be kept is tried again', async () => {
  const { clock, store, asked, drafts, hears, breaks } = setUp();
  hears('new', 5);
  hears('old', 4);
  assert.equal(drafts.of('c-1').body, 'new');
  store.dispatch({ type: 'chats.loaded', chats: [chat({ draft: draft('older', 3) })] });
  assert.equal(drafts.of('c-1').body, 'new');
  store.dispatch({ type: 'chats.loaded', chats: [chat({ seq: 1, draft: draft('newest', 6) })] });
  assert.equal(drafts.of('c-1').body, 'newest', 'though the rest of the summary is old');
  breaks(true);
  drafts.write('c-1', 'offline', null);
  await clock.advance(1_000);
  assert.deepEqual([asked, drafts.of('c-1').body, drafts.isTyping('c-1')], [['offline'], 'offline', true]);
  breaks(false);
  drafts.tellAll();
  await settled();
  assert.deepEqual([asked, drafts.isTyping('c-1')], [['offline', 'offline'], false]);
});

test('what one replies to is kept with the first word', async () => {
  const { clock, asked, drafts } = setUp();
  drafts.write('c-1', '', 'm-1');
  await clock.advance(1_000);
  assert.deepEqual([asked, drafts.of('c-1').reply_to], [[], 'm-1']);
  drafts.write('c-1', 'yes', 'm-1');
  await clock.advance(1_000);
  assert.deepEqual(asked, ['yes']);
});
