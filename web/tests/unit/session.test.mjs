import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../../js/wire/api.js';
import { Session } from '../../js/wire/session.js';
import { FakeClock, ada, fakeStorage } from './fakes.mjs';

/** @typedef {{url: string, method: string, body: any, token: string | undefined}} Call */

/** @param {(call: Call) => {status: number, body?: object}} answer */
function set(answer, storage = fakeStorage(), clock = new FakeClock()) {
  /** @type {Call[]} */
  const calls = [];
  /** @type {any} */
  const fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    const call = { url, method: init.method, body: JSON.parse(init.body ?? 'null'), token: init.headers.authorization?.slice(7) };
    calls.push(call);
    const { status, body } = answer(call);
    return new Response(body ? JSON.stringify(body) : null, { status, headers: { date: new Date(clock.now()).toUTCString() } });
  };
  /** @type {Promise<any>} one lock for all */
  let queue = Promise.resolve();
  const lock = (/** @type {string} */ _, /** @type {() => Promise<any>} */ work) => (queue = queue.then(work, work));
  const session = new Session({ fetch, base: '/api/v1', clock, storage, lock });
  /** @type {(string | null)[]} */
  const ended = [];
  session.addEventListener('ended', (event) => ended.push(/** @type {CustomEvent} */ (event).detail));
  return { calls, clock, storage, session, ended, fetch, api: new Api(fetch, '/api/v1', session) };
}

let issued = 0;
/** @param {FakeClock} clock */
function signedIn(clock) {
  issued += 1;
  const access_expires_at = new Date(clock.now() + 900_000).toISOString();
  return { user: ada, session_id: 's', access_token: `a${issued}`, access_expires_at, refresh_token: `r${issued}`, refresh_expires_at: access_expires_at };
}

test('a token is used until shortly before its end, then renewed', async () => {
  const clock = new FakeClock();
  const { session, calls } = set(() => ({ status: 200, body: signedIn(clock) }), fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  const first = await session.token();
  await clock.advance(860_000);
  assert.equal(await session.token(), first);
  await clock.advance(20_000);
  assert.notEqual(await session.token(), first);
  assert.deepEqual(calls.map((call) => call.url), ['/api/v1/auth/login', '/api/v1/auth/refresh']);
});

test('many who need a token at once renew it once', async () => {
  const clock = new FakeClock();
  const { session, calls } = set(() => ({ status: 200, body: signedIn(clock) }), fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  await Promise.all([1, 2, 3].map(() => session.token({ fresh: true })));
  assert.equal(calls.filter((call) => call.url.endsWith('refresh')).length, 1);
});

test('a tab that waited uses the token that the other tab was given', async () => {
  const clock = new FakeClock();
  const storage = fakeStorage();
  const one = set(() => ({ status: 200, body: signedIn(clock) }), storage, clock);
  const two = set(() => ({ status: 200, body: signedIn(clock) }), storage, clock);
  await one.session.logIn({ username: 'ada', password: 'x' });
  await one.session.token({ fresh: true });
  const current = storage.get('dialogo.session').refresh_token;
  await two.session.token();
  assert.deepEqual(two.calls[0].body, { refresh_token: current });
});

test('the access token is never stored', async () => {
  const clock = new FakeClock();
  const { session, storage } = set(() => ({ status: 200, body: signedIn(clock) }), fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  const token = await session.token();
  assert.ok(![...storage.values.values()].some((value) => value.includes(`"${token}"`)));
});

test('a refused refresh ends the session; a server that is away does not', async () => {
  const clock = new FakeClock();
  let status = 503;
  const { session, ended } = set(({ url }) => (url.endsWith('login') ? { status: 200, body: signedIn(clock) } : { status, body: { code: status === 401 ? 'invalid_token' : 'unavailable' } }), fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  await assert.rejects(session.token({ fresh: true }), { code: 'unavailable' });
  assert.deepEqual([session.exists, ended.length], [true, 0]);
  status = 401;
  await assert.rejects(session.token({ fresh: true }), { status: 401 });
  assert.deepEqual([session.exists, ended.length], [false, 1]);
});

test('a call that meets an expired token is repeated with a new one, once', async () => {
  const clock = new FakeClock();
  let good = '';
  const { session, api, calls } = set(({ url, token }) => {
    if (url.includes('/auth/')) {
      const body = signedIn(clock);
      good = body.access_token;
      return { status: 200, body };
    }
    return token === good ? { status: 200, body: ada } : { status: 401, body: { code: 'token_expired' } };
  }, fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  good = 'another one';
  assert.deepEqual(await api.me(), ada);
  assert.deepEqual(calls.map((call) => call.url.replace('/api/v1', '')), ['/auth/login', '/users/me', '/auth/refresh', '/users/me']);
});

test('a session that was ended elsewhere ends here', async () => {
  const clock = new FakeClock();
  const { session, api, ended } = set(({ url }) => (url.includes('/auth/') ? { status: 200, body: signedIn(clock) } : { status: 401, body: { code: 'session_ended' } }), fakeStorage(), clock);
  await session.logIn({ username: 'ada', password: 'x' });
  await assert.rejects(api.me(), { code: 'session_ended' });
  assert.equal(ended.length, 1);
});

test('a problem keeps its fields, its code and the time to wait', async () => {
  const clock = new FakeClock();
  const { fetch } = set(() => ({ status: 200 }), fakeStorage(), clock);
  const { exchange } = await import('../../js/wire/http.js');
  /** @type {any} */
  const answering = async () => new Response('{"code":"rate_limited","detail":"slow","errors":[{"field":"name","detail":"x"}]}', { status: 429, headers: { 'retry-after': '12' } });
  await assert.rejects(exchange(answering, { method: 'GET', url: '/' }), { code: 'rate_limited', retry_after_ms: 12_000, errors: [{ field: 'name', detail: 'x' }] });
  /** @type {any} */
  const html = async () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  await assert.rejects(exchange(html, { method: 'GET', url: '/' }), { code: 'unavailable', status: 502 });
  /** @type {any} */
  const away = async () => { throw new TypeError('failed to fetch'); };
  await assert.rejects(exchange(away, { method: 'GET', url: '/' }), { code: 'offline' });
  assert.ok(fetch);
});
