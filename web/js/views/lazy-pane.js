// A pane whose module is still on its way: its shape until it comes, and what the shell asked of it meanwhile.

import { h } from '../dom/h.js';
import { skeleton } from '../dom/skeleton.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';

/** @typedef {import('./shell.js').Pane} Pane */

export class LazyPane {
  /** @type {Pane | null} */
  #pane = null;
  /** @type {import('../types.js').State | null} */
  #state = null;
  #isGone = false;
  #wantsFocus = false;
  /** @type {HTMLElement} */
  element = h('div', { class: 'pane' }, h('header', { class: 'pane-head' }, h('h1', { class: 'visually-hidden' }, t`Opening…`)), skeleton(t`Opening…`, 6));

  /** @param {() => Promise<Pane>} load */
  constructor(load) {
    void this.#begin(load);
  }

  get title() {
    return this.#pane?.title ?? '';
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    this.#state = state;
    this.#pane?.update(state);
  }

  focus() {
    this.#wantsFocus = true;
    this.#pane?.focus();
  }

  destroy() {
    this.#isGone = true;
    this.#pane?.destroy?.();
  }

  /** @param {() => Promise<Pane>} load */
  async #begin(load) {
    try {
      const pane = await load();
      if (this.#isGone) return void pane.destroy?.();
      this.#pane = pane;
      this.element.replaceWith(pane.element);
      this.element = pane.element;
      if (this.#state) pane.update(this.#state);
      if (this.#wantsFocus) pane.focus();
    } catch (error) {
      const again = () => this.#begin(load);
      this.element.replaceChildren(h('div', { class: 'empty', role: 'alert' }, h('p', null, explain(error)),
        h('button', { type: 'button', class: 'button', onclick: again }, t`Try again`)));
    }
  }
}
