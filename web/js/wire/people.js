// What one does about other people over REST; the store learns of each result.

/** @typedef {import('../types.js').UserSummary} UserSummary */

const PAGE = 100;

export class People {
  #store;
  #api;

  /** @param {import('../state/store.js').Store} store @param {import('./api.js').Api} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** The chat with one person alone. @param {string} userId */
  async openChat(userId) {
    const chat = await this.#api.openDirectChat(userId);
    this.#store.dispatch({ type: 'chat.added', chat });
    return chat;
  }

  async loadBlocks() {
    /** @type {UserSummary[]} */
    const users = [];
    let cursor = null;
    do {
      const page = await this.#api.blocks({ limit: PAGE, cursor });
      users.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    this.#store.dispatch({ type: 'blocks.loaded', users });
  }

  /** @param {UserSummary} user */
  async block(user) {
    await this.#api.block(user.id);
    this.#store.dispatch({ type: 'block.added', user });
  }

  /** @param {string} userId */
  async unblock(userId) {
    await this.#api.unblock(userId);
    this.#store.dispatch({ type: 'block.removed', user_id: userId });
  }
}
