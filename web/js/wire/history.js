// Loads pages of a chat's messages into the store.

import { explain } from '../text/explain.js';

export const PAGE = 50;
const PAGE_MAX = 100;

export class History {
  #store;
  #api;
  /** The latest request for each chat: what an earlier one still brings may be older than what was heard since. @type {Map<string, object>} */
  #latest = new Map();

  /** @param {import('../state/store.js').Store} store @param {Pick<import('./api.js').Api, "messages">} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** The newest page, long enough to begin before the first unread message where that is possible. @param {string} id */
  async loadNewest(id) {
    if (this.#store.state.timelines[id]?.loading) return;
    const unread = this.#store.state.chats[id]?.unread ?? 0;
    await this.#load(id, 'newest', { limit: Math.min(PAGE_MAX, Math.max(PAGE, unread + 20)) });
  }

  /** @param {string} id */
  async loadBefore(id) {
    const timeline = this.#store.state.timelines[id];
    if (!timeline?.loaded || timeline.loading || !timeline.has_before) return;
    await this.#load(id, 'before', { before: timeline.items[0]?.number, limit: PAGE });
  }

  /** @param {string} chat_id @param {"newest" | "before"} where @param {import('./api.js').Query} query */
  async #load(chat_id, where, query) {
    this.#store.dispatch({ type: 'page.requested', chat_id, where });
    this.#latest.set(chat_id, query);
    try {
      const page = await this.#api.messages(chat_id, query);
      if (this.#latest.get(chat_id) !== query) return;
      if (this.#store.state.chats[chat_id]) this.#store.dispatch({ type: 'page.loaded', chat_id, where, page });
    } catch (error) {
      if (this.#latest.get(chat_id) !== query || !this.#store.state.timelines[chat_id]) return;
      this.#store.dispatch({ type: 'page.failed', chat_id, problem: explain(error) });
    }
  }
}
