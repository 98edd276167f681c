import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMOJI } from '../../js/data/emoji-pt-br.js';
import { allEmoji, emojiNamed, findEmoji, groupsOf } from '../../js/text/emoji.js';
import { known } from '../../js/wire/callable.js';
import { ada, bob, message, storeOf } from './fakes.mjs';

test('emoji are found by the beginnings of the words of their names, short names first', async () => {
  const groups = await allEmoji();
  const first = (/** @type {string} */ query) => findEmoji(groups, query, 3)[0]?.emoji;
  assert.deepEqual(['tada', 'crab', 'thumbs up', '+1', 'party pop', '🦀', 'heart'].map(first), ['🎉', '🦀', '👍', '👍', '🎉', '🦀', '❤️']);
  assert.deepEqual(findEmoji(groups, '', 3), []);
  assert.deepEqual(findEmoji(groups, 'no such thing', 3), []);
  assert.deepEqual([emojiNamed(groups, 'tada'), emojiNamed(groups, 'tad')], ['🎉', null]);
});

test('every emoji is one, once, and has a name', async () => {
  const all = (await allEmoji()).flatMap(({ emoji }) => emoji);
  assert.ok(all.length > 1_500);
  assert.equal(new Set(all.map(({ emoji }) => emoji)).size, all.length);
  for (const { emoji, name, words } of all) assert.ok(/\p{Emoji}/u.test(emoji) && name.trim() !== '' && words.length > 0, emoji);
});

test('in Portuguese the same emoji are found by Portuguese names, with accents or without, and by the short names that all know', async () => {
  const groups = groupsOf(EMOJI);
  const first = (/** @type {string} */ query) => findEmoji(groups, query, 1)[0]?.emoji;
  assert.deepEqual(['coração vermelho', 'coracao vermelho', 'caranguejo', 'tada', '+1'].map(first), ['❤️', '❤️', '🦀', '🎉', '👍']);
  const all = (/** @type {import('../../js/text/emoji.js').Group[]} */ of) => of.flatMap(({ emoji }) => emoji).map(({ emoji }) => emoji);
  assert.deepEqual(all(groups), all(await allEmoji()));
});

test('those who can be called are the members, who wrote last first, without oneself', () => {
  const store = storeOf();
  const cleo = { ...bob, id: 'u-cleo', username: 'cleo', display_name: 'Bo Cleo' };
  const members = [ada, cleo, bob].map((user) => ({ user, role: 'member', joined_at: '2026-03-01T10:00:00Z', muted_until: null }));
  store.dispatch({ type: 'members.loaded', chat_id: 'c-1', page: { items: members, next_cursor: null }, more: false });
  const found = (/** @type {string} */ part) => known(store.state, 'c-1', part).map(({ username }) => username);
  assert.deepEqual([found('bo'), found('cl'), found('ad')], [['cleo', 'bob'], ['cleo'], []]);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [message(5, { author: bob })], has_before: false, has_after: false } });
  assert.deepEqual(found('BO'), ['bob', 'cleo']);
});
