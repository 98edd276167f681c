// Messages that I want to find again: saving them, and knowing which they are in a chat that is opened.

const PAGE = 100;

export class Bookmarks {
  #store;
  #api;

  /** @param {import('../state/store.js').Store} store @param {Pick<import('./api.js').Api, "bookmarks" | "addBookmark" | "removeBookmark">} api */
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

  /** My other devices hear of it by an event, and so do I. @param {import('../types.js').Message} message */
  async toggle(message) {
    const { id, chat_id } = message;
    if (id in this.#store.state.saved) return this.remove(message);
    await this.#api.addBookmark(id);
    this.#store.dispatch({ type: 'bookmark.added', chat_id, message_id: id });
  }

  /** @param {import('../types.js').Message} message */
  async remove({ id, chat_id }) {
    await this.#api.removeBookmark(id);
    this.#store.dispatch({ type: 'bookmark.removed', chat_id, message_id: id });
  }
}
