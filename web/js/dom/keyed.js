// Keeps a list of elements equal to a list of rows, touching only what changed.

import { focused } from './focus.js';

/** @typedef {{key: string, [field: string]: any}} Row */

/** @template {Row} R */
export class KeyedList {
  #parent;
  #create;
  #update;
  /** @type {Map<string, {element: HTMLElement, row: R}>} */
  #shown = new Map();

  /**
   * @param {HTMLElement} parent
   * @param {(row: R) => HTMLElement} create
   * @param {(element: HTMLElement, row: R, before: R) => void | boolean} [update]  without it, or where it answers false, a changed row gets a new element
   */
  constructor(parent, create, update) {
    this.#parent = parent;
    this.#create = create;
    this.#update = update;
  }

  /** @param {R[]} rows */
  show(rows) {
    const keys = new Set(rows.map((row) => row.key));
    for (const [key, { element }] of this.#shown) {
      if (keys.has(key)) continue;
      element.remove();
      this.#shown.delete(key);
    }
    /** @type {Element | null} */
    let before = null;
    for (const row of rows) {
      const element = this.#elementFor(row);
      /** @type {Element | null} */
      const place = before ? before.nextElementSibling : this.#parent.firstElementChild;
      if (element !== place) this.#parent.insertBefore(element, place);
      before = element;
    }
  }

  /** @param {string} key */
  element(key) {
    return this.#shown.get(key)?.element ?? null;
  }

  /** @param {R} row */
  #elementFor(row) {
    const shown = this.#shown.get(row.key);
    if (shown && same(shown.row, row)) return shown.element;
    let element = shown?.element;
    if (!element || !shown || !this.#update || this.#update(element, row, shown.row) === false) {
      const fresh = this.#create(row);
      if (element) exchange(element, fresh);
      element = fresh;
    }
    this.#shown.set(row.key, { element, row });
    return element;
  }
}

/** Whatever had the focus in the old one has it in the new one. @param {HTMLElement} old @param {HTMLElement} fresh */
function exchange(old, fresh) {
  const at = focused();
  const like = (/** @type {HTMLElement} */ place) => /** @type {HTMLElement[]} */ ([...place.querySelectorAll(at?.tagName ?? '')]);
  const index = at && old.contains(at) && at !== old ? like(old).indexOf(at) : -1;
  old.replaceWith(fresh);
  if (index < 0) return;
  const others = like(fresh);
  const name = at?.getAttribute('aria-label');
  ((name && others.find((other) => other.getAttribute('aria-label') === name)) || others[index])?.focus();
}

/** State is never changed in place, so that equal references are equal content. @param {Row} a @param {Row} b */
function same(a, b) {
  const fields = Object.keys(a);
  return fields.length === Object.keys(b).length && fields.every((field) => a[field] === b[field]);
}
