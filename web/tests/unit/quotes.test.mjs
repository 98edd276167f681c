import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingQuotes, rowsOf } from '../../js/views/conversation-rows.js';
import { excerptOf } from '../../js/views/quote.js';
import { Problem } from '../../js/wire/http.js';
import { Outbox } from '../../js/wire/outbox.js';
import { Sender } from '../../js/wire/sender.js';
import { Quotes } from '../../js/wire/quotes.js';
import { FakeClock, ada, bob, fakeStorage, message, settled, storeOf } from './fakes.mjs';

/** @param {ReturnType<typeof storeOf>} store @param {import('../../js/types.js').Message[]} items */
function rowsIn(store, items) {
  const quotes = store.state.quotes['c-1'] ?? {};
  return rowsOf({ items, unsent: store.state.outbox, me: ada, person: (user) => user, newFrom: null, live: true, blocks: store.state.blocks, quotes, saved: {}, mayWrite: true, mayDelete: false, mayReadVersions: false, edit: null, now: new Date(0) });
}

/** @param {ReturnType<typeof rowsIn>} rows */
const quotedIn = (rows) => rows.flatMap((row) => (row.kind === 'message' ? [typeof row.quoted === 'object' ? (row.quoted && row.quoted.body) : row.quoted] : []));

test('a reply shows what is loaded, as it is now, and asks for what is not', () => {
  const store = storeOf();
  const items = [message(1, { body: 'as edited' }), message(2, { reply_to: 'm-1' }), message(3, { reply_to: 'm-long-ago' }), message(4, { reply_to: 'm-1', body: '', deleted_at: '2026-03-01T11:00:00Z' })];
  const rows = rowsIn(store, items);
  assert.deepEqual(quotedIn(rows), [null, 'as edited', 'loading', null]);
  assert.deepEqual(missingQuotes(rows), ['m-long-ago']);
});

test('a quoted message is fetched once, and followed from then on', async () => {
  const store = storeOf();
  /** @type {((message: any) => void)[]} */
  const answers = [];
  const quotes = new Quotes(store, { message: () => new Promise((resolve) => answers.push(resolve)) });
  quotes.want('c-1', ['m-9', 'm-9']);
  await settled();
  assert.equal(answers.length, 1);
  store.dispatch({ type: 'message.updated', message: message(9, { seq: 30, body: 'edited meanwhile' }) });
  answers[0](message(9, { seq: 19, body: 'as it was' }));
  await settled();
  const reply = message(20, { reply_to: 'm-9' });
  assert.deepEqual(quotedIn(rowsIn(store, [reply])), ['edited meanwhile']);
  store.dispatch({ type: 'message.updated', message: message(9, { seq: 31, body: '', deleted_at: '2026-03-01T11:00:00Z' }) });
  assert.deepEqual(quotedIn(rowsIn(store, [reply])), ['']);
  quotes.want('c-1', ['m-9']);
  await settled();
  assert.equal(answers.length, 1);
});

test('what is not there stays so; what could not be loaded is asked for over a new connection', async () => {
  const store = storeOf();
  /** @type {string[]} */
  const asked = [];
  const fail = async (/** @type {string} */ _chat, /** @type {string} */ id) => {
    asked.push(id);
    throw new Problem({ code: 'message_not_found', status: id === 'm-1' ? 404 : 503 });
  };
  const quotes = new Quotes(store, { message: fail });
  quotes.want('c-1', ['m-1', 'm-2']);
  await settled();
  assert.deepEqual(store.state.quotes['c-1'], { 'm-1': 'gone', 'm-2': 'failed' });
  quotes.want('c-1', ['m-1', 'm-2']);
  store.dispatch({ type: 'connection.changed', connection: { phase: 'live', retry_at: null, reason: null } });
  quotes.want('c-1', ['m-1', 'm-2']);
  await settled();
  assert.deepEqual(asked, ['m-1', 'm-2', 'm-2']);
  store.dispatch({ type: 'timeline.dropped', chat_id: 'c-1' });
  assert.deepEqual(store.state.quotes, {});
});

test('a quote is a few words in one line, or says that they are gone', () => {
  assert.equal(excerptOf(message(1, { body: 'one\n\n  two' })), 'one two');
  assert.equal(excerptOf(message(1, { body: '🦀'.repeat(300) })), '🦀'.repeat(200));
  assert.equal(excerptOf(message(1, { body: '', deleted_at: '2026-03-01T10:00:00Z' })), 'Message deleted');
  const file = { id: 'f', name: 'plan.pdf', media_type: 'application/pdf', bytes: 1, width: null, height: null, has_thumbnail: false };
  assert.equal(excerptOf(message(1, { body: '', attachments: [file] })), 'plan.pdf');
});

test('what the blocked wrote stays folded in a quote', () => {
  const store = storeOf();
  store.dispatch({ type: 'block.added', user: bob });
  const [, , row] = rowsIn(store, [message(1), message(2, { author: ada, reply_to: 'm-1' })]);
  assert.equal(row.kind === 'message' && row.quotedBlocked, true);
});

test('an unsent reply is one after a reload too, and is sent as one', async () => {
  const storage = fakeStorage();
  /** @type {any[]} */
  const sent = [];
  const outboxOf = (/** @type {ReturnType<typeof storeOf>} */ store) => {
    const request = async (/** @type {any} */ frame) => {
      sent.push(frame.data);
      return { message_id: 'm-6', seq: 16, number: 6, created_at: '2026-03-01T12:00:00Z', duplicate: false };
    };
    const outbox = new Outbox({ store, clock: new FakeClock(), storage, uuid: () => 'id-1' });
    const sender = new Sender({ store, outbox, request, clock: new FakeClock() });
    outbox.load('u-ada');
    return { outbox, sender };
  };
  outboxOf(storeOf()).outbox.add('c-1', 'yes', [], 'm-1');
  const store = storeOf();
  const { sender } = outboxOf(store);
  assert.deepEqual(quotedIn(rowsIn(store, [message(1)])), [null, 'message 1']);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [message(1)], has_before: false, has_after: false } });
  sender.setLive(true);
  await settled();
  assert.equal(sent[0].reply_to, 'm-1');
  assert.equal(store.state.timelines['c-1'].items[1].reply_to, 'm-1');
});
