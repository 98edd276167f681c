// My chats and who is in them, over REST, into the store.

/** @typedef {import('../types.js').MyChat} MyChat */

const PAGE = 100;

export class Chats {
  #store;
  #api;

  /** @param {import('../state/store.js').Store} store @param {import('./api.js').Api} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  async loadMine() {
    /** @type {MyChat[]} */
    const chats = [];
    let cursor = null;
    do {
      const page = await this.#api.myChats({ limit: PAGE, cursor });
      chats.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    this.#store.dispatch({ type: 'chats.loaded', chats });
  }

  /** @param {string} id */
  async refresh(id) {
    const chat = await this.#api.chat(id);
    this.#store.dispatch({ type: 'chat.updated', chat });
    if (this.#store.state.members[id]) await this.loadMembers(id);
  }

  /** @param {string} id @param {boolean} [more]  those behind the last that are known */
  async loadMembers(id, more = false) {
    const cursor = more ? this.#store.state.members[id]?.next_cursor : null;
    if (more && !cursor) return;
    const page = await this.#api.members(id, { limit: PAGE, cursor });
    this.#store.dispatch({ type: 'members.loaded', chat_id: id, page, more });
  }
}
