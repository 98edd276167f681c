// The messages that I have saved, the latest first.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { PagedList } from '../dom/paged-list.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';
import { saveMessage } from '../wire/message-deeds.js';
import { backLink } from './back-link.js';
import { foundLink } from './found-row.js';
import { excerptOf } from './quote.js';

const PAGE = 30;

export class Saved {
  title = t`Saved messages`;
  #app;
  #heading = h('h1', { tabindex: '-1' }, t`Saved messages`);
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  #list = new PagedList('found-list', () => this.#load(true));
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.element = h('div', { class: 'pane' },
      h('header', { class: 'pane-head' }, backLink(), this.#heading),
      h('div', { class: 'pane-body' }, this.#status, ...this.#list.elements));
    void this.#load(false);
  }

  update() {}

  focus() {
    this.#heading.focus();
  }

  /** @param {boolean} more */
  async #load(more) {
    try {
      const { items, next_cursor } = await this.#app.api.bookmarks({ limit: PAGE, cursor: more ? this.#list.cursor : null });
      this.#list.show(items.map(({ message }) => this.#row(message)), next_cursor, more);
      this.#say();
    } catch (error) {
      setText(this.#status, explain(error));
    }
  }

  #say() {
    setText(this.#status, this.#list.isEmpty ? t`You have saved no message. Choose “Save” among the actions of one.` : '');
  }

  /** @param {import('../types.js').Message} message */
  #row(message) {
    const remove = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Remove from saved`, title: t`Remove from saved` }, icon('close'));
    const row = h('li', { class: 'saved-row' }, foundLink(this.#app, message, [excerptOf(message)]), remove);
    remove.addEventListener('click', async () => {
      row.hidden = true;
      this.#heading.focus();
      if (!(await saveMessage(this.#app, message, false))) return void (row.hidden = false);
      row.remove();
      this.#say();
    });
    return row;
  }
}
