// Markup where one writes: Ctrl+B and Ctrl+I, and a look at how it will be shown.

import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { hasMarkup } from '../text/markup.js';
import { t } from '../text/words.js';
import { words } from './markup.js';

/** @type {Record<string, string>} */
const MARKS = { b: '**', i: '*' };

/** Puts marks around what is selected, or takes them away again. @param {HTMLTextAreaElement} area */
export function takeMarkupKeys(area) {
  area.addEventListener('keydown', (event) => markupKey(area, event));
}

/** @param {HTMLTextAreaElement} area @param {KeyboardEvent} event */
export function markupKey(area, event) {
  const mark = MARKS[event.key.toLowerCase()];
  if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  toggle(area, mark);
}

/** @param {HTMLTextAreaElement} area @param {string} mark */
function toggle(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  const size = mark.length;
  if (value.slice(start - size, start) === mark && value.slice(end, end + size) === mark && value[start - size - 1] !== '*') {
    area.setSelectionRange(start - size, end + size);
    insertText(area, chosen);
    area.setSelectionRange(start - size, end - size);
  } else {
    insertText(area, `${mark}${chosen}${mark}`);
    area.setSelectionRange(start + size, end + size);
  }
}

/** As if it had been typed, so that it can be undone. @param {HTMLTextAreaElement} area @param {string} text */
export function insertText(area, text) {
  area.focus();
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

export class Preview {
  #area;
  /** Shows itself where there is something to be seen. */
  button = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Preview`, title: t`Preview`, 'aria-pressed': 'false', hidden: true }, icon('eye'));
  element = h('div', { class: 'message-body preview', role: 'region', 'aria-label': t`Preview`, dir: 'auto', hidden: true });

  /** @param {HTMLTextAreaElement} area */
  constructor(area) {
    this.#area = area;
    this.button.addEventListener('click', () => {
      this.element.hidden = !this.element.hidden;
      this.button.setAttribute('aria-pressed', String(!this.element.hidden));
      this.update();
    });
  }

  update() {
    const text = this.#area.value.trim();
    this.button.hidden = !hasMarkup(text);
    if (this.button.hidden) {
      this.element.hidden = true;
      this.button.setAttribute('aria-pressed', 'false');
    }
    if (!this.element.hidden) this.element.replaceChildren(...words(text, [], '').map((child) => /** @type {Node | string} */ (child)));
  }
}
