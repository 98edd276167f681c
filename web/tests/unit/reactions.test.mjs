import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withReaction } from '../../js/state/reactions.js';
import { whoText } from '../../js/views/reactions.js';
import { Feed } from '../../js/wire/feed.js';
import { ada, bob, chat, message, storeOf } from './fakes.mjs';

const thumb = { emoji: '👍', count: 1, user_ids: [bob.id] };
const change = (/** @type {object} */ more = {}) => ({ message_id: 'm-1', number: 1, user_id: ada.id, emoji: '👍', count: 2, ...more });

test('a reaction is added to those that are known, and the last one takes its emoji along', () => {
  const said = message(1, { seq: 11, reactions: [thumb] });
  const two = withReaction(said, 12, change(), true);
  assert.deepEqual([two.seq, two.reactions], [12, [{ emoji: '👍', count: 2, user_ids: [bob.id, ada.id] }]]);
  const party = withReaction(two, 13, change({ emoji: '🎉', count: 1 }), true);
  assert.deepEqual(party.reactions.map((r) => [r.emoji, r.count]), [['👍', 2], ['🎉', 1]]);
  const less = withReaction(party, 14, change({ count: 1 }), false);
  assert.deepEqual(less.reactions[0], thumb);
  assert.deepEqual(withReaction(less, 15, change({ user_id: bob.id, count: 0 }), false).reactions.map((r) => r.emoji), ['🎉']);
});

test('what the message contains already, and what comes after its deletion, changes nothing', () => {
  const said = message(1, { seq: 12, reactions: [thumb] });
  assert.equal(withReaction(said, 12, change(), true), said);
  const gone = message(1, { seq: 12, deleted_at: '2026-03-01T10:00:00Z' });
  assert.equal(withReaction(gone, 13, change(), true), gone);
});

test('a hundred are named, and all are counted', () => {
  const many = { emoji: '👍', count: 100, user_ids: Array.from({ length: 100 }, (_, n) => `u-${n}`) };
  const [next] = withReaction(message(1, { reactions: [many] }), 99, change({ count: 101 }), true).reactions;
  assert.deepEqual([next.count, next.user_ids.length], [101, 100]);
});

test('people are named as far as they are known', () => {
  assert.equal(whoText(['You'], 1), 'You');
  assert.equal(whoText(['You', 'Ada', 'Bob'], 3), 'You, Ada and Bob');
  assert.equal(whoText(['You', null, 'Bob'], 7), 'You, Bob and 5 others');
  assert.equal(whoText([null], 1), '1 person');
});

function set() {
  const store = storeOf([chat({ seq: 20 })]);
  /** @type {((heads: any) => void)[]} */
  const syncs = [];
  /** @type {string[]} */
  const loads = [];
  const feed = new Feed({
    store,
    sync: (_cursors, done) => void syncs.push(done),
    loadChats: async () => {},
    loadChat: () => {},
    loadMessage: (_chat, id) => void loads.push(id),
    readHere: () => 0,
    loadNewest: () => {},
  });
  feed.helloCursors();
  const item = () => store.state.timelines['c-1'].items[0];
  return { store, syncs, loads, feed, item };
}

const page = (/** @type {any[]} */ items) => ({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items, has_before: false, has_after: false } });
const frame = (/** @type {number} */ seq, /** @type {object} */ more = {}) => ({ type: 'reaction.added', chat_id: 'c-1', seq, data: change(more) });

test('live, each reaction counts once, also when the page that has it comes later', () => {
  const { store, feed, item } = set();
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'newest' });
  feed.receive(frame(21));
  feed.receive(frame(22, { emoji: '🎉', count: 1 }));
  // Read between the two.
  store.dispatch(page([message(1, { seq: 21, reactions: [{ ...thumb, count: 2 }] })]));
  assert.deepEqual([item().seq, item().reactions.map((r) => r.count)], [22, [2, 1]]);
});

test('in a replay a reaction alone says too little: its message is loaded', () => {
  const { store, syncs, loads, feed, item } = set();
  store.dispatch(page([message(1, { seq: 12 })]));
  feed.receive(frame(23)); // 21 and 22 are missing
  feed.receive(frame(24, { emoji: '🎉', count: 1 })); // on its way before the answer
  const now = message(1, { seq: 24, body: 'edited meanwhile', reactions: [{ ...thumb, count: 2 }, { emoji: '🎉', count: 1, user_ids: [ada.id] }] });
  feed.receive({ type: 'message.updated', chat_id: 'c-1', seq: 24, data: now });
  syncs[0]([{ id: 'c-1', seq: 24 }]);
  assert.deepEqual([item(), loads], [now, ['m-1']]);
});
