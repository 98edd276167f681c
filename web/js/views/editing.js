// Which message one is changing: one at a time. The tab keeps it, for when the page begins anew or another chat is looked at meanwhile.

import { keepEdit, keptEdit } from '../wire/kept-edit.js';
import { editMessage } from '../wire/message-deeds.js';
import { messageEditor } from './message-editor.js';

/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */

export class Editing {
  #app;
  #list;
  #changed;
  /** @type {MessageRow | null} */
  #row = null;
  /** @type {import('./message-editor.js').Edit | null} */
  edit = null;
  /** What was being changed when the chat was last left, until its message is shown. @type {import('./message-editor.js').Edit | null} */
  #left = keptEdit();

  /** @param {import('../app.js').App} app @param {import('./message-list.js').MessageList} list @param {() => void} changed */
  constructor(app, list, changed) {
    this.#app = app;
    this.#list = list;
    this.#changed = changed;
  }

  /** Begins to change a message, or ends it. @param {MessageRow | null} row @param {string} [text]  as far as it was changed */
  begin(row, text) {
    const before = this.#row;
    this.#row = row;
    this.#left = null;
    this.edit = row?.message ? { id: row.message.id, text: text ?? row.message.body } : null;
    keepEdit(this.edit);
    this.#changed();
    if (before && !row) this.#list.focusOn(before.key);
  }

  /** Goes on with what was left, once its message is there. */
  resume() {
    const left = this.#left;
    if (!left) return;
    const row = this.#list.lastOf((row) => row.kind === 'message' && row.mine && row.message?.id === left.id && !row.message.deleted_at);
    if (row?.kind === 'message') this.begin(row, left.text);
  }

  /** The last message that I wrote and may still change. */
  last() {
    const row = this.#list.lastOf((row) => row.kind === 'message' && row.mine && row.message !== null && !row.message.deleted_at);
    if (row?.kind !== 'message') return;
    this.begin(row);
    this.#list.reveal(row.key);
  }

  /** The field in which it is changed. @param {MessageRow} row */
  field(row) {
    const edit = /** @type {import('./message-editor.js').Edit} */ (row.edit);
    return messageEditor(edit, { save: (text) => void this.#save(row, text), cancel: () => this.begin(null), typed: () => keepEdit(edit) });
  }

  /** What was refused is in its field again, unless another one is being changed. @param {MessageRow} row @param {string} text */
  async #save(row, text) {
    const { message } = row;
    this.begin(null);
    if (!message || text === message.body || (await editMessage(this.#app, message, text))) return;
    if (!this.#row) this.begin(row, text);
  }
}
