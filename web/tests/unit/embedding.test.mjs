import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostSession } from '../../js/embed/session.js';
import { ownRem } from '../../js/embed/styles.js';
import { jsonStorage } from '../../js/storage.js';
import { FakeClock } from './fakes.mjs';

/** @param {() => Promise<any>} ask @param {typeof fetch} [fetch] */
function sessionWith(ask, fetch = () => assert.fail('it never speaks with the server itself')) {
  const storage = jsonStorage(() => {
    throw new Error('not ours');
  });
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

test('a token of a host application begins a session, which goes on by itself until the server ends it', async () => {
  /** @type {string[]} */
  const said = [];
  let ends = false;
  const server = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ { body }) => {
    said.push(`${url.split('/').at(-1)} ${Object.values(JSON.parse(body))[0]}`);
    if (ends && url.endsWith('refresh')) return Response.json({ code: 'session_ended' }, { status: 401 });
    const n = said.length;
    const access_expires_at = '2026-03-01T12:15:00Z';
    return Response.json({ user: { id: 'u' }, session_id: 's', access_token: `access ${n}`, refresh_token: `refresh ${n}`, access_expires_at });
  });
  let asked = 0;
  const session = sessionWith(async () => ({ host_token: `signed ${++asked}` }), server);
  assert.deepEqual(await Promise.all([session.token(), session.token()]), ['access 1', 'access 1']);
  assert.equal(await session.token(), 'access 1');
  assert.equal(await session.token({ fresh: true }), 'access 2');
  ends = true;
  assert.equal(await session.token({ fresh: true }), 'access 4');
  assert.ok(session.exists);
  assert.deepEqual(said, ['host signed 1', 'refresh refresh 1', 'refresh refresh 2', 'host signed 2']);
});

test('a page whose token is refused is told so, and one whose server is busy is not', async () => {
  let status = 401;
  const server = /** @type {any} */ (async () => Response.json({ code: 'some_code' }, { status, headers: { 'retry-after': '7' } }));
  const session = sessionWith(async () => ({ host_token: 'signed' }), server);
  let failures = 0;
  session.addEventListener('failed', () => (failures += 1));
  await assert.rejects(session.token(), { code: 'unavailable' });
  assert.equal(failures, 1);
  status = 429;
  await assert.rejects(session.token(), { code: 'some_code', retry_after_ms: 7000 });
  assert.equal(failures, 1);
  assert.ok(session.exists);
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
