// Where one writes: Enter sends, Shift+Enter begins a new line.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { lengthOf } from '../text/format.js';

export const CHARACTERS_MAX = 4_000;
/** The counter shows itself when so many are left. */
const NEAR = 400;
const HEIGHT_MAX = 220;

/**
 * @typedef {object} ComposerParts
 * @property {string} label
 * @property {string} draft
 * @property {(text: string) => boolean} send  false when it could not be taken
 * @property {(text: string) => void} typed
 */

export class Composer {
  #parts;
  #area;
  #counter = h('span', { class: 'counter', role: 'status' });
  #button = h('button', { type: 'submit', class: 'send-button', 'aria-label': 'Send', title: 'Send (Enter)' }, icon('send'));
  element;

  /** @param {ComposerParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#area = h('textarea', { rows: 1, dir: 'auto', 'aria-label': parts.label, placeholder: parts.label, enterkeyhint: 'send', autocomplete: 'off' });
    this.#area.value = parts.draft;
    this.element = h('form', { class: 'composer' }, h('div', { class: 'composer-box' }, this.#area, this.#counter, this.#button));
    this.#area.addEventListener('input', () => this.#changed());
    this.#area.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    queueMicrotask(() => this.#changed());
  }

  focus() {
    this.#area.focus();
  }

  /** @param {string} label */
  rename(label) {
    if (this.#area.placeholder === label) return;
    this.#area.placeholder = label;
    this.#area.setAttribute('aria-label', label);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const text = this.#area.value.trim();
    if (text === '' || lengthOf(text) > CHARACTERS_MAX) return;
    if (!this.#parts.send(text)) return;
    this.#area.value = '';
    this.#changed();
    this.#area.focus();
  }

  #changed() {
    const text = this.#area.value;
    const left = CHARACTERS_MAX - lengthOf(text.trim());
    this.#parts.typed(text);
    setText(this.#counter, left > NEAR ? '' : left < 0 ? `${-left} too many` : `${left} left`);
    this.#counter.classList.toggle('over', left < 0);
    this.#area.setAttribute('aria-invalid', String(left < 0));
    this.#button.toggleAttribute('disabled', text.trim() === '' || left < 0);
    this.#area.style.height = 'auto';
    this.#area.style.height = `${Math.min(this.#area.scrollHeight, HEIGHT_MAX)}px`;
  }
}
