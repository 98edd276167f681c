// What was written and is not sent yet, kept over a reload. The sender takes it from here.

/** @typedef {import('../types.js').Unsent} Unsent */

/** Nobody types more than this into a dead connection by hand. */
export const UNSENT_MAX = 200;

/**
 * @typedef {object} OutboxParts
 * @property {import('../state/store.js').Store} store
 * @property {import('../types.js').Clock} clock
 * @property {import('../storage.js').KeyValue} storage
 * @property {() => string} uuid
 */

export class Outbox {
  #parts;
  #key = '';
  /** What this tab has in the storage; another tab's entries are not ours to remove. @type {Set<string>} */
  #own = new Set();
  /** What may have reached the server. @type {Set<string>} */
  #wired = new Set();

  /** @param {OutboxParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string} userId */
  load(userId) {
    this.#key = `dialogo.outbox.${userId}`;
    const entries = this.#kept();
    this.#own = new Set(entries.map((entry) => entry.client_id));
    this.#parts.store.dispatch({ type: 'outbox.loaded', entries });
  }

  /** A log-out takes unsent words off this device. */
  forget() {
    if (this.#key) this.#parts.storage.remove(this.#key);
    this.close();
  }

  /** The session is over; what was not sent waits in the storage for the same person's return. */
  close() {
    this.#key = '';
    this.#own.clear();
  }

  /**
   * @param {string} chat_id @param {string} body @param {import('../types.js').Attachment[]} [attachments] @param {string | null} [reply_to]
   * @returns {Unsent | null} null when there is no room for more
   */
  add(chat_id, body, attachments = [], reply_to = null) {
    const { store, clock, uuid } = this.#parts;
    if (store.confirmed.outbox.length >= UNSENT_MAX) return null;
    const created_at = new Date(clock.now()).toISOString();
    /** @type {Unsent} */
    const entry = { client_id: uuid(), chat_id, body, attachments, reply_to, created_at, status: 'pending', reason: null };
    store.dispatch({ type: 'outbox.added', entry });
    this.#own.add(entry.client_id);
    this.#keep([...this.#kept(), entry]);
    return entry;
  }

  /** As if it had never been written, if it was never on the wire, or refused. @param {string} client_id @returns {boolean} whether it could be */
  takeBack(client_id) {
    const entry = this.#parts.store.confirmed.outbox.find((entry) => entry.client_id === client_id);
    if (!entry || (this.#wired.has(client_id) && entry.status !== 'failed')) return false;
    this.discard(client_id);
    return true;
  }

  /** @param {string} client_id */
  retry(client_id) {
    this.change(client_id, 'pending', null);
  }

  /** @param {string} client_id */
  discard(client_id) {
    this.#parts.store.dispatch({ type: 'outbox.removed', client_id });
    this.tidy();
  }

  /** From now on it may have reached the server. @param {string} client_id */
  goes(client_id) {
    this.#wired.add(client_id);
  }

  /** What the events themselves have taken out of the state leaves the storage too. */
  tidy() {
    const waiting = new Set(this.#parts.store.confirmed.outbox.map((entry) => entry.client_id));
    const gone = [...this.#own].filter((id) => !waiting.has(id));
    if (gone.length === 0 || !this.#key) return;
    for (const id of gone) {
      this.#own.delete(id);
      this.#wired.delete(id);
    }
    this.#keep(this.#kept().filter((entry) => !gone.includes(entry.client_id)));
  }

  /** @param {string} client_id @param {Unsent["status"]} status @param {string | null} reason */
  change(client_id, status, reason) {
    this.#parts.store.dispatch({ type: 'outbox.changed', client_id, status, reason });
    this.#keep(this.#kept().map((entry) => (entry.client_id === client_id ? { ...entry, status, reason } : entry)));
  }

  /** @returns {Unsent[]} read each time: another tab of the same user writes to the same place */
  #kept() {
    const kept = this.#key ? this.#parts.storage.get(this.#key) : null;
    return Array.isArray(kept) ? kept : [];
  }

  /** @param {Unsent[]} entries */
  #keep(entries) {
    if (!this.#key) return;
    if (entries.length === 0) this.#parts.storage.remove(this.#key);
    else this.#parts.storage.set(this.#key, entries);
  }
}
