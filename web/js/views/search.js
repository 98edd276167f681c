// Finding messages in my chats.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { PagedList } from '../dom/paged-list.js';
import { afterTyping } from '../dom/typing.js';
import { chatsByActivity } from '../state/selectors.js';
import { explain } from '../text/explain.js';
import { markedPieces } from '../text/marked.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { backLink } from './back-link.js';
import { foundLink } from './found-row.js';

/** @typedef {import('../types.js').FoundMessage} FoundMessage */
/** @typedef {Record<string, string | number>} Query */

const PAGE = 30;
const AUTHOR = /(?:^|\s)from:@?(\S+)/iu;

export class Search {
  title = t`Search`;
  #app;
  #heading = h('h1', { tabindex: '-1' }, t`Search`);
  #text = h('input', { type: 'search', placeholder: t`Words, or from:username`, 'aria-label': t`Search messages`, maxlength: 200, autocomplete: 'off' });
  #chat;
  #from = h('input', { type: 'date' });
  #to = h('input', { type: 'date' });
  #has = h('select', { 'aria-label': t`What messages have` },
    h('option', { value: '' }, t`With or without files`), h('option', { value: 'file' }, t`With files`), h('option', { value: 'link' }, t`With links`));
  #status = h('p', { class: 'muted', role: 'status' }, HELP);
  #list = new PagedList('found-list', () => this.#load(true));
  #asked = new AbortController();
  /** What the list is the answer to; its pages are asked for with it. @type {Query | null} */
  #query = null;
  #stopWaiting = afterTyping(this.#text, () => this.#load(false));
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    const chats = chatsByActivity(app.store.state);
    this.#chat = h('select', { 'aria-label': t`Chat` },
      h('option', { value: '' }, t`All chats`), chats.map((chat) => h('option', { value: chat.id }, chat.name)));
    const form = h('form', { class: 'search-form', role: 'search', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h('div', { class: 'search-box' }, icon('search'), this.#text),
      this.#chat,
      this.#has,
      h('label', null, t`From `, this.#from), h('label', null, t`To `, this.#to));
    this.element = h('div', { class: 'pane search' },
      h('header', { class: 'pane-head' },
        backLink(), this.#heading),
      h('div', { class: 'pane-body' }, form, this.#status, ...this.#list.elements));
    for (const field of [this.#chat, this.#from, this.#to, this.#has]) field.addEventListener('change', () => this.#load(false));
  }

  update() {}

  focus() {
    this.#text.focus();
  }

  destroy() {
    this.#stopWaiting();
    this.#asked.abort();
  }

  /** @param {boolean} more */
  async #load(more) {
    this.#asked.abort();
    const { signal } = (this.#asked = new AbortController());
    try {
      if (!more) {
        const query = await this.#asks(signal);
        if (signal.aborted) return;
        this.#query = query;
        if (!query) return this.#say(HELP);
        setText(this.#status, t`Searching…`);
      }
      this.#show(await calls(this.#app).searchMessages({ ...this.#query, cursor: more ? this.#list.cursor : null }, signal), more);
    } catch (error) {
      if (!signal.aborted) this.#say(explain(error));
    }
  }

  /** What is asked for; nothing if that would be everything. @param {AbortSignal} signal @returns {Promise<Query | null>} */
  async #asks(signal) {
    const text = this.#text.value;
    const username = AUTHOR.exec(text)?.[1];
    const words = text.replace(AUTHOR, ' ').trim();
    const has = this.#has.value;
    if (!words && !username && !has) return null;
    const author_id = username ? await this.#author(username, signal) : '';
    return { q: words, author_id, has, chat_id: this.#chat.value, from: startOf(this.#from.value, 0), to: startOf(this.#to.value, 1), limit: PAGE };
  }

  /** @param {string} username @param {AbortSignal} signal */
  async #author(username, signal) {
    const { items } = await calls(this.#app).findPeople({ search: username, limit: PAGE }, signal);
    // Of an author who does not exist there is nothing to be found, whoever else there is.
    return items.find((user) => user.username === username.toLowerCase())?.id ?? NOBODY;
  }

  /** @param {string} text */
  #say(text) {
    this.#list.show([], null, false);
    setText(this.#status, text);
  }

  /** @param {import('../types.js').Page<FoundMessage>} page @param {boolean} more */
  #show({ items, next_cursor }, more) {
    this.#list.show(items.map((found) => this.#row(found)), next_cursor, more);
    setText(this.#status, !this.#list.isEmpty ? '' : next_cursor ? t`Nothing yet. There is more to look through.` : t`Nothing was found. Try fewer or shorter words.`);
  }

  /** @param {FoundMessage} found */
  #row({ message, highlights }) {
    const words = markedPieces(message.body, highlights).map(({ text, marked }) => (marked ? h('mark', null, text) : text));
    return h('li', null, foundLink(this.#app, message, words));
  }
}

const HELP = t`Find what was written in your chats: by words or parts of them, by from:username, or everything with a file or a link.`;
/** The id of no one. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The beginning of a day here, or of one so many days later. @param {string} day @param {number} later */
function startOf(day, later) {
  if (!day) return '';
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
