// What was begun and not sent, by chat: kept on the server after a pause, so that it is there on all my devices.

/** What one types is kept when one stops for so long, or leaves the chat. */
const PAUSE_MS = 1_000;

/**
 * @typedef {object} DraftsParts
 * @property {import('../state/store.js').Store} store
 * @property {{keepDraft: (id: string, draft: {body: string, reply_to: string | null}) => Promise<unknown>, dropDraft: (id: string) => Promise<unknown>}} api  the two of it that are needed here
 * @property {import('../types.js').Clock} clock
 */
/** @typedef {{body: string, reply_to: string | null, sent: string | null}} Untold  `sent`: it is gone because this was sent */

export class Drafts {
  #parts;
  /** What was typed here and is not kept yet. @type {Map<string, Untold>} */
  #untold = new Map();
  /** What was last handed to the server from here. @type {Map<string, string>} */
  #told = new Map();
  /** @type {Map<string, any>} */
  #timers = new Map();
  /** One request at a time, so that the last one counts. @type {Set<string>} */
  #telling = new Set();

  /** @param {DraftsParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** What the chat's writing field has to show. @param {string} chatId @returns {{body: string, reply_to: string | null}} */
  of(chatId) {
    const { body, reply_to } = this.#untold.get(chatId) ?? this.#known(chatId);
    return { body, reply_to };
  }

  /** Whether what one typed here is not kept yet: what comes from another device has to wait. @param {string} chatId */
  isTyping(chatId) {
    return this.#untold.has(chatId);
  }

  /** @param {string} chatId @param {string} body @param {string | null} reply_to */
  write(chatId, body, reply_to) {
    const before = this.of(chatId);
    if (before.body === body && before.reply_to === reply_to) return;
    this.#untold.set(chatId, { body, reply_to, sent: null });
    this.#tellLater(chatId);
  }

  /** This was sent: it is no draft any more, unless another device has gone on with it. @param {string} chatId @param {string} text */
  sent(chatId, text) {
    this.#untold.set(chatId, { body: '', reply_to: null, sent: text.trim() });
    void this.tell(chatId);
  }

  /** Keeps now what was typed. @param {string} chatId */
  async tell(chatId) {
    this.#parts.clock.clearTimeout(this.#timers.get(chatId));
    const untold = this.#untold.get(chatId);
    if (!untold || this.#telling.has(chatId)) return;
    this.#telling.add(chatId);
    const done = await this.#keep(chatId, untold).catch(() => false); // the next word, or the next connection, tries again
    this.#telling.delete(chatId);
    if (this.#untold.get(chatId) !== untold) return void this.#tellLater(chatId);
    // What one only replies to, without a word yet, waits here.
    if (done && (untold.body.trim() !== '' || untold.reply_to === null)) this.#untold.delete(chatId);
  }

  tellAll() {
    for (const id of this.#untold.keys()) void this.tell(id);
  }

  forget() {
    for (const timer of this.#timers.values()) this.#parts.clock.clearTimeout(timer);
    for (const map of [this.#untold, this.#told, this.#timers]) map.clear();
  }

  /** @param {string} chatId @param {Untold} untold @returns {Promise<boolean>} */
  async #keep(chatId, { body, reply_to, sent }) {
    const { api, store } = this.#parts;
    const text = body.trim();
    const known = this.#known(chatId).body;
    if (text === '' && (known === '' || (sent !== null && known !== sent && known !== this.#told.get(chatId)))) return true;
    const gone = emptied(store.state.chats[chatId]?.draft);
    this.#told.set(chatId, text);
    const draft = text === '' ? await api.dropDraft(chatId).then(() => gone) : await api.keepDraft(chatId, { body: text, reply_to });
    if (draft) store.dispatch({ type: 'draft.heard', chat_id: chatId, draft });
    return true;
  }

  /** @param {string} chatId */
  #known(chatId) {
    return this.#parts.store.state.chats[chatId]?.draft ?? { body: '', reply_to: null };
  }

  /** @param {string} chatId */
  #tellLater(chatId) {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#timers.get(chatId));
    this.#timers.set(chatId, clock.setTimeout(() => void this.tell(chatId), PAUSE_MS));
  }
}

/** What becomes of a draft that is deleted, until its event says the same: each state is later than the one before, to the millisecond.
 *  @param {import('../types.js').Draft | null | undefined} draft */
function emptied(draft) {
  return draft ? { body: '', reply_to: null, updated_at: new Date(Date.parse(draft.updated_at) + 1).toISOString() } : null;
}
