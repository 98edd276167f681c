import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentioned } from '../../js/text/mentions.js';
import { ada, bob, chat, message, storeOf } from './fakes.mjs';

const ofAda = { user: ada, text: '@ada' };
const everyone = { user: null, text: '@all' };
const parts = (/** @type {string} */ text, /** @type {any[]} */ mentions) => mentioned(text, mentions).map((part) => (part.mention ? `[${part.text}]` : part.text));

test('mentions are found where the server found them, and the text stays whole', () => {
  assert.deepEqual(parts('hi @ada, and @ada. mail x@ada', [ofAda]), ['hi ', '[@ada]', ', and ', '[@ada]', '. mail x@ada']);
  assert.deepEqual(parts('@ada-2 @ada', [ofAda, { user: bob, text: '@ada-2' }]), ['[@ada-2]', ' ', '[@ada]']);
  assert.deepEqual(parts('@adam', [ofAda]), ['@adam']);
  assert.deepEqual(parts('<b>@all</b>', [everyone]), ['<b>', '[@all]', '</b>']);
  assert.deepEqual(parts('plain @ada', []), ['plain @ada']);
});

test('what calls me is counted as it comes, changes, goes and is read', () => {
  const store = storeOf([chat({ message_count: 5, read_number: 5 })]);
  const calls = () => store.state.chats['c-1'].unread_mentions;
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [message(5)], has_before: true, has_after: false } });
  store.dispatch({ type: 'message.created', message: message(6, { mentions: [ofAda] }) });
  store.dispatch({ type: 'message.created', message: message(7, { mentions: [everyone] }) });
  store.dispatch({ type: 'message.created', message: message(8, { author: ada, mentions: [ofAda] }) });
  assert.equal(calls(), 2);
  store.dispatch({ type: 'message.updated', message: message(7, { seq: 30, body: '', deleted_at: '2026-03-01T10:00:00Z' }) });
  assert.equal(calls(), 1);
  store.dispatch({ type: 'message.updated', message: message(7, { seq: 30, body: '', deleted_at: '2026-03-01T10:00:00Z' }) });
  assert.equal(calls(), 1, 'once');
  store.dispatch({ type: 'read.moved', chat_id: 'c-1', read_number: 6 });
  assert.equal(calls(), 0);
  store.dispatch({ type: 'read.moved', chat_id: 'c-1', read_number: 6, unread_mentions: 1 });
  assert.equal(calls(), 1, 'the server knows');
  store.dispatch({ type: 'read.moved', chat_id: 'c-1', read_number: 8 });
  assert.equal(calls(), 0);
});

test('the event of my own message says whom it mentions, whether it comes before or after the answer', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [message(5)], has_before: true, has_after: false } });
  const mine = message(6, { author: ada, mentions: [{ user: bob, text: '@bob' }] });
  const provisional = { ...mine, mentions: [], provisional: true };
  const shown = () => store.state.timelines['c-1'].items[1].mentions.length;
  store.dispatch({ type: 'message.created', message: provisional });
  assert.equal(shown(), 0);
  store.dispatch({ type: 'message.created', message: mine });
  store.dispatch({ type: 'message.created', message: provisional });
  assert.equal(shown(), 1);
});
