import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostSession } from '../../js/embed/session.js';
import { ownRem } from '../../js/embed/styles.js';
import { jsonStorage } from '../../js/storage.js';
import { FakeClock } from './fakes.mjs';

/** @param {() => Promise<any>} ask */
function sessionWith(ask) {
  const storage = jsonStorage(() => {
    throw new Error('not ours');
  });
  const fetch = () => assert.fail('it never speaks with the server itself');
  return new HostSession({ fetch, base: '/api/v1', clock: new FakeClock(), storage, lock: (_, work) => work() }, ask);
}

test('the page is asked for a token once, and again when a fresh one is wanted', async () => {
  let asked = 0;
  const session = sessionWith(async () => `token ${++asked}`);
  assert.deepEqual(await Promise.all([session.token(), session.token()]), ['token 1', 'token 1']);
  assert.equal(await session.token(), 'token 1');
  assert.deepEqual(await Promise.all([session.token({ fresh: true }), session.token({ fresh: true })]), ['token 2', 'token 2']);
});

test('a page that gives no token is told so, and asked again', async () => {
  let answer = /** @type {any} */ (undefined);
  const session = sessionWith(async () => answer);
  /** @type {string[]} */
  const failures = [];
  session.addEventListener('failed', (event) => failures.push(String(/** @type {CustomEvent} */ (event).detail)));
  await assert.rejects(session.token(), { code: 'unavailable' });
  assert.deepEqual(failures, ['Error: getToken gave no token']);
  assert.ok(session.exists, 'it may have one later');
  answer = 'token';
  assert.equal(await session.token(), 'token');
});

test('a session that has ended is over', () => {
  const session = sessionWith(async () => 'token');
  session.end('The end.');
  assert.equal(session.exists, false);
});

test('sizes are measured by the element and not by the page around', () => {
  assert.equal(ownRem('a { padding: 0.25rem .5rem; inline-size: min(28rem, calc(100vw - 2rem)); --rem: 16px; }'),
    'a { padding: calc(0.25 * var(--rem)) calc(.5 * var(--rem)); inline-size: min(calc(28 * var(--rem)), calc(100vw - calc(2 * var(--rem)))); --rem: 16px; }');
});
