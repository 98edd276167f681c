import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatsByActivity, lastSaid, newsOf, personOf, unreadTotal, isWaiting } from '../../js/state/selectors.js';
import { hasHole } from '../../js/state/timelines.js';
import { ada, bob, chat, message, storeOf } from './fakes.mjs';

const page = (/** @type {number[]} */ numbers, has_before = false) => ({ items: numbers.map((n) => message(n)), has_before, has_after: false });
const numbers = (/** @type {any} */ store) => store.state.timelines['c-1'].items.map((/** @type {any} */ m) => m.number);

test('a change is announced once, and nothing changed is not announced', () => {
  const store = storeOf();
  let changes = 0;
  store.addEventListener('change', () => (changes += 1));
  store.dispatch({ type: 'read.moved', chat_id: 'c-1', read_number: 3 });
  assert.equal(changes, 0);
  store.dispatch({ type: 'message.created', message: message(6) });
  assert.equal(changes, 1);
});

test("another's message counts as unread and becomes the last one", () => {
  const store = storeOf();
  store.dispatch({ type: 'message.created', message: message(6) });
  assert.equal(store.state.chats['c-1'].unread, 1);
  assert.equal(store.state.chats['c-1'].last_message?.number, 6);
  assert.equal(unreadTotal(store.state), 1);
});

test('my own message is read as it is written, unless older ones are unread', () => {
  const store = storeOf();
  store.dispatch({ type: 'message.created', message: message(6, { author: ada }) });
  assert.equal(store.state.chats['c-1'].unread, 0);
  store.dispatch({ type: 'message.created', message: message(7) });
  store.dispatch({ type: 'message.created', message: message(8, { author: ada }) });
  assert.equal(store.state.chats['c-1'].unread, 2);
});

test('what is marked as unread counts again, and chats of which one does not want to be told do not count in all', () => {
  const store = storeOf();
  store.dispatch({ type: 'read.undone', chat_id: 'c-1', read_number: 2 });
  assert.equal(store.state.chats['c-1'].unread, 3);
  assert.equal(unreadTotal(store.state), 3);
  store.dispatch({ type: 'membership.changed', chat_id: 'c-1', field: 'notifications', value: 'none' });
  assert.equal(unreadTotal(store.state), 0);
  store.dispatch({ type: 'chat.counted', chat_id: 'c-1', message_count: 6, read_number: 4, notifications: 'all' });
  assert.deepEqual([store.state.chats['c-1'].unread, store.state.chats['c-1'].notifications], [2, 'all']);
});

test('what one is told of a chat is all, what calls one, or nothing', () => {
  const store = storeOf([chat({ message_count: 9, unread: 4, unread_mentions: 1 })]);
  const told = ['all', 'mentions', 'none'].map((level) => {
    store.dispatch({ type: 'membership.changed', chat_id: 'c-1', field: 'notifications', value: level });
    return [newsOf(store.state.chats['c-1']), unreadTotal(store.state)];
  });
  assert.deepEqual(told, [[{ unread: 4, calls: 1 }, 4], [{ unread: 0, calls: 1 }, 1], [{ unread: 0, calls: 0 }, 0]]);
});

test('the read position never goes back by itself', () => {
  const store = storeOf();
  store.dispatch({ type: 'read.moved', chat_id: 'c-1', read_number: 2 });
  assert.equal(store.state.chats['c-1'].read_number, 5);
});

test('chats are listed by their latest activity, unsent messages included', () => {
  const store = storeOf([
    chat({ id: 'old', last_message: message(1, { created_at: '2026-01-01T00:00:00Z' }) }),
    chat({ id: 'new', last_message: message(1, { created_at: '2026-02-02T00:00:00Z' }) }),
  ]);
  assert.deepEqual(chatsByActivity(store.state).map((c) => c.id), ['new', 'old']);
  const entry = { client_id: 'k', chat_id: 'old', body: 'x', created_at: '2026-03-01T00:00:00Z', status: 'pending', reason: null };
  store.dispatch({ type: 'outbox.added', entry });
  assert.deepEqual(chatsByActivity(store.state).map((c) => c.id), ['old', 'new']);
});

test('a page and the events that overtook it make one stretch, each message once', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'newest' });
  store.dispatch({ type: 'message.created', message: message(6) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([3, 4, 5], true) });
  assert.deepEqual(numbers(store), [3, 4, 5, 6]);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'before', page: page([1, 2]) });
  assert.deepEqual(numbers(store), [1, 2, 3, 4, 5, 6]);
  assert.equal(store.state.timelines['c-1'].has_before, false);
});

test('a newest page far from what is known replaces it', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([1, 2, 3]) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([700, 701], true) });
  assert.deepEqual(numbers(store), [700, 701]);
  assert.equal(store.state.timelines['c-1'].has_before, true);
});

test('a newest page that touches what is known keeps the older messages', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([1, 2, 3]) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([3, 4], true) });
  assert.deepEqual(numbers(store), [1, 2, 3, 4]);
  assert.equal(store.state.timelines['c-1'].has_before, false);
});

test('an older page that no longer touches the shortened rest is dropped', () => {
  const store = storeOf();
  const many = Array.from({ length: 150 }, (_, at) => at + 101);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page(many, true) });
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'before' });
  store.dispatch({ type: 'timeline.closed', chat_id: 'c-1' });
  assert.equal(numbers(store).length, 100);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'before', page: page([99, 100], true) });
  assert.equal(numbers(store)[0], 151);
  assert.equal(hasHole(store.state.timelines['c-1']), false);
});

test('of two states of a message the one with the higher seq stays', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([5]) });
  store.dispatch({ type: 'message.updated', message: message(5, { seq: 40, body: 'edited' }) });
  store.dispatch({ type: 'message.updated', message: message(5, { seq: 30, body: 'older' }) });
  assert.equal(store.state.timelines['c-1'].items[0].body, 'edited');
});

const tombstone = (/** @type {number} */ number, more = {}) => message(number, { seq: 90, body: '', deleted_at: '2026-03-01T11:00:00Z', ...more });

test('the last words in the list of chats are what they are now', () => {
  const store = storeOf([chat({ last_message: message(5) })]);
  const last = () => store.state.chats['c-1'].last_message;
  store.dispatch({ type: 'message.updated', message: message(4, { seq: 30, body: 'older' }) });
  assert.equal(last()?.body, 'message 5');
  store.dispatch({ type: 'message.updated', message: message(5, { seq: 31, body: 'edited' }) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([4, 5]) });
  store.dispatch({ type: 'chats.loaded', chats: [chat({ last_message: message(5) })] });
  assert.equal(last()?.body, 'edited');
  store.dispatch({ type: 'message.updated', message: tombstone(5) });
  assert.deepEqual([last()?.body, store.state.chats['c-1'].message_count], ['', 5]);
});

test('where the last message was taken back, the list has the one before it, also of a chat that was not opened', () => {
  const store = storeOf([chat({ last_message: message(5) })]);
  const said = () => lastSaid(store.state, store.state.chats['c-1'])?.body;
  store.dispatch({ type: 'message.created', message: message(6) });
  assert.equal(said(), 'message 6');
  const { created_at } = message(6);
  store.dispatch({ type: 'message.updated', message: tombstone(6, { deleted_at: new Date(Date.parse(created_at) + 4_000).toISOString() }) });
  store.dispatch({ type: 'chats.loaded', chats: [chat({ last_message: store.state.chats['c-1'].last_message })] });
  assert.equal(said(), 'message 5');
});

test('where the last message was taken back and those before it are not known, the list says that it was, and not that there are none', () => {
  const gone = tombstone(5, { deleted_at: message(5).created_at });
  const store = storeOf([chat({ last_message: gone })]);
  const said = () => lastSaid(store.state, store.state.chats['c-1'])?.number ?? null;
  assert.equal(said(), 5);
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([4]) });
  assert.equal(said(), 4);
  const first = tombstone(1, { deleted_at: message(1).created_at });
  assert.equal(lastSaid(storeOf().state, chat({ id: 'c-2', last_message: first })), null, 'there was no other');
});

test('a tombstone of a message that was never seen counts and takes its place', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([4, 5]) });
  store.dispatch({ type: 'message.updated', message: tombstone(6) });
  const { unread, message_count, last_message } = store.state.chats['c-1'];
  assert.deepEqual([unread, message_count, last_message?.number], [1, 6, 6]);
  assert.deepEqual(numbers(store), [4, 5, 6]);
});

test('an unsent message whose tombstone comes was sent after all', () => {
  const store = storeOf();
  store.dispatch({ type: 'outbox.added', entry: { client_id: 'k', chat_id: 'c-1', body: 'x', created_at: '', status: 'pending', reason: null } });
  store.dispatch({ type: 'message.updated', message: tombstone(6, { client_id: 'k', author: ada }) });
  assert.deepEqual(store.state.outbox, []);
});

test('a page that was read before an edit does not undo it', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([4, 5], true) });
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'before' });
  store.dispatch({ type: 'message.updated', message: message(3, { seq: 30, body: 'edited' }) });
  store.dispatch({ type: 'message.updated', message: message(1, { seq: 31, body: 'further back' }) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'before', page: page([2, 3], true) });
  assert.deepEqual(numbers(store), [2, 3, 4, 5]);
  assert.equal(store.state.timelines['c-1'].items[1].body, 'edited');
});

test('edits that come before the first page make no hole', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.requested', chat_id: 'c-1', where: 'newest' });
  for (const number of [1, 8]) store.dispatch({ type: 'message.updated', message: message(number, { seq: 30, body: 'edited' }) });
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([7, 8], true) });
  assert.deepEqual(store.state.timelines['c-1'].items.map((m) => m.body), ['message 7', 'edited']);
});

test('whatever happens while pages are on their way, what is shown is what is stored', () => {
  for (let seed = 1; seed <= 300; seed += 1) followsTheServer(seed);
});

/** Events and pages come in the order in which the server sent them, each page as it was when it was read. @param {number} seed */
function followsTheServer(seed) {
  let dice = seed;
  const below = (/** @type {number} */ end) => {
    dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((dice / 2 ** 32) * end);
  };
  let seq = 100;
  const stored = Array.from({ length: 40 }, (_, at) => message(at + 1));
  const store = storeOf([chat({ message_count: 40 })]);
  const timeline = () => store.state.timelines['c-1'];
  /** @type {import('../../js/types.js').Action | null} */
  let onItsWay = null;
  const ask = (/** @type {"newest" | "before"} */ where) => {
    const end = where === 'newest' ? stored.length : timeline().items[0].number - 1;
    const items = stored.slice(Math.max(0, end - 10), end);
    store.dispatch({ type: 'page.requested', chat_id: 'c-1', where });
    onItsWay = { type: 'page.loaded', chat_id: 'c-1', where, page: { items, has_before: end > 10, has_after: false } };
  };
  ask('newest');
  for (let step = 0; step < 60; step += 1) {
    const at = below(stored.length);
    switch (below(4)) {
      case 0:
        seq += 1;
        stored.push(message(stored.length + 1, { seq }));
        store.dispatch({ type: 'message.created', message: stored.at(-1) });
        break;
      case 1:
      case 2:
        seq += 1;
        stored[at] = { ...stored[at], seq, body: `edit ${seq}` };
        store.dispatch({ type: 'message.updated', message: stored[at] });
        break;
      default:
        if (onItsWay) store.dispatch(onItsWay);
        onItsWay = null;
        if (below(2) === 0) ask(below(4) === 0 || !timeline().has_before ? 'newest' : 'before');
    }
  }
  if (onItsWay) store.dispatch(onItsWay);
  const { items, has_before } = timeline();
  assert.deepEqual(items, stored.slice(items[0].number - 1), `seed ${seed}`);
  assert.equal(has_before, items[0].number > 1, `seed ${seed}`);
  assert.deepEqual(store.state.chats['c-1'].last_message, stored.at(-1), `seed ${seed}`);
}

test('a hole is noticed', () => {
  const timeline = { items: [message(1), message(3)], has_before: false, loaded: true, loading: null, problem: null, early: [] };
  assert.equal(hasHole(timeline), true);
  assert.equal(hasHole({ ...timeline, items: [message(2), message(3)] }), false);
});

test('a summary that is older than the events does not take them back', () => {
  const store = storeOf();
  store.dispatch({ type: 'message.created', message: message(6) });
  store.dispatch({ type: 'chats.loaded', chats: [chat({ name: 'Renamed' })] });
  const { message_count, unread, last_message, name } = store.state.chats['c-1'];
  assert.deepEqual([message_count, unread, last_message?.number, name], [6, 1, 6, 'Renamed']);
});

test('members are counted by live events, and not twice', () => {
  const store = storeOf();
  const member = { user: bob, role: 'member', joined_at: '2026-03-01T00:00:00Z' };
  const joined = { type: 'member.joined', chat_id: 'c-1', seq: 16, member };
  store.dispatch(joined);
  store.dispatch(joined);
  store.dispatch({ ...joined, seq: 17, replayed: true });
  assert.equal(store.state.chats['c-1'].member_count, 3);
  store.dispatch({ type: 'member.left', chat_id: 'c-1', seq: 18, user_id: bob.id });
  assert.equal(store.state.chats['c-1'].member_count, 2);
});

test('a new owner shows in my role and in the list of members', () => {
  const store = storeOf();
  const items = [ada, bob].map((user) => ({ user, role: user === ada ? 'owner' : 'member', joined_at: '' }));
  store.dispatch({ type: 'members.loaded', chat_id: 'c-1', page: { items, next_cursor: null }, more: false });
  store.dispatch({ type: 'chat.updated', chat: { ...chat(), seq: 16, owner_id: bob.id } });
  assert.equal(store.state.chats['c-1'].role, 'member');
  assert.deepEqual(store.state.members['c-1'].items.map((m) => m.role), ['member', 'owner']);
});

test('a chat that is gone takes everything of it along', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([1]) });
  store.dispatch({ type: 'outbox.added', entry: { client_id: 'k', chat_id: 'c-1', body: 'x', created_at: '', status: 'pending', reason: null } });
  store.dispatch({ type: 'chat.removed', chat_id: 'c-1' });
  assert.deepEqual([store.state.chats, store.state.cursors, store.state.timelines, store.state.outbox], [{}, {}, {}, []]);
});

test('a new name shows on old messages', () => {
  const store = storeOf();
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: page([1]) });
  const member = { user: { ...bob, display_name: 'Robert' }, role: 'member', joined_at: '' };
  store.dispatch({ type: 'member.updated', chat_id: 'c-1', seq: 16, member });
  assert.equal(personOf(store.state, bob).display_name, 'Robert');
});

test('a log-out leaves nothing behind', () => {
  const store = storeOf();
  store.dispatch({ type: 'signed_out', reason: 'over' });
  assert.equal(store.state.me, null);
  assert.deepEqual(store.state.chats, {});
  assert.equal(store.state.signed_out_because, 'over');
});

test('a direct chat is called what the other one is called now, and waits until somebody writes', () => {
  const store = storeOf([chat({ id: 'c-2', name: '', visibility: 'direct', owner_id: null, role: 'member', direct_with: bob, message_count: 0, read_number: 0 })]);
  assert.equal(store.state.chats['c-2'].name, 'Bob');
  assert.equal(isWaiting(store.state, store.state.chats['c-2']), true);
  const renamed = { user: { ...bob, display_name: 'Robert' }, role: 'member', joined_at: bob.created_at };
  store.dispatch({ type: 'member.updated', chat_id: 'c-2', seq: 16, member: renamed, replayed: false });
  assert.equal(store.state.chats['c-2'].name, 'Robert');
  store.dispatch({ type: 'message.created', message: message(1, { chat_id: 'c-2', seq: 17 }), replayed: false });
  assert.equal(isWaiting(store.state, store.state.chats['c-2']), false);
});

test('whom one blocks is known until it is taken back', () => {
  const store = storeOf();
  store.dispatch({ type: 'blocks.loaded', users: [bob] });
  store.dispatch({ type: 'block.removed', user_id: bob.id });
  assert.deepEqual(store.state.blocks, {});
  store.dispatch({ type: 'block.added', user: bob });
  assert.deepEqual(Object.keys(store.state.blocks), [bob.id]);
});

test('roles follow what is heard of them, and a hand-over leaves all but two as they were', () => {
  const store = storeOf([chat({ role: 'member', owner_id: bob.id })]);
  const member = (/** @type {any} */ user, /** @type {string} */ role) => ({ user, role, joined_at: '2026-01-01T00:00:00Z' });
  const eve = { ...bob, id: 'u-eve', username: 'eve' };
  const page = { items: [member(ada, 'member'), member(bob, 'owner'), member(eve, 'moderator')], next_cursor: null };
  store.dispatch({ type: 'members.loaded', chat_id: 'c-1', page, more: false });
  const mine = () => store.state.chats['c-1'].role;
  const roles = () => store.state.members['c-1'].items.map((/** @type {any} */ m) => m.role);
  store.dispatch({ type: 'member.updated', chat_id: 'c-1', seq: 16, member: member(ada, 'moderator'), replayed: false });
  assert.deepEqual([mine(), roles()], ['moderator', ['moderator', 'owner', 'moderator']]);
  store.dispatch({ type: 'chat.updated', chat: chat({ owner_id: ada.id, seq: 17 }) });
  assert.deepEqual([mine(), roles()], ['owner', ['owner', 'member', 'moderator']]);
  store.dispatch({ type: 'chat.updated', chat: chat({ owner_id: eve.id, seq: 18 }) });
  assert.deepEqual([mine(), roles()], ['member', ['member', 'member', 'owner']]);
});

test('for whoever keeps order no longer nothing waits to be decided, of which they are not told any more', () => {
  const waits = { requests_waiting: 2, reports_open: 3 };
  const store = storeOf([chat({ role: 'moderator', owner_id: bob.id, ...waits }), chat({ id: 'c-2', ...waits })]);
  const mine = (/** @type {string} */ role, /** @type {string | null} */ muted_until = null) => ({ user: ada, role, joined_at: '2026-01-01T00:00:00Z', muted_until });
  const waiting = (/** @type {string} */ id) => [store.state.chats[id].requests_waiting, store.state.chats[id].reports_open];
  store.dispatch({ type: 'member.updated', chat_id: 'c-1', seq: 16, member: mine('moderator', '2026-03-01T12:00:00Z'), replayed: false });
  assert.deepEqual(waiting('c-1'), [2, 3]);
  store.dispatch({ type: 'member.updated', chat_id: 'c-1', seq: 17, member: mine('member'), replayed: false });
  assert.deepEqual(waiting('c-1'), [0, 0]);
  store.dispatch({ type: 'chat.updated', chat: { ...store.state.chats['c-2'], seq: 16, owner_id: bob.id } });
  assert.deepEqual(waiting('c-2'), [0, 0]);
});
