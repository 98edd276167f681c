// Every place where I am logged in, each of which can be ended from here.

import { confirmed } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { explain } from '../text/explain.js';
import { fullText, shortText } from '../text/format.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').Session} Session */

export class SessionList {
  #app;
  #list = h('ul', { class: 'session-list' });
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  element = h('div', null, this.#status, this.#list);

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#load();
  }

  async #load() {
    try {
      const { items } = await this.#app.api.sessions();
      const current = items.filter((session) => session.current);
      const others = items.filter((session) => !session.current);
      this.#list.replaceChildren(...[...current, ...others].map((session) => this.#row(session)));
      this.#status.textContent = others.length === 0 ? t`Only here.` : '';
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
    if (await this.#app.attempt(this.#app.api.endSession(session.id))) await this.#load();
  }
}
