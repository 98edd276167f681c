// Public chats that I am not in: search, order, join.

import { bdi, h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { PagedList } from '../dom/paged-list.js';
import { afterTyping } from '../dom/typing.js';
import { shortText } from '../text/format.js';
import { explain } from '../text/explain.js';
import { counted, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { asked as askedToJoin } from '../wire/chat-deeds.js';
import { backLink } from './back-link.js';
import { chatAvatar } from './avatar.js';
import { askButton } from './join-requests.js';
import { joinChat } from './join.js';

/** @typedef {import('../types.js').Chat} Chat */

const PAGE = 30;

/** By default the lively ones first, and what is searched for by name: private chats are found in orders that tell no more of them. */
const ORDERS = { '': t`As it fits`, active: t`Last active`, members: t`Most members`, created: t`Newest`, name: t`Name` };
const PASSWORDS = { '': t`All chats`, false: t`Without password`, true: t`With password` };

export class Discover {
  title = t`Discover chats`;
  #app;
  #heading = h('h1', { tabindex: '-1' }, t`Discover chats`);
  #search = h('input', { type: 'search', placeholder: t`Search by name`, 'aria-label': t`Search by name`, maxlength: 80, autocomplete: 'off' });
  #order = select(t`Order`, ORDERS);
  #password = select(t`Password`, PASSWORDS);
  #status = h('p', { class: 'muted', role: 'status' });
  #list = new PagedList('discover-list', () => this.#load(true));
  #asked = new AbortController();
  #stopWaiting = afterTyping(this.#search, () => this.#load(false));
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.element = h('div', { class: 'pane discover' },
      h('header', { class: 'pane-head' },
        backLink(), this.#heading),
      h('div', { class: 'pane-body' },
        h('form', { class: 'discover-filter', role: 'search', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
          h('div', { class: 'search-box' }, icon('search'), this.#search), this.#order, this.#password),
        this.#status, ...this.#list.elements));
    this.#order.addEventListener('change', () => this.#load(false));
    this.#password.addEventListener('change', () => this.#load(false));
    this.#load(false);
  }

  update() {}

  focus() {
    if (window.matchMedia('(hover: hover)').matches) this.#search.focus();
    else this.#heading.focus();
  }

  destroy() {
    this.#stopWaiting();
    this.#asked.abort();
  }

  /** @param {boolean} more */
  async #load(more) {
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    if (!more) setText(this.#status, t`Searching…`);
    const search = this.#search.value.trim();
    const order = this.#order.value || (search ? 'name' : 'active');
    const query = {
      search,
      order,
      direction: order === 'name' ? 'asc' : 'desc',
      has_password: this.#password.value,
      limit: PAGE,
      cursor: more ? this.#list.cursor : null,
    };
    try {
      const [page, waits] = await Promise.all([calls(this.#app).discover(query, asked.signal), askedToJoin(this.#app)]);
      if (!asked.signal.aborted) this.#show(page, waits, more);
    } catch (error) {
      if (!asked.signal.aborted) setText(this.#status, explain(error));
    }
  }

  /** @param {import('../types.js').Page<Chat>} page @param {Set<string>} waits  where I have asked @param {boolean} more */
  #show({ items, next_cursor }, waits, more) {
    this.#list.show(items.map((chat) => this.#row(chat, waits.has(chat.id))), next_cursor, more);
    const searching = this.#search.value.trim() !== '' || this.#password.value !== '';
    const help = searching ? t`No chat fits. Try another word, or create it yourself.` : t`There is no public chat that you are not in already. Create one with the + above the list.`;
    setText(this.#status, this.#list.isEmpty ? help : '');
  }

  /** @param {Chat} chat @param {boolean} waits */
  #row(chat, waits) {
    const isPrivate = chat.visibility === 'private';
    const active = chat.last_message_at ? t`active ${shortText(new Date(chat.last_message_at), new Date())}` : t`no messages yet`;
    const join = h('button', { type: 'button', class: 'button', 'aria-label': t`Join ${chat.name}`, onclick: () => joinChat(this.#app, chat) }, t`Join`);
    return h('li', { class: 'discover-item' },
      chatAvatar(chat, 'large'),
      h('div', { class: 'discover-words' },
        h('h2', null, bdi(chat.name), chat.has_password ? [icon('lock'), h('span', { class: 'visually-hidden' }, t`needs a password`)] : null),
        chat.description ? h('p', { class: 'discover-about', dir: 'auto' }, chat.description) : null,
        h('p', { class: 'muted' }, isPrivate ? t`Private, on request` : `${counted(chat.member_count, 'member')} · ${active}`)),
      isPrivate ? askButton(this.#app, chat, waits) : join);
  }
}

/** @param {string} label @param {Record<string, string>} choices */
function select(label, choices) {
  return h('select', { 'aria-label': label }, Object.entries(choices).map(([value, text]) => h('option', { value }, text)));
}
