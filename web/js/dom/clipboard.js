// Copying, also where the browser does not let a page write to the clipboard: on plain http.

import { t } from '../text/words.js';
import { openDialog } from './dialog.js';
import { h } from './h.js';

/** @param {string} text @param {{tell: (text: string) => void}} toasts */
export async function copyText(text, toasts) {
  try {
    await navigator.clipboard.writeText(text);
    toasts.tell(t`Copied.`);
  } catch {
    const field = h('input', { type: 'text', readonly: true, value: text, 'aria-label': t`To be copied` });
    openDialog(t`Copy this`, field);
    field.select();
  }
}
