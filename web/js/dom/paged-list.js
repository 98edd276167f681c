// A list that is shown page by page.

import { t } from '../text/words.js';
import { h } from './h.js';

export class PagedList {
  #list;
  #more = h('button', { type: 'button', class: 'button', hidden: true }, t`Show more`);
  /** Where the next page begins. @type {string | null} */
  cursor = null;
  /** The rows, and the button that asks for more. */
  elements;

  /** @param {string} className @param {() => void} more  asks for the next page */
  constructor(className, more) {
    this.#list = h('ul', { class: className });
    this.elements = [this.#list, this.#more];
    this.#more.addEventListener('click', more);
  }

  get isEmpty() {
    return this.#list.childElementCount === 0;
  }

  /** @param {HTMLElement[]} rows @param {string | null} cursor @param {boolean} more  behind those that are there, with the focus on the first */
  show(rows, cursor, more) {
    if (more) this.#list.append(...rows);
    else this.#list.replaceChildren(...rows);
    this.cursor = cursor;
    this.#more.hidden = cursor === null;
    /** @type {HTMLElement | null} */
    const first = rows[0]?.querySelector('a, button') ?? null;
    if (more) first?.focus();
  }
}
