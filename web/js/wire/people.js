// Whom I have blocked, into the store.

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
}
