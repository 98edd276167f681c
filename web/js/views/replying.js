// What one replies to in a chat: a part of what one has begun to write there.

import { personOf } from '../state/selectors.js';
import { quoteOf } from './quote-of.js';

export class Replying {
  #app;
  #chatId;
  #changed;

  /** @param {import('../app.js').App} app @param {string} chatId @param {() => void} changed */
  constructor(app, chatId, changed) {
    this.#app = app;
    this.#chatId = chatId;
    this.#changed = changed;
  }

  /** The id of the message that is replied to. */
  get id() {
    return this.#app.drafts.of(this.#chatId).reply_to;
  }

  /** @param {import('../types.js').Message} message */
  begin(message) {
    this.#replace(message.id);
  }

  end() {
    this.#replace(null);
  }

  /** As it is now: it may have been changed or deleted since. @param {import('../types.js').State} state */
  quote(state) {
    const { id } = this;
    const loaded = state.timelines[this.#chatId]?.items.find((message) => message.id === id);
    const quoted = id === null ? null : (loaded ?? state.quotes[this.#chatId]?.[id] ?? 'loading');
    if (id && quoted === 'loading') this.#app.quotes.want(this.#chatId, [id]);
    return quoteOf(quoted, (user) => personOf(state, user), state.blocks);
  }

  /** @param {string | null} id */
  #replace(id) {
    const { drafts } = this.#app;
    drafts.write(this.#chatId, drafts.of(this.#chatId).body, id);
    this.#changed();
  }
}
