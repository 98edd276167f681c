// The line that says who is writing.

import { bdi, h } from '../dom/h.js';
import { phrase, t } from '../text/words.js';

/** @param {string[]} names @returns {import('../dom/h.js').Child[]} */
function sentence(names) {
  switch (names.length) {
    case 0:
      return [];
    case 1:
      return phrase`${bdi(names[0])} is typing …`;
    case 2:
      return phrase`${bdi(names[0])} and ${bdi(names[1])} are typing …`;
    default:
      return [t`Several people are typing …`];
  }
}

/** It is not read out: what is written will be. */
export class Writers {
  #shown = '';
  element = h('p', { class: 'writers muted' });

  /** @param {string[]} names */
  show(names) {
    const shown = JSON.stringify(names);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.replaceChildren(h('span', null, sentence(names)));
  }
}
