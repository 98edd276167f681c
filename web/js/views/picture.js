// A picture as large as the screen allows, and saving a file.

import { openDialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { saveButton, show } from './attachments.js';

/** @typedef {import('../types.js').Attachment} Attachment */
/** @typedef {import('./attachments.js').Hands} Hands */

/** @param {Attachment} file @param {Hands} hands */
export function enlarge(file, hands) {
  const image = h('img', { alt: file.name, width: file.width, height: file.height });
  const frame = h('div', { class: 'enlarged' }, image);
  const dialog = openDialog(file.name, frame, h('div', { class: 'dialog-actions' }, saveButton(file, hands)));
  dialog.classList.add('wide');
  show(image, `/files/${file.id}`, hands, frame);
}

/** @param {Attachment} file @param {Hands} hands */
export async function save(file, { files }) {
  const address = URL.createObjectURL(await files.blob(`/files/${file.id}`));
  const link = h('a', { href: address, download: file.name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
