// The only writer of state: whoever wants a change dispatches an action, whoever shows something listens.

import { initialState, reduce } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */

export class Store extends EventTarget {
  /** @type {State} */
  #state;

  /** @param {State} [state] */
  constructor(state = initialState) {
    super();
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  /** @param {Action} action */
  dispatch(action) {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.dispatchEvent(new Event('change'));
  }
}
