// Log in and register.

import { form } from '../dom/form.js';
import { h, setText } from '../dom/h.js';
import '../text/explain-more.js';
import { t } from '../text/words.js';
import { Problem } from '../wire/http.js';
import { CODE_FIELD } from './second-factor.js';

/** @typedef {import('../dom/form.js').Field} Field */

/** @type {Field} */
const username = {
  name: 'username',
  label: t`Username`,
  attributes: { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 64 },
};

/** The addresses that carry an invitation. */
const CARRIERS = new Set(['invite', 'login', 'register']);

export class SignIn {
  #app;
  #notice = h('p', { class: 'notice', role: 'status' });
  #place = h('div');
  #registering = false;
  element = h('main', { class: 'sign-in' },
    h('div', { class: 'sign-in-card' },
      h('p', { class: 'brand' }, 'dialogo'),
      this.#notice,
      this.#place));

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#show(app.router.route.name === 'register');
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    const { name, id } = this.#app.router.route;
    const notice = state.signed_out_because ?? (id && CARRIERS.has(name) ? t`You are invited to a chat. Log in, or create an account.` : '');
    if ((name === 'register') !== this.#registering) this.#show(name === 'register');
    setText(this.#notice, notice);
    this.#notice.hidden = notice === '';
    document.title = this.#registering ? t`Register · dialogo` : t`Log in · dialogo`;
  }

  /** @param {boolean} registering */
  #show(registering) {
    this.#registering = registering;
    this.#shows(registering ? this.#register() : this.#logIn());
  }

  /** @param {HTMLElement[]} content */
  #shows(content) {
    this.#place.replaceChildren(...content);
    queueMicrotask(() => this.#place.querySelector('input')?.focus());
  }

  #logIn() {
    const { session } = this.#app;
    return [
      h('h1', null, t`Log in`),
      form({
        fields: [username, passwordField('current-password')],
        action: t`Log in`,
        submit: async (values) => {
          const credentials = { username: values.username.trim(), password: values.password, device: deviceName() };
          try {
            this.#app.enter(await session.logIn(credentials));
          } catch (error) {
            if (!(error instanceof Problem) || error.code !== 'second_factor_required') throw error;
            this.#shows(this.#secondStep(credentials));
          }
        },
      }),
      h('p', { class: 'aside' }, t`New here? `, h('a', { href: `/register${window.location.hash}` }, t`Create an account`)),
    ];
  }

  /** @param {{username: string, password: string, device: string}} credentials */
  #secondStep(credentials) {
    return [
      h('h1', null, t`One more step`),
      form({
        fields: [CODE_FIELD],
        action: t`Log in`,
        submit: async ({ code }) => this.#app.enter(await this.#app.session.logIn({ ...credentials, code: code.trim() })),
      }),
      h('p', { class: 'aside' }, h('button', { type: 'button', class: 'button', onclick: () => this.#show(false) }, t`Start again`)),
    ];
  }

  #register() {
    const { session } = this.#app;
    return [
      h('h1', null, t`Create an account`),
      form({
        fields: [
          { ...username, hint: t`At least 3 letters or digits; you log in with it.` },
          { name: 'display_name', label: t`Name (optional)`, hint: t`What others see. Your username if left empty.`,
            attributes: { autocomplete: 'name', maxlength: 64 } },
          passwordField('new-password', t`At least 8 characters; a few words are better than a few symbols.`),
        ],
        action: t`Create account`,
        submit: async ({ username: name, display_name, password }) =>
          this.#app.enter(
            await session.register({
              username: name.trim(), password, display_name: display_name.trim() || undefined, device: deviceName(),
              invitation: this.#app.router.route.id ?? undefined,
            }),
          ),
      }),
      h('p', { class: 'aside' }, t`Already have an account? `, h('a', { href: `/login${window.location.hash}` }, t`Log in`)),
    ];
  }
}

/** @param {string} autocomplete @param {string} [hint] @returns {Field} */
function passwordField(autocomplete, hint) {
  return { name: 'password', label: t`Password`, type: 'password', hint, attributes: { autocomplete } };
}

/** What the list of sessions calls this one, such as “Firefox on Linux”. */
function deviceName() {
  const agent = navigator.userAgent;
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name)) ?? 'Browser';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) => agent.includes(name));
  const named = browser === 'Edg' ? 'Edge' : browser;
  return system ? t`${named} on ${system}` : named;
}
