// Taking back what was just sent.

/** For so long after a send. */
export const UNDO_MS = 8_000;

/** @typedef {import('../types.js').Unsent} Unsent */
/** @typedef {import('../types.js').Message} Message */

/**
 * @typedef {object} UndoParts
 * @property {import('../state/store.js').Store} store
 * @property {Pick<import('./outbox.js').Outbox, "takeBack" | "discard">} outbox
 * @property {(message: Message) => Promise<unknown>} deleteMessage
 * @property {import('../types.js').Clock} clock
 * @property {() => void} changed  whether there is something to take back
 */

export class Undo {
  #parts;
  /** @type {Unsent | null} */
  #last = null;
  /** @type {any} */
  #timer = null;

  /** @param {UndoParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  get isPossible() {
    return this.#last !== null;
  }

  /** @param {Unsent} entry */
  sent(entry) {
    this.forget();
    this.#last = entry;
    this.#timer = this.#parts.clock.setTimeout(() => this.forget(), UNDO_MS);
    this.#parts.changed();
  }

  forget() {
    this.#parts.clock.clearTimeout(this.#timer);
    if (!this.#last) return;
    this.#last = null;
    this.#parts.changed();
  }

  /**
   * What was sent last, to go on with it. What may have reached the server is deleted there, and with it its files.
   * @returns {{entry: Unsent, filesAreGone: boolean, deleted: Promise<unknown>} | null}
   */
  take() {
    const entry = this.#last;
    this.forget();
    if (!entry) return null;
    if (this.#parts.outbox.takeBack(entry.client_id)) return { entry, filesAreGone: false, deleted: Promise.resolve() };
    const filesAreGone = (entry.attachments ?? []).length > 0;
    return { entry: { ...entry, attachments: [] }, filesAreGone, deleted: this.#delete(entry) };
  }

  /** @param {Unsent} entry */
  async #delete(entry) {
    const message = await this.#stored(entry);
    if (message) await this.#parts.deleteMessage(message);
    else this.#parts.outbox.discard(entry.client_id);
  }

  /** Once it has arrived; nothing if it never will. @param {Unsent} entry @returns {Promise<Message | null>} */
  #stored({ chat_id, client_id }) {
    const { store } = this.#parts;
    return new Promise((resolve) => {
      const look = () => {
        const { timelines, chats, outbox, me } = store.state;
        const known = [...(timelines[chat_id]?.items ?? []), chats[chat_id]?.last_message];
        const message = known.find((known) => known?.client_id === client_id && known.author.id === me?.id);
        const isOnItsWay = outbox.some((entry) => entry.client_id === client_id && entry.status === 'pending');
        if (!message && isOnItsWay) return;
        store.removeEventListener('change', look);
        resolve(message ?? null);
      };
      store.addEventListener('change', look);
      look();
    });
  }
}
