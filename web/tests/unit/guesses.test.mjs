// What I do is shown at once, counts when the server has it, and is taken back when it refuses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../js/wire/outbox.js';
import { leaveChat, notify } from '../../js/wire/chat-deeds.js';
import { Problem } from '../../js/wire/http.js';
import { deleteMessage, editMessage, pinMessage, react, saveMessage } from '../../js/wire/message-deeds.js';
import { ReadMarks } from '../../js/wire/read-marks.js';
import { FakeClock, ada, bob, chat, fakeStorage, message, settled, storeOf } from './fakes.mjs';

const thumb = { emoji: '👍', count: 1, user_ids: [bob.id] };

/** An app whose server answers when the test says so. */
function set() {
  const store = storeOf([chat({ last_message: message(5), read_number: 5, unread: 0 })]);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items: [1, 2, 3, 4, 5].map((n) => message(n, { reactions: [thumb] })), has_before: false, has_after: false } });
  /** @type {{said: any, answer: (data: any) => Promise<void>, refuse: () => Promise<void>}[]} */
  const asked = [];
  /** @type {string[]} */
  const warnings = [];
  const ask = (/** @type {any} */ said) =>
    new Promise((resolve, reject) => {
      const then = (/** @type {(value: any) => void} */ end) => (/** @type {any} */ value) => (end(value), settled());
      asked.push({ said, answer: then(resolve), refuse: () => then(reject)(new Problem({ code: 'forbidden' })) });
    });
  /** @type {any} */
  const app = {
    store, clock: new FakeClock(), request: ask,
    api: { call: (/** @type {string} */ method, /** @type {string} */ path) => ask(`${method} ${path}`) },
    guess: (/** @type {any} */ action, /** @type {any} */ work) => store.guess(action, work).then((answer) => answer ?? true, (problem) => (warnings.push(problem.code), null)),
  };
  const item = (/** @type {number} */ number) => store.state.timelines['c-1'].items[number - 1];
  return { app, store, asked, warnings, item };
}

/** What each deed changes, as one sees it. @type {[string, (of: ReturnType<typeof set>) => Promise<unknown>, (of: ReturnType<typeof set>) => unknown, unknown, unknown][]} */
const DEEDS = [
  ['an edit', ({ app, item }) => editMessage(app, item(5), 'better'), ({ item, store }) => [item(5).body, store.state.chats['c-1'].last_message?.body], ['message 5', 'message 5'], ['better', 'better']],
  ['a deletion', ({ app, item }) => deleteMessage(app, item(5)), ({ item }) => [item(5).body, item(5).deleted_at !== null], ['message 5', false], ['', true]],
  ['a pin', ({ app, item }) => pinMessage(app, item(2), true), ({ item }) => item(2).pinned_at !== null, false, true],
  ['a reaction', ({ app, item }) => react(app, item(2), '👍'), ({ item }) => item(2).reactions[0].count, 1, 2],
  ['another reaction', ({ app, item }) => react(app, item(2), '🎉'), ({ item }) => item(2).reactions.length, 1, 2],
  ['saving', ({ app, item }) => saveMessage(app, item(2), true), ({ store }) => 'm-2' in store.state.saved, false, true],
  ['what one is told of', ({ app }) => notify(app, 'c-1', 'none'), ({ store }) => store.state.chats['c-1']?.notifications, 'all', 'none'],
  ['leaving', ({ app }) => leaveChat(app, 'c-1'), ({ store }) => 'c-1' in store.state.chats, true, false],
  ['being unread again', ({ app, store }) => new ReadMarks({ store, request: app.request, guess: app.guess, clock: app.clock }).undo('c-1', 2), ({ store }) => store.state.chats['c-1'].unread, 0, 3],
];

for (const [name, deed, look, before, after] of DEEDS) {
  test(`${name} is seen at once, and stays when the server has it`, async () => {
    const of = set();
    const done = deed(of);
    assert.deepEqual(look(of), after);
    await of.asked[0].answer({ seq: 16 });
    assert.deepEqual([look(of), Boolean(await done), of.warnings], [after, true, []]);
  });

  test(`${name} is taken back when it is refused`, async () => {
    const of = set();
    const known = of.store.confirmed;
    const done = deed(of);
    await of.asked[0].refuse();
    assert.deepEqual([look(of), await done, of.warnings], [before, null, ['forbidden']]);
    assert.equal(of.store.state, known, 'as if it had never been');
  });
}

test('an event that tells more counts, before the answer and after it', async () => {
  const { app, store, asked, item } = set();
  void editMessage(app, item(5), 'mine');
  store.dispatch({ type: 'message.updated', message: message(5, { seq: 17, body: 'later, on another device' }) });
  assert.equal(item(5).body, 'mine', 'until it is known');
  await asked[0].answer({ seq: 16 });
  assert.equal(item(5).body, 'later, on another device');
  void pinMessage(app, item(5), true);
  await asked[1].answer({ seq: 18 });
  store.dispatch({ type: 'message.updated', message: message(5, { seq: 18, body: 'later', pinned_at: '2026-03-01T12:00:01Z' }) });
  assert.equal(item(5).pinned_at, '2026-03-01T12:00:01Z');
});

test('two at once do not disturb each other', async () => {
  const { app, asked, item } = set();
  void react(app, item(2), '👍');
  void react(app, item(2), '🎉');
  assert.deepEqual(item(2).reactions.map(({ count }) => count), [2, 1]);
  await asked[0].refuse();
  assert.deepEqual(item(2).reactions.map(({ emoji, count }) => `${emoji} ${count}`), ['👍 1', '🎉 1']);
  await asked[1].answer({ seq: 16 });
  assert.deepEqual(item(2).reactions.map(({ emoji, count }) => `${emoji} ${count}`), ['👍 1', '🎉 1']);
});

test('what was being done is gone with whoever did it', async () => {
  const { app, store, asked, item } = set();
  void saveMessage(app, item(2), true);
  store.dispatch({ type: 'signed_out' });
  await asked[0].answer(null);
  assert.deepEqual(store.state.saved, {});
});

test('a chat that one is about to leave keeps its unsent words until one has left', async () => {
  const { app, store, asked } = set();
  const storage = fakeStorage();
  const outbox = new Outbox({ store, clock: app.clock, storage, uuid: () => 'k-9' });
  outbox.load(ada.id);
  outbox.add('c-1', 'words');
  void leaveChat(app, 'c-1');
  outbox.tidy();
  assert.equal(storage.values.size, 1);
  await asked[0].refuse();
  assert.deepEqual(store.state.outbox.map(({ body }) => body), ['words']);
});

test('what an event has told meanwhile counts more than an answer that does not say when it was', async () => {
  const of = set();
  const done = notify(of.app, 'c-1', 'none');
  of.store.dispatch({ type: 'membership.changed', chat_id: 'c-1', field: 'notifications', value: 'none' });
  of.store.dispatch({ type: 'membership.changed', chat_id: 'c-1', field: 'notifications', value: 'mentions' });
  await of.asked[0].answer(null);
  await done;
  assert.equal(of.store.state.chats['c-1'].notifications, 'mentions', 'as another device had it after this one');
});
