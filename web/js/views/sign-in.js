// Log in and register.

import { form } from '../dom/form.js';
import { h, setText } from '../dom/h.js';

/** @typedef {import('../dom/form.js').Field} Field */

/** @type {Field} */
const username = {
  name: 'username',
  label: 'Username',
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
    const notice = state.signed_out_because ?? (id && CARRIERS.has(name) ? 'You are invited to a chat. Log in, or create an account.' : '');
    if ((name === 'register') !== this.#registering) this.#show(name === 'register');
    setText(this.#notice, notice);
    this.#notice.hidden = notice === '';
    document.title = this.#registering ? 'Register · dialogo' : 'Log in · dialogo';
  }

  /** @param {boolean} registering */
  #show(registering) {
    this.#registering = registering;
    this.#place.replaceChildren(...(registering ? this.#register() : this.#logIn()));
    queueMicrotask(() => this.#place.querySelector('input')?.focus());
  }

  #logIn() {
    const { session } = this.#app;
    return [
      h('h1', null, 'Log in'),
      form({
        fields: [username, passwordField('current-password')],
        action: 'Log in',
        submit: async (values) =>
          this.#app.enter(
            await session.logIn({ username: values.username.trim(), password: values.password, device: deviceName() }),
          ),
      }),
      h('p', { class: 'aside' }, 'New here? ', h('a', { href: `/register${window.location.hash}` }, 'Create an account')),
    ];
  }

  #register() {
    const { session } = this.#app;
    return [
      h('h1', null, 'Create an account'),
      form({
        fields: [
          { ...username, hint: 'At least 3 letters or digits; you log in with it.' },
          { name: 'display_name', label: 'Name (optional)', hint: 'What others see. Your username if left empty.',
            attributes: { autocomplete: 'name', maxlength: 64 } },
          passwordField('new-password', 'At least 8 characters; a few words are better than a few symbols.'),
        ],
        action: 'Create account',
        submit: async ({ username: name, display_name, password }) =>
          this.#app.enter(
            await session.register({
              username: name.trim(), password, display_name: display_name.trim() || undefined, device: deviceName(),
            }),
          ),
      }),
      h('p', { class: 'aside' }, 'Already have an account? ', h('a', { href: `/login${window.location.hash}` }, 'Log in')),
    ];
  }
}

/** @param {string} autocomplete @param {string} [hint] @returns {Field} */
function passwordField(autocomplete, hint) {
  return { name: 'password', label: 'Password', type: 'password', hint, attributes: { autocomplete } };
}

/** What the list of sessions calls this one, such as “Firefox on Linux”. */
function deviceName() {
  const agent = navigator.userAgent;
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name)) ?? 'Browser';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) => agent.includes(name));
  const named = browser === 'Edg' ? 'Edge' : browser;
  return system ? `${named} on ${system}` : named;
}
