// A list of choices for a field that keeps the focus: the arrows move, Enter and Tab choose, Escape closes.

import { h } from './h.js';

/** @typedef {{label: import('./h.js').Child[]}} Choice */

let lists = 0;

/** @template {Choice} C */
export class Listbox {
  #field;
  #choose;
  /** @type {C[]} */
  #choices = [];
  #at = 0;
  element;

  /** @param {HTMLElement} field @param {string} label @param {(choice: C) => void} choose */
  constructor(field, label, choose) {
    this.#field = field;
    this.#choose = choose;
    const id = `listbox-${++lists}`;
    this.element = h('ul', { id, class: 'listbox', role: 'listbox', 'aria-label': label, hidden: true });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
  }

  get size() {
    return this.#choices.length;
  }

  /** @param {C[]} choices */
  show(choices) {
    this.#choices = choices;
    this.#at = 0;
    this.element.hidden = choices.length === 0;
    this.element.replaceChildren(...choices.map((choice, at) => this.#option(choice, at)));
    this.#mark();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was meant for the list */
  key(event) {
    if (this.size === 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.size) % this.size;
      this.#mark();
    } else if (event.key === 'Escape') this.show([]);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) this.#choose(this.#choices[this.#at]);
    else return false;
    event.preventDefault();
    return true;
  }

  /** @param {C} choice @param {number} at */
  #option(choice, at) {
    const option = h('li', { id: `${this.element.id}-${at}`, class: 'listbox-choice', role: 'option' }, choice.label);
    // A press must not take the focus from the field.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.#choose(choice));
    return option;
  }

  #mark() {
    for (const [at, option] of [...this.element.children].entries()) option.setAttribute('aria-selected', String(at === this.#at));
    const marked = this.element.children[this.#at];
    if (marked) this.#field.setAttribute('aria-activedescendant', marked.id);
    else this.#field.removeAttribute('aria-activedescendant');
    marked?.scrollIntoView({ block: 'nearest' });
  }
}
