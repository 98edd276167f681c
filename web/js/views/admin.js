// What admins see of the whole server: the accounts, and who did what.

import { bdi, h, setText } from '../dom/h.js';
import { confirmed } from '../dom/dialog.js';
import { icon } from '../dom/icons.js';
import { PagedList } from '../dom/paged-list.js';
import { afterTyping } from '../dom/typing.js';
import { explain } from '../text/explain.js';
import { nameOf, shortText } from '../text/format.js';
import { counted, phrase, t } from '../text/words.js';
import { accounts, endSessions, reinstate, suspend } from '../wire/admin.js';
import { serverLogDialog } from './audit.js';
import { personAvatar } from './avatar.js';
import { backLink } from './back-link.js';

/** @typedef {import('../types.js').Account} Account */

const PAGE = 30;

export class Admin {
  title = t`This server`;
  #app;
  #heading = h('h1', { tabindex: '-1' }, t`This server`);
  #search = h('input', { type: 'search', placeholder: t`Name or @username`, 'aria-label': t`Find a person`, maxlength: 64, autocomplete: 'off', autocapitalize: 'none' });
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  #list = new PagedList('session-list', () => void this.#load(true));
  #asked = new AbortController();
  #stopWaiting;
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    const log = h('button', { type: 'button', class: 'button', onclick: () => serverLogDialog(app) }, icon('details'), t`Who did what`);
    const reported = h('button', { type: 'button', class: 'button', onclick: () => app.open(import('./reports.js'), (of) => of.reportsDialog(app, null)) }, icon('flag'), t`Reported messages`);
    this.element = h('div', { class: 'pane' },
      h('header', { class: 'pane-head' }, backLink(), this.#heading),
      h('div', { class: 'pane-body' }, h('div', { class: 'pane-deeds' }, reported, log), h('div', { class: 'search-box' }, icon('search'), this.#search), this.#status, ...this.#list.elements));
    this.#stopWaiting = afterTyping(this.#search, () => void this.#load(false));
    void this.#load(false);
  }

  update() {}

  focus() {
    this.#heading.focus();
  }

  destroy() {
    this.#stopWaiting();
    this.#asked.abort();
  }

  /** @param {boolean} more */
  async #load(more) {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const search = this.#search.value.trim().replace(/^@+/, '');
    try {
      const page = await accounts(this.#app.api, { search, limit: PAGE, cursor: more ? this.#list.cursor : null }, signal);
      this.#list.show(page.items.map((account) => this.#row(account)), page.next_cursor, more);
      setText(this.#status, this.#list.isEmpty ? t`Nobody of this name. Try a part of the username.` : '');
    } catch (error) {
      if (!signal.aborted) setText(this.#status, explain(error));
    }
  }

  /** @param {Account} account @returns {HTMLElement} */
  #row(account) {
    const name = nameOf(account);
    const used = account.last_used_at ? t`Last used: ${shortText(new Date(account.last_used_at), new Date())}` : null;
    const words = [`@${account.username}`, counted(account.sessions, 'session'), used].filter(Boolean).join(' · ');
    const tags = [account.is_admin && t`Admin`, account.suspended_at && t`Suspended`].filter(Boolean).map((tag) => h('span', { class: 'tag' }, tag));
    const deeds = h('div', { class: 'session-deeds' });
    const row = h('li', { class: 'session' },
      personAvatar(account), h('div', { class: 'session-words' }, bdi(name), h('span', { class: 'muted' }, words)), ...tags, deeds);
    if (!account.is_admin) deeds.append(...this.#deeds(account, (changes) => row.replaceWith(this.#row({ ...account, ...changes }))));
    return row;
  }

  /** @param {Account} account @param {(changes: Partial<Account>) => void} became */
  #deeds(account, became) {
    const { api } = this.#app;
    const name = nameOf(account);
    const gone = { sessions: 0, last_used_at: null };
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
      h('button', { type: 'button', class: 'button', 'aria-label': label, onclick }, text);
    const done = async (/** @type {Promise<void>} */ deed, /** @type {Partial<Account>} */ changes, /** @type {string} */ words) => {
      if (!(await this.#app.attempt(deed))) return;
      became(changes);
      this.#app.toasts.tell(words);
      this.#heading.focus();
    };
    if (account.suspended_at) {
      return [button(t`Reinstate`, t`Reinstate ${name}`, () => void done(reinstate(api, account.id), { suspended_at: null }, t`${name} can log in again.`))];
    }
    const close = async () => {
      const text = phrase`${bdi(name)} is logged out everywhere and cannot log in until you reinstate them.`;
      if (!(await confirmed({ title: t`Suspend this account?`, text, action: t`Suspend`, danger: true }))) return;
      await done(suspend(api, account.id), { ...gone, suspended_at: new Date().toISOString() }, t`${name} is suspended.`);
    };
    const end = button(t`End sessions`, t`End sessions of ${name}`, () => void done(endSessions(api, account.id), gone, t`${name} is logged out everywhere.`));
    return [...(account.sessions > 0 ? [end] : []), button(t`Suspend`, t`Suspend ${name}`, () => void close())];
  }
}
