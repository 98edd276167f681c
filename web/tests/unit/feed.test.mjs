import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, digestOf } from '../../js/wire/digest.js';
import { Feed } from '../../js/wire/feed.js';
import { ada, bob, chat, message, settled, storeOf, welcome } from './fakes.mjs';

/** @param {ReturnType<typeof chat>[]} [chats] */
function set(chats = [chat()]) {
  const store = storeOf(chats);
  /** @type {{cursors: Record<string, number>, done: (heads: any) => void}[]} */
  const syncs = [];
  /** @type {string[]} */
  const loads = [];
  const feed = new Feed({
    store,
    sync: (cursors, done) => void syncs.push({ cursors, done }),
    loadChats: async () => void loads.push('chats'),
    loadChat: (id) => void loads.push(`chat ${id}`),
    loadNewest: (id) => void loads.push(`newest ${id}`),
    readHere: () => 0,
  });
  feed.helloCursors();
  const cursor = () => store.state.cursors['c-1'];
  const bodies = () => store.state.timelines['c-1']?.items.map((m) => m.body);
  return { store, syncs, loads, feed, cursor, bodies };
}

/** @param {number} seq @param {number} number */
function created(seq, number, more = {}) {
  return { type: 'message.created', chat_id: 'c-1', seq, data: message(number, { seq, ...more }) };
}

const open = (/** @type {any} */ store, /** @type {any[]} */ items = []) =>
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items, has_before: false, has_after: false } });

test('the CRC is the one of zip, and the digest a sum without order', () => {
  assert.equal(crc32('123456789').toString(16), 'cbf43926');
  assert.equal(digestOf({}), '00000000');
  assert.equal(digestOf({ a: 1, b: 2 }), digestOf({ b: 2, a: 1 }));
  const sum = (crc32('a:1') + crc32('b:2')) % 2 ** 32;
  assert.equal(digestOf({ a: 1, b: 2 }), sum.toString(16).padStart(8, '0'));
});

test('the next number is applied, an old one is not', () => {
  const { feed, store, syncs, cursor, bodies } = set();
  open(store);
  feed.receive(created(16, 6));
  feed.receive(created(16, 6, { body: 'again' }));
  feed.receive(created(12, 3));
  assert.deepEqual([cursor(), syncs.length], [16, 0]);
  assert.deepEqual(bodies(), ['message 6']);
});

test('edits and deletions are applied by their number, as everything else', () => {
  const { feed, store, cursor, bodies } = set();
  open(store, [message(4), message(5)]);
  feed.receive({ type: 'message.updated', chat_id: 'c-1', seq: 16, data: message(4, { seq: 16, body: 'edited' }) });
  feed.receive({ type: 'message.deleted', chat_id: 'c-1', seq: 17, data: message(5, { seq: 17, body: '', deleted_at: 'now' }) });
  feed.receive({ type: 'message.updated', chat_id: 'c-1', seq: 16, data: message(4, { seq: 16, body: 'again' }) });
  assert.deepEqual(bodies(), ['edited', '']);
  assert.equal(cursor(), 17);
});

test('a replay puts edited, new and deleted messages at their numbers', () => {
  const { feed, store, loads, cursor, bodies } = set();
  open(store, [message(4), message(5)]);
  feed.receive(welcome([{ id: 'c-1', seq: 20, message_count: 7, read_number: 5 }]));
  feed.receive({ type: 'message.deleted', chat_id: 'c-1', seq: 18, data: message(6, { seq: 18, body: '', deleted_at: 'now' }) });
  feed.receive({ type: 'message.updated', chat_id: 'c-1', seq: 19, data: message(4, { seq: 19, body: 'edited' }) });
  feed.receive(created(20, 7));
  feed.receive({ type: 'ready' });
  assert.deepEqual(bodies(), ['edited', 'message 5', '', 'message 7']);
  assert.deepEqual([cursor(), store.state.chats['c-1'].unread, loads], [20, 2, []]);
});

test('a gap is asked for once, and what comes until the answer is part of it', () => {
  const { feed, store, syncs, cursor, bodies } = set();
  open(store);
  feed.receive(created(18, 8));
  feed.receive(created(19, 9));
  assert.deepEqual(syncs.map((sync) => sync.cursors), [{ 'c-1': 15 }]);
  assert.equal(cursor(), 15);
  for (const [seq, number] of [[16, 6], [17, 7], [18, 8], [19, 9]]) feed.receive(created(seq, number));
  syncs[0].done([{ id: 'c-1', seq: 19 }]);
  assert.equal(cursor(), 19);
  assert.deepEqual(bodies(), ['message 6', 'message 7', 'message 8', 'message 9']);
  feed.receive(created(20, 10));
  assert.equal(cursor(), 20);
});

test('a live event that overtakes the answer to a sync is not asked for again', () => {
  const { feed, syncs, cursor } = set();
  feed.sync();
  feed.receive(created(16, 6));
  feed.receive(created(17, 7));
  syncs[0].done([{ id: 'c-1', seq: 16 }]);
  assert.equal(cursor(), 17);
  feed.receive(created(18, 8));
  assert.deepEqual([cursor(), syncs.length], [18, 1]);
});

test('a chat that is joined while a sync is under way is counted from there', () => {
  const { feed, store, syncs } = set();
  feed.sync();
  feed.receive({ type: 'chat.added', chat_id: 'c-2', data: chat({ id: 'c-2', seq: 4 }) });
  feed.receive({ ...created(5, 1, { chat_id: 'c-2' }), chat_id: 'c-2' });
  syncs[0].done([{ id: 'c-1', seq: 15 }]);
  assert.equal(store.state.cursors['c-2'], 5);
});

test('a refused sync leaves the way open for the next', () => {
  const { feed, syncs } = set();
  feed.receive(created(18, 8));
  syncs[0].done(null);
  feed.receive(created(19, 9));
  assert.equal(syncs.length, 2);
});

test('in a replay numbers skip, rows are states, and the head is the cursor after it', () => {
  const { feed, store, syncs, cursor, bodies } = set();
  open(store, [message(5)]);
  feed.receive(welcome([{ id: 'c-1', seq: 40, message_count: 7, read_number: 6 }]));
  feed.receive(created(22, 6));
  feed.receive({ type: 'message.updated', chat_id: 'c-1', seq: 30, data: message(5, { seq: 30, body: 'edited' }) });
  feed.receive(created(39, 7));
  feed.receive({ type: 'ready' });
  assert.deepEqual([cursor(), syncs.length], [40, 0]);
  assert.deepEqual(bodies(), ['edited', 'message 6', 'message 7']);
  const { message_count, read_number, unread } = store.state.chats['c-1'];
  assert.deepEqual([message_count, read_number, unread], [7, 6, 1]);
  feed.receive(created(41, 8));
  assert.equal(cursor(), 41);
});

test('a connection lost mid-replay keeps the old cursor, so that all of it comes again', () => {
  const { feed, cursor } = set();
  feed.receive(welcome([{ id: 'c-1', seq: 40, message_count: 7, read_number: 5 }]));
  feed.receive(created(22, 6));
  feed.disconnected();
  assert.equal(cursor(), 15);
});

test('a chat that is missing in the welcome is gone', () => {
  const { feed, store } = set();
  feed.receive(welcome([]));
  feed.receive({ type: 'ready' });
  assert.deepEqual(store.state.chats, {});
});

test('a chat that the welcome brings anew is fetched, and then caught up', async () => {
  const { feed, loads, syncs } = set([]);
  feed.receive(welcome([{ id: 'c-9', seq: 3, message_count: 0, read_number: 0 }]));
  feed.receive({ type: 'ready' });
  assert.deepEqual(loads, ['chats']);
  await settled();
  assert.equal(syncs.length, 1);
});

test('a chat that one joins starts counting at its head', () => {
  const { feed, store, syncs } = set([]);
  feed.receive({ type: 'chat.added', chat_id: 'c-1', data: chat({ seq: 7 }) });
  feed.receive({ ...created(8, 6) });
  assert.deepEqual([store.state.cursors, syncs.length], [{ 'c-1': 8 }, 0]);
});

test('events of a chat that one is not in are ignored', () => {
  const { feed, store, syncs } = set([]);
  feed.receive(created(1, 1));
  assert.deepEqual([store.state.cursors, syncs.length], [{}, 0]);
});

test('too much missed: the page and the summaries come by REST', () => {
  const { feed, store, loads, cursor } = set();
  open(store, [message(5)]);
  feed.receive(welcome([{ id: 'c-1', seq: 900, message_count: 800, read_number: 5 }]));
  feed.receive({ type: 'chat.reset', chat_id: 'c-1', data: { seq: 900 } });
  feed.receive({ type: 'ready' });
  assert.deepEqual(loads, ['newest c-1', 'chats', 'chat c-1']);
  assert.equal(cursor(), 900);
});

test('a cursor from the future goes back to where the server says, and what comes next is news', () => {
  const { feed, store, loads, cursor, bodies, syncs } = set();
  open(store, [message(5)]);
  feed.receive(welcome([{ id: 'c-1', seq: 9, message_count: 2, read_number: 2 }]));
  feed.receive({ type: 'chat.reset', chat_id: 'c-1', data: { seq: 9 } });
  feed.receive({ type: 'ready' });
  assert.deepEqual(loads, ['newest c-1', 'chats', 'chat c-1']);
  assert.equal(cursor(), 9);
  store.dispatch({ type: 'chats.loaded', chats: [chat({ seq: 9, message_count: 2, read_number: 2 })] });
  open(store, [message(1), message(2)]);
  feed.receive(created(10, 3));
  assert.deepEqual([cursor(), syncs.length, store.state.chats['c-1'].message_count], [10, 0, 3]);
  assert.deepEqual(bodies(), ['message 1', 'message 2', 'message 3']);
});

test('a chat that a sync finds lost is gone, and asked about no more', () => {
  const { feed, store, syncs } = set();
  feed.receive(created(18, 8));
  feed.receive({ type: 'chat.removed', chat_id: 'c-1', data: { reason: 'removed' } });
  syncs[0].done([]);
  assert.deepEqual([store.state.chats, store.state.cursors], [{}, {}]);
  feed.receive(created(19, 9));
  assert.equal(syncs.length, 1);
});

test('while a replay runs a heartbeat says nothing', () => {
  const { feed, syncs } = set();
  feed.receive(welcome([{ id: 'c-1', seq: 40, message_count: 7, read_number: 5 }]));
  feed.receive({ type: 'heartbeat', data: { digest: 'ffffffff' } });
  assert.equal(syncs.length, 0);
  feed.receive({ type: 'ready' });
  feed.receive({ type: 'heartbeat', data: { digest: 'ffffffff' } });
  feed.receive({ type: 'heartbeat', data: { digest: 'ffffffff' } });
  assert.equal(syncs.length, 1, 'one at a time');
});

test('a sync under way is the only one', () => {
  const { feed, syncs } = set();
  feed.sync();
  feed.sync();
  assert.equal(syncs.length, 1);
});

test('a gap in one chat holds up no other chat', () => {
  const { feed, store, syncs } = set([chat(), chat({ id: 'c-2', seq: 4 })]);
  feed.receive(created(18, 8));
  syncs[0].done([{ id: 'c-1', seq: 18 }, { id: 'c-2', seq: 4 }]);
  feed.receive({ ...created(5, 6), chat_id: 'c-2' });
  assert.deepEqual(store.state.cursors, { 'c-1': 18, 'c-2': 5 });
});

test('a hole that a replay leaves is filled by the newest page', () => {
  const { feed, store, loads } = set();
  open(store, [message(5)]);
  feed.receive(welcome([{ id: 'c-1', seq: 20, message_count: 8, read_number: 5 }]));
  feed.receive(created(20, 8));
  feed.receive({ type: 'ready' });
  assert.deepEqual(loads, ['newest c-1']);
});

test('members that changed in a replay are counted by the server', () => {
  const { feed, store, loads } = set();
  feed.receive(welcome([{ id: 'c-1', seq: 16, message_count: 5, read_number: 5 }]));
  feed.receive({ type: 'member.joined', chat_id: 'c-1', seq: 16, data: { user: bob, role: 'member', joined_at: '' } });
  feed.receive({ type: 'ready' });
  assert.deepEqual([loads, store.state.chats['c-1'].member_count], [['chat c-1'], 2]);
});

test('a heartbeat that differs makes it ask; one that agrees does not', () => {
  const { feed, store, syncs } = set();
  feed.receive({ type: 'heartbeat', data: { digest: digestOf(store.state.cursors) } });
  assert.equal(syncs.length, 0);
  feed.receive({ type: 'heartbeat', data: { digest: digestOf({ 'c-1': 16 }) } });
  assert.equal(syncs.length, 1);
});

test('what waits for me to decide is what the server last said, live and after a connection that was lost', () => {
  const { feed, store } = set();
  const waiting = () => [store.state.chats['c-1'].requests_waiting, store.state.chats['c-1'].reports_open];
  feed.receive({ type: 'requests.updated', chat_id: 'c-1', data: { waiting: 2 } });
  feed.receive({ type: 'reports.updated', chat_id: 'c-1', data: { open: 3 } });
  assert.deepEqual(waiting(), [2, 3]);
  const before = store.state;
  feed.receive({ type: 'reports.updated', chat_id: 'c-1', data: { open: 3 } });
  assert.equal(store.state, before, 'nothing to be drawn anew');
  feed.receive(welcome([{ id: 'c-1', seq: 15, message_count: 5, read_number: 5, requests_waiting: 0, reports_open: 1 }]));
  feed.receive({ type: 'ready' });
  assert.deepEqual(waiting(), [0, 1]);
});

test('an unknown kind of change still moves the cursor', () => {
  const { feed, cursor } = set();
  feed.receive({ type: 'poll.closed', chat_id: 'c-1', seq: 16, data: {} });
  assert.equal(cursor(), 16);
});

test('my own message as an event takes it out of the outbox', () => {
  const { feed, store } = set();
  store.dispatch({ type: 'outbox.added', entry: { client_id: 'mine', chat_id: 'c-1', body: 'x', created_at: '', status: 'pending', reason: null } });
  feed.receive(created(16, 6, { author: ada, client_id: 'mine' }));
  assert.deepEqual(store.state.outbox, []);
});

test('a hello asks about as many chats as it has room for, and a sync about the rest', () => {
  const many = Array.from({ length: 70 }, (_, at) => chat({ id: `00000000-0000-7000-8000-0000000000${10 + at}`, seq: 1_000_000_000 }));
  const { feed, store, syncs } = set(many);
  const asked = feed.helloCursors();
  assert.equal(Object.keys(asked).length, 60);
  assert.ok(JSON.stringify(asked).length < 3_200);
  feed.receive(welcome(many.map(({ id }) => ({ id, seq: 1_000_000_007, message_count: 5, read_number: 5 }))));
  feed.receive({ type: 'ready' });
  const moved = Object.values(store.state.cursors).filter((seq) => seq === 1_000_000_007);
  assert.equal(moved.length, 60, 'the others were not replayed');
  assert.equal(Object.keys(syncs[0].cursors).length, 10);
});

test('a sync of very many chats comes in several frames', () => {
  const many = Array.from({ length: 1_500 }, (_, at) => chat({ id: `c-${at}`, seq: 1 }));
  const { feed, store, syncs } = set(many);
  feed.sync();
  assert.equal(Object.keys(syncs[0].cursors).length, 1_000);
  syncs[0].done(Object.keys(syncs[0].cursors).map((id) => ({ id, seq: 2 })));
  assert.equal(Object.keys(syncs[1].cursors).length, 500);
  syncs[1].done(Object.keys(syncs[1].cursors).map((id) => ({ id, seq: 2 })));
  assert.ok(Object.values(store.state.cursors).every((seq) => seq === 2));
  assert.equal(syncs.length, 2);
});
