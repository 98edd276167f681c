// The WebSocket: opens it, says hello, matches answers to requests, and comes back by the rules of the close codes.

import { delayMs, reasonFor, verdictOn } from './backoff.js';
import { Problem } from './http.js';
import { Requests } from './requests.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').Connection} Connection */
/** @typedef {import('./requests.js').Done} Done */
/** `readyState` from here on: what is sent goes nowhere. */
const CLOSING = 2;
/** The server's word for a token that it does not take. */
const BAD_TOKEN = 4100;

/** @typedef {Pick<WebSocket, "send" | "close" | "readyState" | "onopen" | "onmessage" | "onclose">} Wire */

/** From the attempt to open until `welcome`. */
const HANDSHAKE_MS = 15_000;
/** What is allowed on top of the server's own heartbeat before the silence means a dead connection. */
const GRACE_MS = 10_000;
/** A request without an answer for this long means that the connection is of no use. */
const ANSWER_MS = 20_000;
const PROBE_MS = 5_000;

/**
 * @typedef {object} SocketParts
 * @property {() => Wire} open                       a new WebSocket
 * @property {import('../types.js').Clock} clock
 * @property {() => number} random
 * @property {(fresh: boolean) => Promise<string>} token
 * @property {() => Promise<void>} prepare           what must be known before the first hello
 * @property {() => Record<string, number>} cursors
 */

/** Fires `frame` for what the server says, `change` when `connection` changes, `refused` when the log-in is over. */
export class Socket extends EventTarget {
  /** @type {Connection} */
  connection = { phase: 'idle', retry_at: null, reason: null };
  #parts;
  /** @type {Wire | null} */
  #wire = null;
  #attempt = 0;
  #generation = 0;
  #refreshed = false;
  #resumeAfterMs = 0;
  #silenceMs = HANDSHAKE_MS;
  #requests;
  /** @type {any} */
  #watchdog = null;
  /** @type {any} */
  #retry = null;

  /** @param {SocketParts} parts */
  constructor(parts) {
    super();
    this.#parts = parts;
    this.#requests = new Requests(parts.clock, ANSWER_MS, () => this.#drop(4000));
  }

  start() {
    if (this.connection.phase === 'idle') this.#connect(false);
  }

  stop() {
    this.#abandon();
    this.#attempt = 0;
    this.#become('idle');
  }

  /** Ends a wait, or tries again after a refusal. */
  reconnectNow() {
    const { phase } = this.connection;
    if (phase === 'waiting' || phase === 'stopped') this.#connect(false);
  }

  /** Asks a connection that may have died in its sleep for a sign of life. */
  probe() {
    if (this.connection.phase !== 'live') return this.reconnectNow();
    this.call({ type: 'ping' }, () => {});
    this.#watch(PROBE_MS);
  }

  /**
   * `done` runs as the answer arrives, before any later frame is looked at.
   * @param {Frame} frame @param {Done} done
   */
  call(frame, done) {
    // One that is closing takes nothing any more, and its end will be told.
    if (!this.#wire || this.#wire.readyState >= CLOSING) {
      return done(new Problem({ code: 'disconnected' }), null);
    }
    this.#wire.send(JSON.stringify({ ...frame, id: this.#requests.open(done) }));
  }

  /** @param {Frame} frame @returns {Promise<any>} the data of the acknowledgement */
  request(frame) {
    return new Promise((resolve, reject) => {
      this.call(frame, (problem, data) => (problem ? reject(problem) : resolve(data)));
    });
  }

  /** @param {boolean} fresh */
  async #connect(fresh) {
    this.#abandon();
    const generation = this.#generation;
    this.#become('connecting');
    let token;
    try {
      token = await this.#parts.token(fresh);
      await this.#parts.prepare();
    } catch (error) {
      // A refused refresh token has ended the session by now, and with it this socket.
      if (generation !== this.#generation) return;
      if (error instanceof Problem && error.status === 401) this.#closed(BAD_TOKEN);
      else this.#wait(error instanceof Problem ? error.retry_after_ms : null);
      return;
    }
    if (generation === this.#generation) this.#open(token);
  }

  /** @param {string} token */
  #open(token) {
    const wire = this.#parts.open();
    this.#wire = wire;
    this.#watch(HANDSHAKE_MS);
    wire.onopen = () => {
      this.call({ type: 'hello', data: { token, cursors: this.#parts.cursors() } }, () => {});
    };
    wire.onmessage = (event) => this.#receive(event.data);
    wire.onclose = (event) => this.#closed(event.code);
  }

  /** @param {unknown} text */
  #receive(text) {
    /** @type {Frame} */
    let frame;
    try {
      frame = JSON.parse(String(text));
    } catch {
      return;
    }
    if (frame.type === 'welcome') this.#silenceMs = frame.data.heartbeat_secs * 1000 + GRACE_MS;
    this.#watch(this.#silenceMs);
    if (frame.type === 'goodbye') this.#resumeAfterMs = frame.data?.retry_after_ms ?? 0;
    if (frame.type === 'token.expiring') this.#authenticate();
    // The listeners have caught up by the time that anyone hears of the new phase.
    this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
    this.#requests.settle(frame);
    if (frame.type === 'welcome') this.#become('catching_up');
    if (frame.type === 'ready') this.#ready();
  }

  #ready() {
    this.#attempt = 0;
    this.#refreshed = false;
    this.#become('live');
  }

  #authenticate() {
    this.#parts
      .token(true)
      .then((token) => this.request({ type: 'authenticate', data: { token } }))
      .catch(() => {}); // the server will close with 4101, which is handled there
  }

  /** @param {number} code */
  #closed(code) {
    this.#abandon();
    const verdict = verdictOn(code);
    if (verdict === 'refresh' && !this.#refreshed) {
      this.#refreshed = true;
      this.#connect(true);
    } else if (verdict === 'retry' || verdict === 'refresh') {
      this.#wait(null);
    } else {
      this.#become('stopped', { reason: reasonFor(code) });
      if (verdict === 'sign_in') this.dispatchEvent(new CustomEvent('refused', { detail: reasonFor(code) }));
    }
  }

  /** @param {number | null} atLeastMs */
  #wait(atLeastMs) {
    const { clock, random } = this.#parts;
    const delay = Math.max(0, atLeastMs ?? 0, this.#resumeAfterMs) + delayMs(this.#attempt, random());
    this.#attempt += 1;
    this.#resumeAfterMs = 0;
    this.#retry = clock.setTimeout(() => this.#connect(false), delay);
    this.#become('waiting', { retry_at: clock.now() + delay });
  }

  /** A half-open socket would take minutes to report its close. @param {number} code */
  #drop(code) {
    const wire = this.#wire;
    this.#closed(code);
    wire?.close();
  }

  /** @param {number} ms */
  #watch(ms) {
    this.#parts.clock.clearTimeout(this.#watchdog);
    this.#watchdog = this.#parts.clock.setTimeout(() => this.#drop(4002), ms);
  }

  /** Leaves the present connection or attempt behind; its late answers and callbacks find nobody. */
  #abandon() {
    const { clock } = this.#parts;
    this.#generation += 1;
    clock.clearTimeout(this.#watchdog);
    clock.clearTimeout(this.#retry);
    const wire = this.#wire;
    this.#wire = null;
    this.#silenceMs = HANDSHAKE_MS;
    if (wire) {
      wire.onopen = wire.onmessage = wire.onclose = null;
      wire.close();
    }
    this.#requests.failAll();
  }

  /** @param {Connection["phase"]} phase @param {Partial<Connection>} [more] */
  #become(phase, more = {}) {
    this.connection = { phase, retry_at: null, reason: null, ...more };
    this.dispatchEvent(new Event('change'));
  }
}
