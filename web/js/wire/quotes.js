// Fetches the messages that are quoted and not loaded, one after the other.

import { Problem } from './http.js';

export class Quotes {
  #store;
  #api;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /** @param {import('../state/store.js').Store} store @param {Pick<import('./api.js').Api, "message">} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** @param {string} chatId @param {string[]} ids */
  want(chatId, ids) {
    for (const id of ids) {
      if (this.#store.state.quotes[chatId]?.[id] !== undefined) continue;
      this.#store.dispatch({ type: 'quote.requested', chat_id: chatId, id });
      this.#last = this.#last.then(() => this.#load(chatId, id));
    }
  }

  /** @param {string} chat_id @param {string} id */
  async #load(chat_id, id) {
    // The chat was left behind meanwhile.
    if (this.#store.state.quotes[chat_id]?.[id] === undefined) return;
    try {
      this.#store.dispatch({ type: 'quote.loaded', message: await this.#api.message(chat_id, id) });
    } catch (error) {
      const gone = error instanceof Problem && error.status === 404;
      this.#store.dispatch({ type: 'quote.failed', chat_id, id, quoted: gone ? 'gone' : 'failed' });
    }
  }
}
