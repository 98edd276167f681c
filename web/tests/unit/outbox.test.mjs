import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../js/wire/http.js';
import '../../js/text/explain-more.js';
import { Outbox } from '../../js/wire/outbox.js';
import { Sender } from '../../js/wire/sender.js';
import { FakeClock, ada, fakeStorage, message, settled, storeOf } from './fakes.mjs';

/** @param {ReturnType<typeof fakeStorage>} [storage] @param {string} [prefix] of the ids of its messages */
function set(storage = fakeStorage(), prefix = 'id') {
  const clock = new FakeClock();
  const store = storeOf();
  /** @type {{frame: any, ack: (data?: object) => void, fail: (problem: Problem) => void}[]} */
  const requests = [];
  let ids = 0;
  const request = (/** @type {any} */ frame) =>
    new Promise((resolve, reject) => {
      const number = 6 + requests.length;
      const data = { message_id: `m-${number}`, seq: number + 10, number, created_at: '2026-03-01T12:00:00Z', duplicate: false };
      requests.push({ frame, ack: (more = {}) => resolve({ ...data, ...more }), fail: reject });
    });
  const outbox = new Outbox({ store, clock, storage, uuid: () => `${prefix}-${++ids}` });
  const sender = new Sender({ store, outbox, request, clock });
  outbox.load('u-ada');
  const bodies = () => requests.map(({ frame }) => frame.data.body);
  const stored = () => (storage.get('dialogo.outbox.u-ada') ?? []).map((/** @type {any} */ entry) => entry.body);
  return { clock, store, storage, requests, outbox, sender, bodies, stored };
}

test('what is written offline waits, and goes out in order when the connection is ready', async () => {
  const { outbox, sender, requests, bodies, store } = set();
  outbox.add('c-1', 'one');
  outbox.add('c-1', 'two');
  await settled();
  assert.equal(requests.length, 0);
  assert.deepEqual(store.state.outbox.map((entry) => entry.status), ['pending', 'pending']);
  sender.setLive(true);
  await settled();
  assert.deepEqual(bodies(), ['one']);
  requests[0].ack();
  await settled();
  assert.deepEqual(bodies(), ['one', 'two']);
  requests[1].ack();
  await settled();
  assert.deepEqual(store.state.outbox, []);
});

test('an acknowledged message is in the conversation at once', async () => {
  const { outbox, sender, requests, store } = set();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [], has_before: false, has_after: false } });
  sender.setLive(true);
  outbox.add('c-1', 'hello');
  requests[0].ack();
  await settled();
  const [said] = store.state.timelines['c-1'].items;
  assert.deepEqual([said.number, said.body, said.client_id, said.author.id], [6, 'hello', 'id-1', 'u-ada']);
  assert.equal(store.state.cursors['c-1'], 15, 'only events move the cursor');
});

test('a connection lost before the answer repeats the message under the same client_id', async () => {
  const { outbox, sender, requests } = set();
  sender.setLive(true);
  outbox.add('c-1', 'hello');
  sender.setLive(false);
  requests[0].fail(new Problem({ code: 'disconnected' }));
  await settled();
  sender.setLive(true);
  await settled();
  assert.equal(requests.length, 2);
  assert.equal(requests[1].frame.data.client_id, requests[0].frame.data.client_id);
});

test('unsent messages survive a reload, and sent ones leave the storage', async () => {
  const first = set();
  first.outbox.add('c-1', 'kept');
  assert.deepEqual(first.stored(), ['kept']);
  const second = set(first.storage);
  assert.deepEqual(second.store.state.outbox.map((entry) => entry.body), ['kept']);
  second.sender.setLive(true);
  await settled();
  second.requests[0].ack();
  await settled();
  assert.deepEqual(second.stored(), []);
});

test('an answer lost with the page: after the reload the same message goes out once more, under the same client_id', async () => {
  const first = set();
  first.sender.setLive(true);
  first.outbox.add('c-1', 'hello');
  const second = set(first.storage, 'other');
  second.sender.setLive(true);
  second.sender.setLive(true);
  await settled();
  assert.deepEqual(second.bodies(), ['hello']);
  assert.equal(second.requests[0].frame.data.client_id, first.requests[0].frame.data.client_id);
  second.requests[0].ack({ duplicate: true });
  await settled();
  assert.deepEqual([second.stored(), second.store.state.outbox, second.requests.length], [[], [], 1]);
});

test('a message that the replay brings back need not be sent again', async () => {
  const { outbox, sender, store, requests, stored } = set();
  sender.setLive(true);
  outbox.add('c-1', 'hello');
  sender.setLive(false);
  requests[0].fail(new Problem({ code: 'disconnected' }));
  await settled();
  store.dispatch({ type: 'message.created', message: message(6, { author: ada, client_id: 'id-1', body: 'hello' }), replayed: true });
  outbox.tidy();
  sender.setLive(true);
  await settled();
  assert.deepEqual([requests.length, stored()], [1, []]);
});

test('a refusal marks the message with the reason, and the next one still goes out', async () => {
  const { outbox, sender, requests, bodies, store, stored } = set();
  sender.setLive(true);
  outbox.add('c-1', 'bad');
  outbox.add('c-1', 'good');
  requests[0].fail(new Problem({ code: 'not_a_member' }));
  await settled();
  assert.deepEqual(bodies(), ['bad', 'good']);
  assert.equal(store.state.outbox[0].status, 'failed');
  assert.match(store.state.outbox[0].reason ?? '', /not a member/);
  requests[1].ack();
  await settled();
  assert.deepEqual(stored(), ['bad']);
  outbox.retry('id-1');
  await settled();
  assert.equal(requests[2].frame.data.client_id, 'id-1');
});

test('a passing refusal is waited out, in order, and given up in the end', async () => {
  const { clock, outbox, sender, requests, store } = set();
  sender.setLive(true);
  outbox.add('c-1', 'one');
  requests[0].fail(new Problem({ code: 'rate_limited', retry_after_ms: 5000 }));
  await settled();
  outbox.add('c-1', 'two');
  await clock.advance(4999);
  assert.equal(requests.length, 1);
  await clock.advance(1);
  assert.equal(requests[1].frame.data.body, 'one');
  for (let at = 1; requests[at] && at < 6; at += 1) {
    requests[at].fail(new Problem({ code: 'unavailable' }));
    await clock.advance(10_000);
  }
  assert.equal(store.state.outbox[0].status, 'failed');
  assert.equal(requests.at(-1)?.frame.data.body, 'two');
});

test('a discarded message is gone for good', () => {
  const { outbox, store, stored } = set();
  outbox.add('c-1', 'never mind');
  outbox.discard('id-1');
  assert.deepEqual([store.state.outbox, stored()], [[], []]);
});

test('there is a bound on how much may wait', () => {
  const { outbox } = set();
  for (let n = 0; n < 200; n += 1) assert.ok(outbox.add('c-1', 'x'));
  assert.equal(outbox.add('c-1', 'x'), null);
});

test('another tab leaves alone what this one has not sent', () => {
  const one = set();
  const two = set(one.storage, 'two');
  one.outbox.add('c-1', 'from the first tab');
  two.outbox.tidy();
  two.outbox.add('c-1', 'from the second');
  two.outbox.discard('two-1');
  assert.deepEqual(one.stored(), ['from the first tab']);
});

test('the end of a session keeps the unsent for the same person, a log-out does not', () => {
  const ended = set();
  ended.outbox.add('c-1', 'later');
  ended.outbox.close();
  ended.store.dispatch({ type: 'signed_out', reason: null });
  ended.outbox.tidy();
  assert.deepEqual(ended.stored(), ['later']);
  const left = set();
  left.outbox.add('c-1', 'never');
  left.outbox.forget();
  assert.deepEqual(left.stored(), []);
});
