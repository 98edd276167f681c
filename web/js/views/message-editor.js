// Where one changes what one said: Enter saves, Escape gives up.

import { h } from '../dom/h.js';
import { lengthOf } from '../text/format.js';
import { t } from '../text/words.js';
import { CHARACTERS_MAX } from './composer.js';
import { takeMarkupKeys } from './markup-keys.js';

/**
 * What is being changed. It outlives its row, which is made anew when something about the message changes meanwhile.
 * @typedef {object} Edit
 * @property {string} id    of the message
 * @property {string} text  as far as it was typed
 */
/** @typedef {{save: (text: string) => void, cancel: () => void, typed: () => void}} EditActions */

/** @param {Edit} edit @param {EditActions} actions */
export function messageEditor(edit, { save, cancel, typed }) {
  const rows = Math.min(8, edit.text.split('\n').length);
  const area = h('textarea', { rows, dir: 'auto', 'aria-label': t`Edit message`, enterkeyhint: 'done', autocomplete: 'off' });
  area.value = edit.text;
  takeMarkupKeys(area);
  const form = h('form', { class: 'message-editor' }, area,
    h('div', { class: 'message-state' },
      h('button', { type: 'submit', class: 'link-button' }, t`Save`), ' ',
      h('button', { type: 'button', class: 'link-button', onclick: cancel }, t`Cancel`)));
  const submit = () => {
    const text = area.value.trim();
    if (text !== '' && lengthOf(text) <= CHARACTERS_MAX) save(text);
  };
  area.addEventListener('input', () => {
    edit.text = area.value;
    typed();
    area.setAttribute('aria-invalid', String(lengthOf(area.value.trim()) > CHARACTERS_MAX));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener('keydown', (event) => {
    // While an input method composes a word, both keys belong to it.
    if (event.isComposing) return;
    if (event.key === 'Escape') cancel();
    if (event.key !== 'Enter' || event.shiftKey || event.target !== area) return;
    event.preventDefault();
    submit();
  });
  queueMicrotask(() => area.focus());
  return form;
}
