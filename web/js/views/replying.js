// What one replies to in a chat, until it is sent or given up. It waits in the app while one looks at other chats.

import { messageNow, personOf } from '../state/selectors.js';
import { quoteOf } from './quote.js';

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
    return this.#app.replies.get(this.#chatId)?.id ?? null;
  }

  /** @param {import('../types.js').Message} message */
  begin(message) {
    this.#app.replies.set(this.#chatId, message);
    this.#changed();
  }

  end() {
    this.#app.replies.delete(this.#chatId);
    this.#changed();
  }

  /** As it is now: it may have been changed or deleted since. @param {import('../types.js').State} state */
  quote(state) {
    const message = this.#app.replies.get(this.#chatId);
    return quoteOf(message ? messageNow(state, message) : null, (user) => personOf(state, user), state.blocks);
  }
}
