// Modal dialogs on <dialog>: the browser keeps the focus inside, closes on Escape and gives the focus back.

import { t } from '../text/words.js';
import { h } from './h.js';
import { icon } from './icons.js';
import { heirOf, wayUp } from './keep-focus.js';

let dialogs = 0;
/** The embedded chat that was touched last; in a page of its own there is none. @type {HTMLElement | null} */
let touched = null;

/** Dialogs that are opened from this element stay in it, where its styles are. @param {HTMLElement} element */
export function keepDialogsIn(element) {
  const note = () => void (touched = element);
  for (const kind of ['pointerdown', 'focusin', 'click']) element.addEventListener(kind, note, { capture: true });
}

/**
 * @param {string} title
 * @param {...(import('./h.js').Child)} content
 * @returns {HTMLDialogElement} open; `close()` ends it
 */
export function openDialog(title, ...content) {
  const id = `dialog-${++dialogs}`;
  const closer = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Close` }, icon('close'));
  const way = wayUp(document.activeElement ?? document.body);
  const head = h('header', { class: 'dialog-head' }, h('h2', { id }, title), closer);
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': id }, head, h('div', { class: 'dialog-body' }, ...content));

  closer.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    // Whatever it was opened from may have gone meanwhile.
    if (way.length > 0 && !way[0].element.isConnected) heirOf(way)?.focus();
  });
  // A press that began inside, such as selecting text, does not close by ending outside.
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) dialog.close();
  });
  (touched?.isConnected ? touched : document.body).append(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */
  const first = dialog.querySelector('input, textarea, select, [autofocus]');
  first?.focus();
  return dialog;
}

/**
 * @param {{title: string, text: import('./h.js').Child | import('./h.js').Child[], action: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, action, danger = false }) {
  return new Promise((resolve) => {
    let answer = false;
    const yes = h('button', { type: 'button', class: danger ? 'button danger' : 'button primary' }, action);
    const no = h('button', { type: 'button', class: 'button', autofocus: true }, t`Cancel`);
    const dialog = openDialog(title, h('p', null, text), h('div', { class: 'dialog-actions' }, no, yes));
    no.addEventListener('click', () => dialog.close());
    yes.addEventListener('click', () => {
      answer = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => resolve(answer));
  });
}
