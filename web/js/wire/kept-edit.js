// The message that is being changed in this tab, which keeps it when the page begins anew, and until the log-out.

import { jsonStorage } from '../storage.js';

const KEY = 'dialogo.edit';
const storage = jsonStorage(() => sessionStorage);

/** @returns {import('../views/message-editor.js').Edit | null} */
export function keptEdit() {
  return storage.get(KEY);
}

/** @param {import('../views/message-editor.js').Edit | null} edit */
export function keepEdit(edit) {
  if (edit) storage.set(KEY, edit);
  else storage.remove(KEY);
}
