// From anywhere to any chat: a field, and under it what fits.

import { openDialog } from '../dom/dialog.js';
import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { Listbox } from '../dom/listbox.js';
import { chatsByActivity } from '../state/selectors.js';
import { counted, t } from '../text/words.js';
import { chatAvatar } from './avatar.js';

/** @typedef {import('../dom/h.js').Child} Child */
/** @typedef {{label: Child[], name: string, path: string}} Place */

const SHOWN_MAX = 12;

/** @type {[string, string, import('../dom/icons.js').IconName][]} */
const PAGES = [['/search', t`Search messages`, 'search'], ['/saved', t`Saved messages`, 'bookmark'], ['/discover', t`Discover chats`, 'compass'], ['/profile', t`Your profile`, 'settings']];

/** @param {import('../app.js').App} app */
export function switcherDialog({ store, router }) {
  const places = placesOf(store.state);
  const field = h('input', { type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-label': t`Go to`, placeholder: t`Name of a chat or a person`, autocomplete: 'off', maxlength: 80 });
  /** @type {Listbox<Place>} */
  const list = new Listbox(field, t`Places`, ({ path }) => {
    dialog.close();
    router.go(path);
  });
  const nothing = h('p', { class: 'muted', role: 'status', hidden: true }, t`You have no chat of this name.`);
  const show = () => {
    list.show(fitting(places, field.value));
    nothing.hidden = list.size > 0;
    field.setAttribute('aria-expanded', String(list.size > 0));
  };
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => void (event.key !== 'Escape' && event.key !== 'Tab' && list.key(event)));
  const dialog = openDialog(t`Go to`, field, list.element, nothing);
  dialog.classList.add('switcher');
  show();
}

/** @param {import('../types.js').State} state @returns {Place[]} */
function placesOf(state) {
  const chats = chatsByActivity(state).map((chat) => ({
    name: chat.name, path: `/chats/${chat.id}`,
    label: [chatAvatar(chat, 'small'), bdi(chat.name), chat.unread > 0 ? h('span', { class: 'muted' }, counted(chat.unread, 'unread message')) : null],
  }));
  return [...chats, ...PAGES.map(([path, name, picture]) => ({ name, path, label: [icon(picture), h('span', null, name)] }))];
}

/** Each word that was typed begins one of the name's. @param {Place[]} places @param {string} text */
export function fitting(places, text) {
  const wanted = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const fits = ({ name = '' }) => wanted.every((part) => name.toLowerCase().split(/\s+/u).some((word) => word.startsWith(part)));
  return places.filter(fits).slice(0, SHOWN_MAX);
}
