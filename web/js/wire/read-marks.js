// Tells the server how far a chat was read, at most twice a second, and again after a reconnect.

const PAUSE_MS = 500;

/**
 * @typedef {object} ReadMarksParts
 * @property {import('../state/store.js').Store} store
 * @property {(frame: import('../types.js').Frame) => Promise<any>} request
 * @property {(action: import('../types.js').Action, work: Promise<any>) => Promise<any>} guess  as the app does it
 * @property {import('../types.js').Clock} clock
 */

export class ReadMarks {
  #parts;
  #live = false;
  /** How far each chat was read here but not yet told. @type {Map<string, number>} */
  #untold = new Map();
  /** @type {Map<string, number>} */
  #told = new Map();
  /** @type {any} */
  #timer = null;

  /** @param {ReadMarksParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string} chat_id @param {number} number  the last message that was on screen */
  mark(chat_id, number) {
    const known = Math.max(this.#told.get(chat_id) ?? 0, this.#untold.get(chat_id) ?? 0);
    if (number <= known) return;
    this.#untold.set(chat_id, number);
    this.#parts.store.dispatch({ type: 'read.moved', chat_id, read_number: number });
    this.#tellSoon();
  }

  /** What follows is unread again, here and on the other devices. @param {string} chat_id @param {number} number  the last message that stays read */
  undo(chat_id, number) {
    this.undone(chat_id);
    const { guess, request } = this.#parts;
    return guess({ type: 'read.undone', chat_id, read_number: number }, request({ type: 'read', chat_id, data: { number, mark_unread: true } }));
  }

  /** What was told of it before counts no longer. @param {string} chatId */
  undone(chatId) {
    this.#untold.delete(chatId);
    this.#told.delete(chatId);
  }

  /** How far a chat was read here, if that could not be told yet. @param {string} chatId */
  untold(chatId) {
    return this.#untold.get(chatId) ?? 0;
  }

  /** The page is about to go: what is not told now never will be. */
  flush() {
    this.#tell();
  }

  /** @param {boolean} live */
  setLive(live) {
    this.#live = live;
    if (live) this.#tell();
  }

  forget() {
    this.#untold.clear();
    this.#told.clear();
  }

  #tellSoon() {
    if (this.#timer) return;
    this.#tell();
    this.#timer = this.#parts.clock.setTimeout(() => {
      this.#timer = null;
      if (this.#untold.size > 0) this.#tellSoon();
    }, PAUSE_MS);
  }

  #tell() {
    if (!this.#live) return;
    // The newest mark of each chat; those before it say nothing more.
    for (const [chat_id, number] of this.#untold) {
      this.#untold.delete(chat_id);
      this.#told.set(chat_id, number);
      this.#parts.request({ type: 'read', chat_id, data: { number } }).catch((problem) => {
        this.#told.delete(chat_id);
        // Only a lost connection makes it worth saying again; the server's own "no" stays a no.
        if (problem.code === 'disconnected' && !this.#untold.has(chat_id)) this.#untold.set(chat_id, number);
      });
    }
  }
}
