// Sends messages in the order they were written, one at a time.

import { explain } from '../text/explain.js';
import { Problem } from './http.js';

/** @typedef {import('../types.js').Unsent} Unsent */

/** Codes after which the same message may well go through a moment later. */
const PASSING = new Set(['rate_limited', 'unavailable', 'busy', 'internal']);
const TRIES = 6;
const PAUSE_MS = 1_000;

/**
 * @typedef {object} SenderParts
 * @property {import('../state/store.js').Store} store
 * @property {import('./outbox.js').Outbox} outbox
 * @property {(frame: import('../types.js').Frame) => Promise<any>} request
 * @property {import('../types.js').Clock} clock
 */

export class Sender {
  #parts;
  #live = false;
  #sending = false;
  #tries = 0;
  /** @type {any} */
  #pause = null;

  /** @param {SenderParts} parts */
  constructor(parts) {
    this.#parts = parts;
    parts.store.addEventListener('change', () => this.#live && this.#flush());
  }

  /** @param {boolean} live */
  setLive(live) {
    this.#live = live;
    if (live) this.#flush();
  }

  async #flush() {
    if (this.#sending || this.#pause) return;
    this.#sending = true;
    for (let entry = this.#next(); entry && this.#live; entry = this.#next()) {
      if (!(await this.#send(entry))) break;
    }
    this.#sending = false;
  }

  #next() {
    return this.#parts.store.confirmed.outbox.find((entry) => entry.status === 'pending');
  }

  /** @param {Unsent} entry @returns {Promise<boolean>} whether to go on with the next one */
  async #send({ chat_id, client_id, body, attachments = [], reply_to = null }) {
    const { request, store, outbox } = this.#parts;
    outbox.goes(client_id);
    try {
      const ack = await request({ type: 'message.send', chat_id, data: { client_id, body, reply_to, attachments: attachments.map(({ id }) => id) } });
      this.#tries = 0;
      const { message_id: id, seq, number, created_at } = ack;
      const rest = { reply_to, attachments, edited_at: null, deleted_at: null, pinned_at: null, reactions: [], mentions: [], provisional: true };
      const message = { id, chat_id, seq, number, author: store.state.me, body, client_id, created_at, ...rest };
      store.dispatch({ type: 'message.created', message });
      outbox.discard(client_id);
      return true;
    } catch (error) {
      return this.#failed(client_id, error instanceof Problem ? error : new Problem({ code: 'unknown' }));
    }
  }

  /** @param {string} clientId @param {Problem} problem */
  #failed(clientId, problem) {
    if (problem.code === 'disconnected') return false; // it stays pending; the next `ready` sends it again
    this.#tries += 1;
    if (PASSING.has(problem.code) && this.#tries < TRIES) {
      const pause = Math.max(PAUSE_MS * this.#tries, problem.retry_after_ms ?? 0);
      this.#pause = this.#parts.clock.setTimeout(() => {
        this.#pause = null;
        this.#flush();
      }, pause);
      return false;
    }
    this.#tries = 0;
    this.#parts.outbox.change(clientId, 'failed', explain(problem));
    return true;
  }
}
