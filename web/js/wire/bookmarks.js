// Which messages I have saved in a chat that is opened.

const PAGE = 100;

export class Bookmarks {
  #store;
  #api;

  /** @param {import('../state/store.js').Store} store @param {Pick<import('./api.js').Api, "bookmarks">} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** @param {string} chat_id */
  async load(chat_id) {
    /** @type {string[]} */
    const ids = [];
    let cursor = null;
    do {
      const page = await this.#api.bookmarks({ chat_id, limit: PAGE, cursor });
      ids.push(...page.items.map(({ message }) => message.id));
      cursor = page.next_cursor;
    } while (cursor);
    this.#store.dispatch({ type: 'bookmarks.loaded', chat_id, ids });
  }
}
