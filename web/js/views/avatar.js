// The small picture of a person or a chat: an emoji, or letters on a colour of their own.

import { h } from '../dom/h.js';
import { initialsOf, nameOf, toneOf } from '../text/format.js';

const PICTURE = 'file:';

/** Where pictures come from, for the page and for each chat that is embedded in it. @type {WeakMap<Node, (path: string) => Promise<string>>} */
const sources = new WeakMap();

/** @param {Document | ShadowRoot} root @param {(path: string) => Promise<string>} address */
export function showPicturesFrom(root, address) {
  sources.set(root, address);
}

/** @param {string | null | undefined} avatar */
export function isPicture(avatar) {
  return avatar?.startsWith(PICTURE) ?? false;
}

/** @param {import('../types.js').UserSummary} user @param {string} [size] */
export function personAvatar(user, size = '') {
  if (user.avatar?.startsWith(PICTURE)) return picture(user, user.avatar, size);
  const emoji = user.avatar && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(user.avatar) ? ' emoji' : '';
  return avatar(`avatar${emoji} ${size}`, user.avatar || initialsOf(nameOf(user)), user.id);
}

/** @param {{id: string, name: string, direct_with?: import('../types.js').UserSummary | null}} chat @param {string} [size] */
export function chatAvatar(chat, size = '') {
  if (chat.direct_with) return personAvatar(chat.direct_with, size);
  return avatar(`avatar square ${size}`, initialsOf(chat.name), chat.id);
}

/** @param {string} className @param {string} text @param {string} id */
function avatar(className, text, id) {
  return h('span', { class: `${className} tone-${toneOf(id)}`, 'aria-hidden': 'true' }, text);
}

/** Letters until it is there, or if it is not. @param {import('../types.js').UserSummary} user @param {string} name of the picture @param {string} size */
function picture(user, name, size) {
  const element = avatar(`avatar ${size}`, initialsOf(nameOf(user)), user.id);
  void show(element, `/users/${user.id}/avatar?v=${name.slice(PICTURE.length)}`);
  return element;
}

/** @param {HTMLElement} element @param {string} path */
async function show(element, path) {
  await null; // by then it is in its place, which says from where
  const address = await (sources.get(element.getRootNode()) ?? sources.get(document))?.(path).catch(() => null);
  if (address) element.replaceChildren(h('img', { alt: '', src: address }));
}
