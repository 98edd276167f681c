// My own page: who I am to others, password, appearance, sessions.

import { confirmed } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { keep } from '../dom/kept.js';
import { THEMES, chooseTheme, theme } from '../dom/theme.js';
import { KEY, LANGUAGES, language, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { account } from './account.js';
import { backLink } from './back-link.js';
import { isPicture } from './avatar.js';
import { BlockList } from './block.js';
import { Notifications } from './notifications.js';
import { PictureChoice } from './picture-choice.js';
import { privacy } from './privacy.js';
import { SecondFactor } from './second-factor.js';
import { SessionList } from './session-list.js';

export class Profile {
  title = t`Profile`;
  #app;
  #heading = h('h1', { tabindex: '-1' }, t`Profile`);
  #blocks;
  #picture;
  #server = section(t`This server`, h('a', { class: 'button', href: '/admin' }, t`Look after the accounts`));
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    const sessions = new SessionList(app);
    this.#picture = new PictureChoice(app);
    this.#blocks = new BlockList(app);
    this.element = h('div', { class: 'pane profile' },
      h('header', { class: 'pane-head' },
        backLink(), this.#heading),
      h('div', { class: 'pane-body' },
        section(t`You`, this.#person()),
        section(t`Picture`, this.#picture.element),
        section(t`Privacy`, privacy(app)),
        section(t`Notifications`, new Notifications(app).element),
        section(t`Appearance`, appearance()),
        section(t`Language`, languages()),
        section(t`Keyboard`, h('button', { type: 'button', class: 'button', onclick: () => app.open(import('./shortcuts.js'), (of) => of.shortcutsDialog()) }, t`Show all shortcuts`)),
        section(t`Password`, this.#password()),
        section(t`Second factor`, new SecondFactor(app).element),
        section(t`Where you are logged in`, sessions.element),
        section(t`Blocked people`, this.#blocks.element),
        this.#server,
        section(t`Your data`, account(app)),
        section(t`This device`, h('button', { type: 'button', class: 'button', onclick: () => this.#logOut() }, icon('leave'), t`Log out`))));
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    this.#blocks.update(state);
    this.#picture.update(state);
    this.#server.hidden = !state.me?.is_admin;
  }

  focus() {
    this.#heading.focus();
  }

  #person() {
    const { store, toasts } = this.#app;
    const me = store.state.me;
    return form({
      fields: [
        { name: 'display_name', label: t`Name`, value: me?.display_name ?? '', attributes: { autocomplete: 'name', maxlength: 64 } },
        { name: 'username', label: t`Username`, value: me?.username ?? '',
          attributes: { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 64 } },
        { name: 'avatar', label: t`Emoji or letters`, value: isPicture(me?.avatar) ? '' : me?.avatar ?? '',
          hint: t`Instead of a picture: one emoji, or up to two letters. Empty: the first letters of your name.`,
          attributes: { autocomplete: 'off', class: 'short', maxlength: 32 } },
      ],
      action: t`Save`,
      submit: async ({ username, display_name, avatar }) => {
        const symbol = avatar.trim();
        const kept = symbol === '' && isPicture(store.state.me?.avatar) ? {} : { avatar: symbol || null };
        const changes = { username: username.trim(), display_name: display_name.trim(), ...kept };
        store.dispatch({ type: 'me.updated', user: await calls(this.#app).updateMe(changes) });
        toasts.tell(t`Saved.`);
      },
    });
  }

  #password() {
    const { toasts } = this.#app;
    /** @type {HTMLFormElement} */
    const element = form({
      fields: [
        { name: 'current_password', label: t`Current password`, type: 'password', attributes: { autocomplete: 'current-password' } },
        { name: 'new_password', label: t`New password`, type: 'password', hint: t`Ends your other sessions.`, attributes: { autocomplete: 'new-password' } },
      ],
      action: t`Change password`,
      submit: async ({ current_password, new_password }) => {
        await calls(this.#app).changePassword(current_password, new_password);
        element.reset();
        toasts.tell(t`Your password is changed. Other sessions have ended.`);
      },
    });
    return element;
  }

  async #logOut() {
    const unsent = this.#app.store.state.outbox.length;
    if (unsent > 0) {
      const text = t`Messages that were not sent yet are discarded.`;
      if (!(await confirmed({ title: t`Log out?`, text, action: t`Log out`, danger: true }))) return;
    }
    await this.#app.logOut();
  }
}

/** @param {string} title @param {HTMLElement} content */
function section(title, content) {
  return h('section', { class: 'card', 'aria-label': title }, h('h2', null, title), content);
}

/** The page begins anew in the language that was chosen. */
function languages() {
  const select = h('select', { 'aria-label': t`Language` }, Object.entries(LANGUAGES).map(([value, name]) => h('option', { value, lang: value }, name)));
  select.value = language;
  select.addEventListener('change', () => {
    keep(KEY, select.value);
    window.location.reload();
  });
  return select;
}

function appearance() {
  const chosen = theme();
  const choices = Object.entries(THEMES).map(([value, text]) =>
    h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'theme', value, checked: value === chosen }), text));
  const group = h('fieldset', { class: 'choices' }, h('legend', { class: 'visually-hidden' }, t`Theme`), choices);
  group.addEventListener('change', (event) => chooseTheme(/** @type {HTMLInputElement} */ (event.target).value));
  return group;
}
