// What one does with chats over REST; the store learns of each result.

/** @typedef {import('../types.js').Chat} Chat */
/** @typedef {import('../types.js').MyChat} MyChat */

const PAGE = 100;

export class Chats {
  #store;
  #api;
  #request;

  /**
   * @param {import('../state/store.js').Store} store
   * @param {import('./api.js').Api} api
   * @param {(frame: import('../types.js').Frame) => Promise<any>} request  over the socket
   */
  constructor(store, api, request) {
    this.#store = store;
    this.#api = api;
    this.#request = request;
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

  /** Others hear of it by an event, and so do I, once more. @param {import('../types.js').Message} message @param {string} body */
  async editMessage({ chat_id, id }, body) {
    this.#store.dispatch({ type: 'message.updated', message: await this.#api.editMessage(chat_id, id, body) });
  }

  /** My other devices hear of it by an event, and so do I. @param {string} id @param {import('../types.js').Level} level */
  async notify(id, level) {
    await this.#api.notify(id, level);
    this.#store.dispatch({ type: 'notifications.changed', chat_id: id, level });
  }

  /** Everyone hears of it by an event. @param {import('../types.js').Message} message @param {boolean} pinned */
  async pin({ chat_id, id }, pinned) {
    await this.#request({ type: pinned ? 'message.pin' : 'message.unpin', chat_id, data: { message_id: id } });
  }

  /** Its tombstone comes by an event. @param {import('../types.js').Message} message */
  async deleteMessage({ chat_id, id }) {
    await this.#api.deleteMessage(chat_id, id);
  }

  /** Chooses an emoji, or takes it back; an event tells everyone. @param {import('../types.js').Message} message @param {string} emoji */
  async react({ chat_id, id, seq, reactions }, emoji) {
    const me = this.#store.state.me?.id ?? '';
    const known = reactions.find((reaction) => reaction.emoji === emoji);
    const say = (/** @type {string} */ type) => this.#request({ type, chat_id, data: { message_id: id, emoji } });
    const mine = !known?.user_ids.includes(me);
    this.#store.dispatch({ type: 'reaction.guessed', message_id: id, emoji, mine });
    try {
      const ack = await say(mine ? 'reaction.add' : 'reaction.remove');
      if (ack.seq > seq) return; // its event says the rest
      this.#store.dispatch({ type: 'reaction.settled', message_id: id });
      // Nothing has changed: it was mine already, among so many that I am not named.
      if (mine && known && known.count > known.user_ids.length) await say('reaction.remove');
    } catch (error) {
      this.#store.dispatch({ type: 'reaction.settled', message_id: id });
      throw error;
    }
  }

  /** Gets to know who chose an emoji. @param {import('../types.js').Message} message @param {string} emoji */
  async meetReactors({ chat_id, id }, emoji) {
    const page = await this.#api.reactions(chat_id, id, { emoji, limit: 20 });
    this.#store.dispatch({ type: 'people.seen', people: page.items.map(({ user }) => user) });
  }

  /** @param {object} wish @returns {Promise<Chat>} */
  async create(wish) {
    const chat = await this.#api.createChat(wish);
    const mine = { direct_with: null, role: 'owner', joined_at: chat.created_at, muted_until: null, requests_waiting: 0, read_number: 0, unread: 0, unread_mentions: 0, notifications: /** @type {const} */ ('all'), draft: null, last_message: null };
    this.#store.dispatch({ type: 'chat.added', chat: { ...mine, ...chat } });
    return chat;
  }

  /** @param {string} id @param {string} [password] */
  async join(id, password) {
    const chat = await this.#api.join(id, password);
    this.#store.dispatch({ type: 'chat.added', chat });
  }

  /** The chats where I wait to be let in, by id. */
  async asked() {
    const page = await this.#api.myJoinRequests({ limit: PAGE });
    return new Set(page.items.map(({ chat_id }) => chat_id));
  }

  /** Comes in by an invitation. @param {string} code @param {string} [password] */
  async accept(code, password) {
    const chat = await this.#api.acceptInvitation(code, password);
    this.#store.dispatch({ type: 'chat.added', chat });
    return chat;
  }

  /** @param {string} id */
  async leave(id) {
    await this.#api.leave(id);
    this.#store.dispatch({ type: 'chat.removed', chat_id: id });
  }

  /** @param {string} id @param {object} changes */
  async update(id, changes) {
    this.#store.dispatch({ type: 'chat.updated', chat: await this.#api.updateChat(id, changes) });
  }

  /** @param {string} id */
  async delete(id) {
    await this.#api.deleteChat(id);
    this.#store.dispatch({ type: 'chat.removed', chat_id: id });
  }

  /** @param {string} id @param {string} userId */
  async transfer(id, userId) {
    this.#store.dispatch({ type: 'chat.updated', chat: await this.#api.transfer(id, userId) });
  }

  /** The event tells the store. @param {string} id @param {string} userId @param {object} changes */
  async changeMember(id, userId, changes) {
    await this.#api.changeMember(id, userId, changes);
  }

  /** The event tells the store. @param {string} id @param {string} userId */
  async removeMember(id, userId) {
    await this.#api.removeMember(id, userId);
  }

  /** @param {string} id */
  async loadMembers(id) {
    const page = await this.#api.members(id, { limit: PAGE });
    this.#store.dispatch({ type: 'members.loaded', chat_id: id, page, more: false });
  }

  /** @param {string} id */
  async loadMoreMembers(id) {
    const cursor = this.#store.state.members[id]?.next_cursor;
    if (!cursor) return;
    const page = await this.#api.members(id, { limit: PAGE, cursor });
    this.#store.dispatch({ type: 'members.loaded', chat_id: id, page, more: true });
  }
}
