// Says what is on screen and that one is writing, and hears who else is.

/** @typedef {import('../types.js').Frame} Frame */

/** Between two times that the server is told. It tells the others no more often either. */
const PAUSE_MS = 3_000;
/** More than these at once are shown as several anyway. */
const WRITERS_MAX = 20;

/**
 * @typedef {object} ScreenParts
 * @property {import('../state/store.js').Store} store
 * @property {(frame: Frame) => Promise<any>} request
 * @property {import('../types.js').Clock} clock
 * @property {(userId: string) => void} meet  somebody of whom nothing is known yet
 */

export class Screen {
  #parts;
  #live = false;
  /** @type {string[]} */
  #chats = [];
  /** When it was last said that one writes, by chat. @type {Map<string, number>} */
  #said = new Map();
  /** When each person who writes has stopped, by chat and person. @type {Map<string, any>} */
  #ends = new Map();

  /** @param {ScreenParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string[]} chats */
  show(chats) {
    this.#chats = chats;
    this.#say();
  }

  /** The server has forgotten what it was told. @param {boolean} live */
  setLive(live) {
    this.#live = live;
    this.#say();
  }

  /** I am writing. @param {string} chat_id */
  writes(chat_id) {
    const now = this.#parts.clock.now();
    if (!this.#live || now - (this.#said.get(chat_id) ?? -Infinity) < PAUSE_MS) return;
    this.#said.set(chat_id, now);
    this.#parts.request({ type: 'typing', chat_id }).catch(() => {}); // the next word says it again
  }

  /** What I wrote is sent: the next word is a new one. @param {string} chatId */
  sent(chatId) {
    this.#said.delete(chatId);
  }

  /** @param {Frame} frame */
  receive({ type, chat_id = '', data }) {
    if (type !== 'typing') return;
    const { store, clock, meet } = this.#parts;
    const { user_id, expires_in_ms } = data;
    const key = `${chat_id} ${user_id}`;
    if (!store.state.chats[chat_id] || (!this.#ends.has(key) && this.#ends.size >= WRITERS_MAX)) return;
    if (!store.state.people[user_id]) meet(user_id);
    clock.clearTimeout(this.#ends.get(key));
    this.#ends.set(key, clock.setTimeout(() => {
      this.#ends.delete(key);
      store.dispatch({ type: 'typing.ended', chat_id, user_id });
    }, expires_in_ms));
    store.dispatch({ type: 'typing.began', chat_id, user_id });
  }

  forget() {
    this.#chats = [];
    this.#said.clear();
  }

  #say() {
    if (this.#live) this.#parts.request({ type: 'focus', data: { chat_ids: this.#chats } }).catch(() => {}); // said again when it is live again
  }
}
