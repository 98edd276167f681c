import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restore } from '../../js/wire/snapshot.js';
import { SnapshotWriter } from '../../js/wire/snapshot-writer.js';
import { FakeClock, ada, chat, message, storeOf } from './fakes.mjs';
import { Store } from '../../js/state/store.js';

function fakeDatabase() {
  /** @type {Map<string, any>} */
  const kept = new Map();
  return {
    kept,
    get: async (/** @type {string} */ key) => kept.get(key) ?? null,
    set: async (/** @type {string} */ key, /** @type {unknown} */ value) => void kept.set(key, structuredClone(value)),
    clear: async () => kept.clear(),
  };
}

/** A page on which somebody has read, and what it left behind. */
async function left() {
  const [store, database, clock] = [storeOf([chat()]), fakeDatabase(), new FakeClock()];
  const items = Array.from({ length: 150 }, (_, at) => message(at + 1));
  store.dispatch({ type: 'page.loaded', chat_id: 'c-1', where: 'newest', page: { items, has_before: false, has_after: false } });
  const snapshot = new SnapshotWriter({ store, database: /** @type {any} */ (database), clock });
  snapshot.look();
  await clock.advance(1_000);
  return { store, database, clock, snapshot };
}

test('what was known is there on the next page, the ends of the timelines, and where to go on', async () => {
  const { store, database, clock } = await left();
  const next = new Store();
  const restored = await restore({ store: next, database: /** @type {any} */ (database), clock }, ada.id);
  assert.equal(restored, true);
  assert.deepEqual(next.state.cursors, store.state.cursors);
  assert.deepEqual(next.state.chats, store.state.chats);
  assert.equal(next.state.timelines['c-1'].items.length, 50);
  assert.equal(next.state.timelines['c-1'].has_before, true);
  assert.equal(next.state.chats_loaded, true);
});

test('nothing is restored for somebody else, of another version, or after it was forgotten', async () => {
  const { database, clock, snapshot } = await left();
  const restored = (/** @type {string} */ id) => restore({ store: new Store(), database: /** @type {any} */ (database), clock }, id);
  assert.equal(await restored('u-other'), false);
  const kept = database.kept.get('state');
  database.kept.set('state', { ...kept, version: 0 });
  assert.equal(await restored(ada.id), false);
  database.kept.set('state', kept);
  snapshot.forget();
  assert.equal(await restored(ada.id), false);
});

test('what changes nothing that is kept is not written', async () => {
  const { store, database, clock, snapshot } = await left();
  database.kept.clear();
  store.dispatch({ type: 'online.changed', online: false });
  snapshot.look();
  await clock.advance(1_000);
  assert.equal(database.kept.size, 0);
});
