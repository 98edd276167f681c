// Requests over the socket that wait for the frame that answers them.

import { Problem } from './http.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {(problem: Problem | null, data: any) => void} Done */

export class Requests {
  #clock;
  #timeoutMs;
  #unanswered;
  #nextId = 1;
  /** @type {Map<number, {done: Done, timer: any}>} */
  #waiting = new Map();

  /** @param {import('../types.js').Clock} clock @param {number} timeoutMs @param {() => void} unanswered */
  constructor(clock, timeoutMs, unanswered) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#unanswered = unanswered;
  }

  /** @param {Done} done @returns {number} the number that the answer will name */
  open(done) {
    const id = this.#nextId++;
    this.#waiting.set(id, { done, timer: this.#clock.setTimeout(this.#unanswered, this.#timeoutMs) });
    return id;
  }

  /** @param {Frame} frame */
  settle({ re, type, data }) {
    const waiting = typeof re === 'number' ? this.#waiting.get(re) : undefined;
    if (typeof re !== 'number' || !waiting) return;
    this.#waiting.delete(re);
    this.#clock.clearTimeout(waiting.timer);
    waiting.done(type === 'error' ? new Problem(data ?? { code: 'unknown' }) : null, data);
  }

  /** The connection is gone, and with it every answer. */
  failAll() {
    const unanswered = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { done, timer } of unanswered) {
      this.#clock.clearTimeout(timer);
      done(new Problem({ code: 'disconnected' }), null);
    }
  }
}
