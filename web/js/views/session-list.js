// Every place where I am logged in, each of which can be ended from here.

import { confirmed } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { explain } from '../text/explain.js';
import { fullText, shortText } from '../text/format.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';

/** @typedef {import('../types.js').Session} Session */

export class SessionList {
  #app;
  #list = h('ul', { class: 'session-list' });
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  #all = h('button', { type: 'button', class: 'button', hidden: true, onclick: () => this.#endAll() }, icon('leave'), t`Log out everywhere`);
  element = h('div', null, this.#status, this.#list, h('div', { class: 'form-actions' }, this.#all));

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#load();
  }

  async #load() {
    try {
      const { items } = await calls(this.#app).sessions();
      const current = items.filter((session) => session.current);
      const others = items.filter((session) => !session.current);
      this.#list.replaceChildren(...[...current, ...others].map((session) => this.#row(session)));
      this.#status.textContent = others.length === 0 ? t`Only here.` : '';
      this.#all.hidden = others.length === 0;
    } catch (error) {
      this.#status.textContent = explain(error);
    }
  }

  /** @param {Session} session */
  #row(session) {
    const name = session.device ?? t`Unknown device`;
    const used = new Date(session.last_used_at);
    return h('li', { class: 'session' },
      h('span', { class: 'session-words' },
        h('span', { dir: 'auto' }, name),
        h('span', { class: 'muted', title: fullText(used) }, session.current ? t`This device` : t`Last used: ${shortText(used, new Date())}`)),
      session.current
        ? h('span', { class: 'tag' }, t`Current`)
        : h('button', { type: 'button', class: 'button', 'aria-label': t`End the session on ${name}`, onclick: () => this.#end(session, name) }, t`End`));
  }

  /** @param {Session} session @param {string} name */
  async #end(session, name) {
    const text = t`“${name}” is logged out at once.`;
    if (!(await confirmed({ title: t`End this session?`, text, action: t`End session`, danger: true }))) return;
    if (await this.#app.attempt(calls(this.#app).endSession(session.id))) await this.#load();
  }

  /** The others first: without this one there would be nobody to end them. */
  async #endAll() {
    const text = t`All your devices are logged out at once, and this one with them. Messages that were not sent yet are discarded.`;
    if (!(await confirmed({ title: t`Log out everywhere?`, text, action: t`Log out everywhere`, danger: true }))) return;
    const of = calls(this.#app);
    const others = of.sessions().then(({ items }) => Promise.all(items.filter(({ current }) => !current).map(({ id }) => of.endSession(id))));
    if (await this.#app.attempt(others)) await this.#app.logOut();
    else await this.#load();
  }
}
