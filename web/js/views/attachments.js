// The files of a message: pictures in a place that is theirs before they come, everything else as a card.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { sizeText } from '../text/format.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').Attachment} Attachment */
/** @typedef {Pick<import('../app.js').App, 'files' | 'open'>} Hands */

const SIDE_MAX = 320;
/** Less would be too small to press. */
const SIDE_MIN = 48;
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** @param {Attachment[]} attachments @param {Hands} hands */
export function attachmentList(attachments, hands) {
  return h('div', { class: 'attachments' },
    attachments.map((file) => (SHOWN.test(file.media_type) && file.width && file.height ? picture(file, hands) : card(file, hands))));
}

/** @param {Attachment} file @param {Hands} hands */
function picture(file, hands) {
  const [width, height] = [file.width ?? 1, file.height ?? 1];
  const scale = Math.min(1, SIDE_MAX / width, SIDE_MAX / height);
  const image = h('img', { alt: '', decoding: 'async' });
  const button = h('button', { type: 'button', class: 'picture', 'aria-label': t`Enlarge ${file.name}` }, image);
  button.style.inlineSize = `${Math.max(SIDE_MIN, Math.round(width * scale))}px`;
  button.style.aspectRatio = `${width} / ${height}`;
  button.addEventListener('click', () => hands.open(import('./picture.js'), (of) => of.enlarge(file, hands)));
  // A moving one moves where it stands.
  const still = file.has_thumbnail && file.media_type !== 'image/gif';
  show(image, still ? `/files/${file.id}/thumbnail` : `/files/${file.id}`, hands, button);
  return button;
}

/** @param {HTMLImageElement} image @param {string} path @param {Hands} hands @param {HTMLElement} frame */
export function show(image, path, { files }, frame) {
  files.address(path).then(
    (address) => void (image.src = address),
    () => frame.classList.add('missing'),
  );
}

/** @param {Attachment} file @param {Hands} hands */
function card(file, hands) {
  return h('div', { class: 'file-card' }, icon('file'),
    h('div', { class: 'file-words' }, bdi(file.name, 'file-name'), h('span', { class: 'muted' }, sizeText(file.bytes))),
    saveButton(file, hands));
}

/** @param {Attachment} file @param {Hands} hands */
export function saveButton(file, hands) {
  const button = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Save ${file.name}`, title: t`Save` }, icon('down'));
  button.addEventListener('click', () => hands.open(import('./picture.js'), (of) => of.save(file, hands)));
  return button;
}
