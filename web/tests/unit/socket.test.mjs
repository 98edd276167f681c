import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delayMs, verdictOn } from '../../js/wire/backoff.js';
import { Problem } from '../../js/wire/http.js';
import { Socket } from '../../js/wire/socket.js';
import { FakeClock, FakeWire, settled, welcome } from './fakes.mjs';

/** A socket whose server is the test. @param {{random?: number, token?: (fresh: boolean) => Promise<string>, prepare?: () => Promise<void>}} [wish] */
function set({ random = 0.5, token = async () => 'token', prepare = async () => {} } = {}) {
  const clock = new FakeClock();
  /** @type {FakeWire[]} */
  const wires = [];
  /** @type {string[]} */
  const refused = [];
  const socket = new Socket({
    open: () => wires[wires.push(new FakeWire()) - 1],
    clock, token, prepare,
    random: () => random,
    cursors: () => ({ 'c-1': 15 }),
  });
  socket.addEventListener('refused', (event) => refused.push(/** @type {CustomEvent} */ (event).detail));
  const last = () => /** @type {FakeWire} */ (wires.at(-1));
  return { clock, wires, socket, refused, last };
}

async function live(/** @type {any} */ wish = undefined) {
  const parts = set(wish);
  parts.socket.start();
  await settled();
  parts.last().welcomes();
  return parts;
}

test('the delay doubles up to half a minute, with full jitter', () => {
  assert.equal(delayMs(0, 0), 0);
  assert.equal(delayMs(0, 0.999999), 500);
  assert.equal(delayMs(3, 0.5), 2000);
  assert.equal(delayMs(50, 0.999999), 30_000);
});

test('close codes mean what the contract says', () => {
  for (const code of [1000, 1001, 1006, 1012, 4000, 4001, 4002, 4003, 4004]) assert.equal(verdictOn(code), 'retry');
  assert.equal(verdictOn(4101), 'refresh');
  for (const code of [4100, 4102, 4103]) assert.equal(verdictOn(code), 'sign_in');
  for (const code of [4104, 4105, 4106, 4107, 4108]) assert.equal(verdictOn(code), 'stop');
});

test('the token goes into the first frame, with the cursors', async () => {
  const { socket, last } = set();
  socket.start();
  await settled();
  assert.equal(socket.connection.phase, 'connecting');
  last().opens();
  assert.deepEqual(last().sent, [{ type: 'hello', id: 1, data: { token: 'token', cursors: { 'c-1': 15 } } }]);
  last().says(welcome([]));
  assert.equal(socket.connection.phase, 'catching_up');
  last().says({ type: 'ready' });
  assert.equal(socket.connection.phase, 'live');
});

test('a lost connection is tried again later and later, and a success begins anew', async () => {
  const { clock, wires, socket, last } = await live();
  for (const [retry, delay] of [250, 500, 1000, 2000].entries()) {
    last().hangsUp(1006);
    assert.deepEqual(socket.connection, { phase: 'waiting', retry_at: clock.now() + delay, reason: null });
    await clock.advance(delay - 1);
    assert.equal(wires.length, retry + 1);
    await clock.advance(1);
    assert.equal(wires.length, retry + 2);
  }
  last().welcomes();
  last().hangsUp(4001);
  assert.equal(socket.connection.retry_at, clock.now() + 250);
});

test('a goodbye says how long to stay away at least', async () => {
  const { clock, socket, last } = await live();
  last().says({ type: 'goodbye', data: { retry_after_ms: 3000 } });
  last().hangsUp(4001);
  assert.equal(socket.connection.retry_at, clock.now() + 3250);
});

test('a goodbye counts for one wait only', async () => {
  const { clock, socket, last } = await live();
  last().says({ type: 'goodbye', data: { retry_after_ms: 3000 } });
  last().hangsUp(4001);
  await clock.advance(3250);
  last().hangsUp(1006);
  assert.equal(socket.connection.retry_at, clock.now() + 500);
});

test('the wait is drawn anew from all of its range, for every code that comes back', async () => {
  for (const code of [1006, 4000, 4001, 4002, 4003, 4004]) {
    for (const random of [0, 0.25, 0.999999]) {
      const { clock, socket, last } = await live({ random });
      for (const range of [500, 1000, 2000]) {
        last().hangsUp(code);
        assert.equal(socket.connection.retry_at, clock.now() + Math.round(random * range), `${code}`);
        await clock.advance(range);
      }
    }
  }
});

test('codes that say stop are not tried again', async () => {
  for (const code of [4104, 4105, 4106, 4107, 4108]) {
    const { clock, wires, socket, last } = await live();
    last().hangsUp(code);
    await clock.advance(120_000);
    assert.deepEqual([wires.length, socket.connection.phase], [1, 'stopped'], `${code}`);
  }
});

test('an error about the hello is no answer to anything, and the close code decides', async () => {
  const { socket, last } = set();
  socket.start();
  await settled();
  last().opens();
  last().says({ type: 'error', re: 1, data: { code: 'too_many_connections', detail: 'close another', retry_after_ms: null } });
  assert.equal(socket.connection.phase, 'connecting');
  last().hangsUp(4108);
  assert.equal(socket.connection.phase, 'stopped');
});

test('the silence that is allowed follows the heartbeat of this server', async () => {
  const { clock, socket, last } = set();
  socket.start();
  await settled();
  last().opens();
  const { type, re, data } = welcome([]);
  last().says({ type, re, data: { ...data, heartbeat_secs: 2 } });
  last().says({ type: 'ready' });
  await clock.advance(11_999);
  assert.equal(socket.connection.phase, 'live');
  await clock.advance(1);
  assert.equal(socket.connection.phase, 'waiting');
});

test('after a sleep it is asked for a sign of life, and dropped without one', async () => {
  const { clock, socket, last } = await live();
  socket.probe();
  assert.equal(last().sent.at(-1).type, 'ping');
  last().says({ type: 'pong', re: last().sent.at(-1).id });
  await clock.advance(20_000);
  assert.equal(socket.connection.phase, 'live');
  socket.probe();
  await clock.advance(5_000);
  assert.equal(socket.connection.phase, 'waiting');
});

test('"connect now" does not wait', async () => {
  const { wires, socket, last } = await live();
  last().hangsUp(4000);
  socket.reconnectNow();
  await settled();
  assert.equal(wires.length, 2);
});

test('an expired token is renewed before the next hello; a second time in a row it waits', async () => {
  /** @type {boolean[]} */
  const asked = [];
  const { wires, socket, last } = await live({ token: async (/** @type {boolean} */ fresh) => `token ${asked.push(fresh)}` });
  last().hangsUp(4101);
  await settled();
  assert.deepEqual(asked, [false, true]);
  assert.equal(wires.length, 2);
  last().opens();
  last().hangsUp(4101);
  assert.equal(socket.connection.phase, 'waiting');
});

test('an ended session goes to the log-in and nowhere else', async () => {
  for (const code of [4100, 4102, 4103]) {
    const { clock, wires, refused, socket, last } = await live();
    last().hangsUp(code);
    await clock.advance(120_000);
    assert.equal(refused.length, 1);
    assert.equal(wires.length, 1);
    assert.equal(socket.connection.phase, 'stopped');
  }
});

test('other final codes stop with a reason, until one asks again', async () => {
  const { clock, wires, refused, socket, last } = await live();
  last().hangsUp(4108);
  await clock.advance(120_000);
  assert.deepEqual([wires.length, refused.length], [1, 0]);
  assert.match(socket.connection.reason ?? '', /Close one/);
  socket.reconnectNow();
  await settled();
  assert.equal(wires.length, 2);
});

test('a silence longer than heartbeat and grace is a dead connection', async () => {
  const { clock, socket, last } = await live();
  await clock.advance(34_000);
  last().says({ type: 'heartbeat', data: { digest: '00000000' } });
  await clock.advance(34_999);
  assert.equal(socket.connection.phase, 'live');
  const dead = last();
  await clock.advance(1);
  assert.equal(socket.connection.phase, 'waiting');
  assert.equal(dead.closed, true);
});

test('a server that never answers the hello is given up', async () => {
  const { clock, socket, last } = set();
  socket.start();
  await settled();
  last().opens();
  await clock.advance(15_000);
  assert.equal(socket.connection.phase, 'waiting');
});

test('what a connection left behind says later is not heard', async () => {
  const { wires, socket } = await live();
  wires[0].hangsUp(4000);
  socket.reconnectNow();
  await settled();
  wires[0].says({ type: 'ready' });
  wires[0].hangsUp(4102);
  assert.equal(socket.connection.phase, 'connecting');
});

test('answers find their requests; an error is a Problem', async () => {
  const { socket, last } = await live();
  const first = socket.request({ type: 'message.send' });
  const second = socket.request({ type: 'read' });
  const [a, b] = last().sent.slice(-2);
  last().says({ type: 'error', re: b.id, data: { code: 'rate_limited', detail: 'slow down', retry_after_ms: 700 } });
  last().says({ type: 'ack', re: a.id, data: { seq: 4 } });
  assert.deepEqual(await first, { seq: 4 });
  await assert.rejects(second, (error) => error instanceof Problem && error.code === 'rate_limited' && error.retry_after_ms === 700);
});

test('unanswered requests fail with the connection', async () => {
  const { socket, last } = await live();
  const request = socket.request({ type: 'message.send' });
  last().hangsUp(1006);
  await assert.rejects(request, { code: 'disconnected' });
  await assert.rejects(socket.request({ type: 'read' }), { code: 'disconnected' });
});

test('a request without an answer brings the connection down', async () => {
  const { clock, socket, last } = await live();
  const request = socket.request({ type: 'message.send' });
  request.catch(() => {});
  await clock.advance(10_000);
  last().says({ type: 'heartbeat', data: { digest: '0' } });
  await clock.advance(10_000);
  await assert.rejects(request, { code: 'disconnected' });
  assert.equal(socket.connection.phase, 'waiting');
});

test('an expiring token is replaced on the living connection', async () => {
  const { last, wires } = await live({ token: async (/** @type {boolean} */ fresh) => (fresh ? 'new' : 'old') });
  last().says({ type: 'token.expiring', data: { expires_at: '' } });
  await settled();
  const { type, data } = last().sent.at(-1);
  assert.deepEqual([type, data, wires.length], ['authenticate', { token: 'new' }, 1]);
});

test('a server that is away while the token is renewed is waited for', async () => {
  let away = true;
  const token = async () => {
    if (away) throw new Problem({ code: 'offline' });
    return 'token';
  };
  const { clock, socket, wires } = set({ token });
  socket.start();
  await settled();
  assert.equal(socket.connection.phase, 'waiting');
  away = false;
  await clock.advance(250);
  assert.equal(wires.length, 1);
});

test('after stop nothing happens any more', async () => {
  const { clock, wires, socket, last } = await live();
  const wire = last();
  socket.stop();
  await clock.advance(120_000);
  assert.deepEqual([socket.connection.phase, wires.length, wire.closed], ['idle', 1, true]);
});

test('what is asked of a socket that is closing fails at once, and is not sent', async () => {
  const { socket, last } = await live();
  const wire = last();
  const sent = wire.sent.length;
  wire.readyState = 2;
  await assert.rejects(socket.request({ type: 'typing' }), { code: 'disconnected' });
  assert.equal(wire.sent.length, sent);
});

test('a fresh token that is refused before the first hello is the end of the log-in', async () => {
  const prepare = () => Promise.reject(new Problem({ code: 'invalid_token', status: 401 }));
  const { socket, refused, wires } = set({ prepare });
  socket.start();
  await settled();
  assert.deepEqual([socket.connection.phase, refused.length, wires.length], ['stopped', 1, 0]);
});
