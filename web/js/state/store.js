// The only writer of state: whoever wants a change dispatches an action, whoever shows something listens.

import { initialState, reduce } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */

export class Store extends EventTarget {
  /** @type {State} */
  #confirmed;
  /** @type {State} */
  #state;
  /** What I did and the server has not answered yet. @type {Action[]} */
  #guesses = [];
  /** Of these an event has told since. @type {WeakSet<Action>} */
  #told = new WeakSet();

  /** @param {State} [state] */
  constructor(state = initialState) {
    super();
    this.#confirmed = this.#state = state;
  }

  /** What is shown: what is known, and on top of it what I just did. */
  get state() {
    return this.#state;
  }

  /** What is known from the server. */
  get confirmed() {
    return this.#confirmed;
  }

  /** @param {Action} action */
  dispatch(action) {
    if (action.type === 'signed_out') this.#guesses = [];
    for (const guess of this.#guesses) if (about(guess) === about(action)) this.#told.add(guess);
    this.#become(reduce(this.#confirmed, action));
  }

  /**
   * Shows at once what an action will do. When the work is done it counts, unless the events have told more by then; when it is refused,
   * it is as if it had never been.
   * @template T @param {Action} action @param {Promise<T>} work @returns {Promise<T>}
   */
  async guess(action, work) {
    this.#guesses = [...this.#guesses, action];
    this.#become(this.#confirmed);
    try {
      const answer = await work;
      const seq = /** @type {any} */ (answer)?.seq;
      this.#settle(action, seq === undefined && this.#told.has(action) ? null : { ...action, seq });
      return answer;
    } catch (error) {
      this.#settle(action, null);
      throw error;
    }
  }

  /** @param {Action} guess @param {Action | null} certain */
  #settle(guess, certain) {
    if (!this.#guesses.includes(guess)) return; // somebody else may be here by now
    this.#guesses = this.#guesses.filter((other) => other !== guess);
    this.#become(certain ? reduce(this.#confirmed, certain) : this.#confirmed);
  }

  /** @param {State} confirmed */
  #become(confirmed) {
    this.#confirmed = confirmed;
    const next = this.#guesses.reduce(reduce, confirmed);
    if (next === this.#state) return;
    this.#state = next;
    this.dispatchEvent(new Event('change'));
  }
}

/** What an action is about. @param {Action} action */
function about({ type, chat_id, message_id, field }) {
  return `${type.split('.')[0]} ${chat_id} ${message_id} ${field}`;
}
