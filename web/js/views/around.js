// A message of long ago among its neighbours, beside the conversation that goes on.

import { bdi, h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { KeyedList } from '../dom/keyed.js';
import { personOf } from '../state/selectors.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';
import { missingQuotes, rowsOf } from './conversation-rows.js';
import { missingKinds } from './kinds.js';
import { conversationRow } from './message-row.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').State} State */

const PAGE = 50;

export class Around {
  title = '';
  #app;
  #id;
  #number;
  #heading = h('h1', { tabindex: '-1' });
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading messages…`);
  #list = h('ol', { class: 'messages' });
  /** @type {KeyedList<import('./conversation-rows.js').ConversationRow>} */
  #rows;
  #earlier = h('button', { type: 'button', class: 'button', hidden: true }, t`Earlier messages`);
  #later = h('button', { type: 'button', class: 'button', hidden: true }, t`Later messages`);
  #frame = h('div', { class: 'timeline around', role: 'group', 'aria-label': t`Messages`, tabindex: '0' }, this.#status, this.#earlier, this.#list, this.#later);
  /** @type {Message[]} */
  #items = [];
  /** @type {Record<string, import('../types.js').Quoted> | undefined} */
  #quotes;
  #gone = false;
  element;

  /** @param {import('../app.js').App} app @param {string} id @param {number} number */
  constructor(app, id, number) {
    this.#app = app;
    this.#id = id;
    this.#number = number;
    this.#rows = new KeyedList(this.#list, (row) => conversationRow(row, null, app));
    this.element = h('div', { class: 'pane' },
      h('header', { class: 'pane-head' },
        h('a', { class: 'icon-button back always', href: `/chats/${id}`, 'aria-label': t`Back to the conversation` }, icon('back')),
        h('div', { class: 'pane-words' }, this.#heading),
        h('a', { class: 'button', href: `/chats/${id}` }, icon('down'), t`To the newest`)),
      h('div', { class: 'timeline-frame' }, this.#frame));
    this.#earlier.addEventListener('click', () => this.#load({ before: this.#items[0]?.number }, true));
    this.#later.addEventListener('click', () => this.#load({ after: this.#items.at(-1)?.number }, false));
    this.#begin();
  }

  /** @param {State} state */
  update(state) {
    const chat = state.chats[this.#id];
    if (!chat) return;
    this.title = chat.name;
    if (state.quotes[this.#id] !== this.#quotes) this.#show();
    if (this.#heading.textContent !== chat.name) this.#heading.replaceChildren(bdi(chat.name));
  }

  focus() {
    this.#heading.focus();
  }

  destroy() {
    this.#gone = true;
  }

  async #begin() {
    const page = await this.#page({ around: this.#number });
    if (!page) return;
    this.#items = page.items;
    this.#earlier.hidden = !page.has_before;
    this.#later.hidden = !page.has_after;
    this.#show();
    const target = this.#list.querySelector(`[data-number="${this.#number}"]`);
    if (target instanceof HTMLElement) {
      target.classList.add('target');
      target.tabIndex = -1;
      target.scrollIntoView({ block: 'center' });
      target.focus({ preventScroll: true });
    } else setText(this.#status, t`This message is not there.`);
  }

  /** @param {import('../wire/api.js').Query} query @param {boolean} earlier */
  async #load(query, earlier) {
    const page = await this.#page(query);
    if (!page) return;
    const below = this.#frame.scrollHeight - this.#frame.scrollTop;
    this.#items = earlier ? [...page.items, ...this.#items] : [...this.#items, ...page.items];
    (earlier ? this.#earlier : this.#later).hidden = earlier ? !page.has_before : !page.has_after;
    this.#show();
    if (earlier) this.#frame.scrollTop = this.#frame.scrollHeight - below;
  }

  /** @param {import('../wire/api.js').Query} query */
  async #page(query) {
    try {
      const page = await this.#app.api.messages(this.#id, { ...query, limit: PAGE });
      await missingKinds(this.#app, page.items);
      setText(this.#status, '');
      return this.#gone ? null : page;
    } catch (error) {
      setText(this.#status, explain(error));
      return null;
    }
  }

  #show() {
    const { state } = this.#app.store;
    const now = new Date(this.#app.clock.now());
    const me = /** @type {import('../types.js').User} */ (state.me);
    this.#quotes = state.quotes[this.#id];
    const rows = rowsOf({
      items: this.#items, unsent: [], me, person: (user) => personOf(state, user), newFrom: null, live: true, blocks: state.blocks,
      quotes: this.#quotes ?? {}, saved: state.saved, mayWrite: false, mayDelete: false, mayReadVersions: false, edit: null, now,
    });
    this.#app.quotes.want(this.#id, missingQuotes(rows));
    this.#rows.show(rows);
  }
}
