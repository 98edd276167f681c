import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writersIn } from '../../js/state/moments.js';
import { Screen } from '../../js/wire/screen.js';
import { FakeClock, ada, bob, chat, message, settled, storeOf } from './fakes.mjs';

function setUp() {
  const [clock, store] = [new FakeClock(), storeOf()];
  /** @type {any[]} */
  const sent = [];
  /** @type {string[]} */
  const met = [];
  /** @type {any[]} */
  let here = [];
  const request = async (/** @type {any} */ frame) => {
    sent.push(frame);
    return { people: here };
  };
  const screen = new Screen({ store, request, clock, meet: (id) => void met.push(id) });
  const types = (/** @type {string} */ user_id) => screen.receive({ type: 'typing', chat_id: 'c-1', data: { user_id, expires_in_ms: 6_000 } });
  const finds = (/** @type {any[]} */ people) => void (here = people);
  return { clock, store, sent, met, screen, types, finds, writers: () => writersIn(store.state, 'c-1') };
}

test('what is on screen is said when it changes, and again after a reconnect', () => {
  const { screen, sent } = setUp();
  screen.show(['c-1']);
  assert.equal(sent.length, 0, 'nobody is there to hear it');
  screen.setLive(true);
  screen.show([]);
  screen.setLive(false);
  screen.setLive(true);
  assert.deepEqual(sent.map((/** @type {any} */ { type, data }) => [type, data.chat_ids]), [['focus', ['c-1']], ['focus', []], ['focus', []]]);
});

test('that I write is said at once, then every three seconds, and at once after a message', async () => {
  const { clock, screen, sent } = setUp();
  screen.writes('c-1');
  screen.setLive(true);
  sent.length = 0;
  screen.writes('c-1');
  screen.writes('c-1');
  assert.deepEqual(sent, [{ type: 'typing', chat_id: 'c-1' }]);
  await clock.advance(3_000);
  screen.writes('c-1');
  assert.equal(sent.length, 2);
  screen.sent('c-1');
  screen.writes('c-1');
  assert.equal(sent.length, 3);
});

test('who writes is shown until it is over, said again or not', async () => {
  const { clock, types, writers, met } = setUp();
  types(bob.id);
  assert.deepEqual(writers(), [bob.id]);
  assert.deepEqual(met, [bob.id], 'a stranger is asked about');
  await clock.advance(5_000);
  types(bob.id);
  await clock.advance(5_999);
  assert.deepEqual(writers(), [bob.id]);
  await clock.advance(1);
  assert.deepEqual(writers(), []);
});

test('a message, a farewell and a lost connection end it', () => {
  const { store, types, writers } = setUp();
  types(bob.id);
  store.dispatch({ type: 'message.created', message: message(6) });
  assert.deepEqual(writers(), []);
  types(bob.id);
  store.dispatch({ type: 'member.left', chat_id: 'c-1', user_id: bob.id, seq: 17 });
  assert.deepEqual(writers(), []);
  types(bob.id);
  types(ada.id);
  store.dispatch({ type: 'connection.changed', connection: { phase: 'waiting', retry_at: null, reason: null } });
  assert.deepEqual(writers(), []);
});

test('of more writers than anyone could list, or of a chat of nobody, nothing is kept', () => {
  const { store, screen, types, writers } = setUp();
  for (let n = 0; n < 100; n += 1) types(`u-${n}`);
  assert.equal(writers().length, 20);
  screen.receive({ type: 'typing', chat_id: 'c-9', data: { user_id: bob.id, expires_in_ms: 6_000 } });
  assert.deepEqual(Object.keys(store.state.typing), ['c-1']);
});

test('direct chats in the list are looked at as well, and nothing is while one is away', () => {
  const { store, screen, sent } = setUp();
  screen.setLive(true);
  screen.show(['c-1']);
  store.dispatch({ type: 'chat.added', chat: chat({ id: 'c-2', direct_with: bob }) });
  screen.look();
  store.dispatch({ type: 'message.created', message: message(6) });
  screen.look();
  screen.setAway(true);
  screen.setAway(false);
  assert.deepEqual(sent.map(({ data }) => [data.chat_ids, data.away]), [
    [[], false], [['c-1'], false], [['c-1', 'c-2'], false], [[], true], [['c-1', 'c-2'], false],
  ]);
});

test('who is here is known from the answer, kept up by frames, and forgotten with the connection', async () => {
  const { store, screen, finds } = setUp();
  const online = { user_id: bob.id, state: 'online', last_seen_at: null };
  const gone = { user_id: bob.id, state: 'offline', last_seen_at: '2026-03-01T11:00:00Z' };
  finds([online]);
  screen.setLive(true);
  await settled();
  assert.deepEqual(store.state.presence, { [bob.id]: online });
  screen.receive({ type: 'presence', data: { people: [gone] } });
  assert.deepEqual(store.state.presence, { [bob.id]: gone });
  finds([]);
  screen.show(['c-1']);
  await settled();
  assert.deepEqual(store.state.presence, {}, 'who is not named is not here');
  screen.receive({ type: 'presence', data: { people: [online] } });
  store.dispatch({ type: 'connection.changed', connection: { phase: 'waiting', retry_at: null, reason: null } });
  assert.deepEqual(store.state.presence, {});
});
