import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whoText } from '../../js/views/reactions.js';
import { Feed } from '../../js/wire/feed.js';
import { ada, bob, chat, message, storeOf } from './fakes.mjs';

const thumb = { emoji: '👍', count: 1, user_ids: [bob.id] };
test('people are named as far as they are known', () => {
  assert.equal(whoText(['You'], 1), 'You');
  assert.equal(whoText(['You', 'Ada', 'Bob'], 3), 'You, Ada and Bob');
  assert.equal(whoText(['You', null, 'Bob'], 7), 'You, Bob and 5 others');
  assert.equal(whoText([null], 1), '1 person');
});

function set() {
  const store = storeOf([chat({ seq: 20 })]);
  const feed = new Feed({
    store,
    sync: () => {},
    loadChats: async () => {},
    loadChat: () => {},
    readHere: () => 0,
    loadNewest: () => {},
  });
  feed.helloCursors();
  const item = () => store.state.timelines['c-1'].items[0];
  return { store, feed, item };
}

const page = (/** @type {any[]} */ items) => ({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items, has_before: false, has_after: false } });
/** @param {number} seq @param {import('../../js/types.js').Reaction[]} reactions */
const frame = (seq, reactions) => ({ type: 'reaction.added', chat_id: 'c-1', seq, data: { user_id: ada.id, emoji: '👍', message: message(1, { seq, reactions }) } });

test('live, each reaction counts once, also when the page that has it comes later', () => {
  const { store, feed, item } = set();
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'newest' });
  feed.receive(frame(21, [{ ...thumb, count: 2 }]));
  feed.receive(frame(22, [{ ...thumb, count: 2 }, { emoji: '🎉', count: 1, user_ids: [ada.id] }]));
  // Read between the two.
  store.dispatch(page([message(1, { seq: 21, reactions: [{ ...thumb, count: 2 }] })]));
  assert.deepEqual([item().seq, item().reactions.map((r) => r.count)], [22, [2, 1]]);
});

test('a reaction that comes while something before it is missing brings all of its message', () => {
  const { store, feed, item } = set();
  store.dispatch(page([message(1, { seq: 12 })]));
  feed.receive(frame(23, [thumb])); // 21 and 22 are missing
  assert.deepEqual(item().reactions, []);
  feed.receive(frame(24, [thumb])); // on its way before the answer
  assert.deepEqual([item().seq, item().reactions], [24, [thumb]]);
});
