// Says what is on screen and that one is writing, and hears who else is, and who is here.

/** @typedef {import('../types.js').Frame} Frame */

/** Between two times that the server is told. It tells the others no more often either. */
const PAUSE_MS = 3_000;
/** Beside the conversation: the direct chats in the list, of whose people one sees whether they are here. */
const DIRECT_MAX = 50;
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
  #away = false;
  /** @type {string[]} */
  #chats = [];
  /** What was said last, for as long as the server knows it. */
  #focus = '';
  /** @type {unknown} */
  #listed = null;
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
    if (live !== this.#live) this.#focus = '';
    this.#live = live;
    this.#say();
  }

  /** Nobody looks at this page, or somebody does again. @param {boolean} away */
  setAway(away) {
    this.#away = away;
    this.#say();
  }

  /** There may be another chat in the list. */
  look() {
    const { chats } = this.#parts.store.state;
    if (chats === this.#listed) return;
    this.#listed = chats;
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
    if (type === 'presence') this.#parts.store.dispatch({ type: 'presence.heard', people: data.people });
    if (type === 'typing') this.#typing(chat_id, data);
  }

  /** @param {string} chat_id @param {{user_id: string, expires_in_ms: number}} data */
  #typing(chat_id, { user_id, expires_in_ms }) {
    const { store, clock, meet } = this.#parts;
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
    const { store, request } = this.#parts;
    const data = { chat_ids: this.#away ? [] : this.#onScreen(), away: this.#away };
    const focus = JSON.stringify(data);
    if (!this.#live || focus === this.#focus) return;
    this.#focus = focus;
    request({ type: 'focus', data }).then(
      ({ people }) => void (focus === this.#focus && store.dispatch({ type: 'presence.known', people })),
      () => {}, // said again when it is live again
    );
  }

  #onScreen() {
    const { chats } = this.#parts.store.state;
    const direct = Object.values(chats).filter((chat) => chat.direct_with).slice(0, DIRECT_MAX).map((chat) => chat.id);
    return [...new Set([...this.#chats, ...direct])].filter((id) => id in chats);
  }
}
