import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUpTo, rowsOf } from '../../js/views/conversation-rows.js';
import { Outbox } from '../../js/wire/outbox.js';
import { Sender } from '../../js/wire/sender.js';
import { Problem } from '../../js/wire/http.js';
import { UNDO_MS, Undo } from '../../js/wire/undo.js';
import { FakeClock, ada, fakeStorage, message, settled, storeOf } from './fakes.mjs';

function setUp() {
  const [clock, store, storage] = [new FakeClock(), storeOf(), fakeStorage()];
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [], has_before: false, has_after: false } });
  /** @type {{ack: () => void, fail: (problem: Problem) => void}[]} */
  const requests = [];
  const request = () =>
    new Promise((resolve, reject) => void requests.push({ ack: () => resolve({ message_id: 'm-6', seq: 16, number: 6, created_at: '2026-03-01T12:00:00Z' }), fail: reject }));
  let ids = 0;
  const outbox = new Outbox({ store, clock, storage, uuid: () => `k-${++ids}` });
  const sender = new Sender({ store, outbox, request, clock });
  outbox.load(ada.id);
  /** @type {string[]} */
  const deleted = [];
  const undo = new Undo({ store, outbox, clock, changed: () => {}, deleteMessage: async ({ id }) => void deleted.push(id) });
  const sends = (/** @type {string} */ text) => undo.sent(/** @type {import('../../js/types.js').Unsent} */ (outbox.add('c-1', text)));
  return { clock, store, storage, requests, outbox, sender, undo, deleted, sends };
}

test('what was never on the wire is as if it had not been written', async () => {
  const { store, storage, sender, undo, requests, deleted, sends } = setUp();
  sends('oops');
  const taken = undo.take();
  assert.equal(taken?.entry.body, 'oops');
  await taken?.deleted;
  sender.setLive(true);
  await settled();
  assert.deepEqual([requests.length, deleted, store.state.outbox, storage.values.size], [0, [], [], 0]);
  assert.equal(undo.take(), null, 'once');
});

test('what may have arrived is deleted when it is known to have, however late that is', async () => {
  const { store, sender, undo, requests, deleted, sends } = setUp();
  sender.setLive(true);
  sends('oops');
  undo.take();
  await settled();
  assert.deepEqual(deleted, []);
  sender.setLive(false);
  requests[0].fail(new Problem({ code: 'disconnected' }));
  await settled();
  sender.setLive(true);
  await settled();
  requests[1].ack();
  await settled();
  assert.deepEqual(deleted, ['m-6']);
  // The event may be all that comes.
  sends('again');
  store.dispatch({ type: 'message.created', message: message(7, { author: ada, client_id: 'k-2' }) });
  undo.take();
  await settled();
  assert.deepEqual(deleted, ['m-6', 'm-7']);
});

test('files that were never on the wire are there again, others went with the message', () => {
  const { outbox, sender, undo } = setUp();
  const file = { id: 'f-1', name: 'a.txt', media_type: 'text/plain', bytes: 1, width: null, height: null, has_thumbnail: false };
  const sends = () => undo.sent(/** @type {import('../../js/types.js').Unsent} */ (outbox.add('c-1', '', [file])));
  sends();
  const kept = undo.take();
  assert.deepEqual([kept?.entry.attachments, kept?.filesAreGone], [[file], false]);
  sender.setLive(true);
  sends();
  const gone = undo.take();
  assert.deepEqual([gone?.entry.attachments, gone?.filesAreGone], [[], true]);
});

test('what was refused is only discarded', async () => {
  const { store, sender, undo, requests, deleted, sends } = setUp();
  sender.setLive(true);
  sends('not here');
  undo.take();
  requests[0].fail(new Problem({ code: 'muted' }));
  await settled();
  assert.deepEqual([deleted, store.state.outbox], [[], []]);
});

test('only the latest can be taken back, and only for a while', async () => {
  const { clock, undo, sends } = setUp();
  sends('one');
  sends('two');
  assert.equal(undo.take()?.entry.body, 'two');
  assert.equal(undo.take(), null);
  sends('three');
  await clock.advance(UNDO_MS);
  assert.deepEqual([undo.isPossible, undo.take()], [false, null]);
});

test('nothing stands for a message that was deleted at once, and it is read with the one before', () => {
  const sent = Date.parse(message(2).created_at);
  const gone = (/** @type {number} */ number, /** @type {number} */ after) =>
    message(number, { created_at: new Date(sent).toISOString(), deleted_at: new Date(sent + after).toISOString(), body: '' });
  const items = [message(1), gone(2, 10_000), gone(3, 10_001), gone(4, 500)];
  const input = { items, unsent: [], me: ada, person: (/** @type {any} */ user) => user, newFrom: null, live: true, blocks: {}, quotes: {}, saved: {}, mayWrite: true, mayDelete: false, mayReadVersions: false, edit: null, now: new Date(sent) };
  const shown = rowsOf(input).flatMap((row) => (row.kind === 'message' ? [row.message?.number] : []));
  assert.deepEqual(shown, [1, 3]);
  assert.deepEqual([0, 1, 3].map((visible) => readUpTo(items, visible)), [0, 2, 4]);
});
