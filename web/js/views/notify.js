// What of a chat one wants to be told of.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';

const LEVELS = { all: t`All messages`, mentions: t`Mentions of me`, none: t`Nothing` };

export class Notify {
  #select = h('select', null, Object.entries(LEVELS).map(([value, text]) => h('option', { value }, text)));
  element = h('label', { class: 'notify' }, h('span', null, t`Tell me of`), this.#select);

  /** @param {(level: import('../types.js').Level) => void} choose */
  constructor(choose) {
    this.#select.addEventListener('change', () => choose(/** @type {import('../types.js').Level} */ (this.#select.value)));
  }

  /** @param {import('../types.js').Level} level */
  show(level) {
    if (this.#select.value !== level) this.#select.value = level;
  }
}
