// A second factor for log-ins: codes of an authenticator app.

import { form } from '../dom/form.js';
import { h } from '../dom/h.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { qrCode } from './qr-code.js';

/** @type {import('../dom/form.js').Field} */
export const CODE_FIELD = {
  name: 'code',
  label: t`Code`,
  hint: t`The six digits that your authenticator app shows, or one of your recovery codes.`,
  attributes: { autocomplete: 'one-time-code', autocapitalize: 'none', spellcheck: 'false', maxlength: 32 },
};

export class SecondFactor {
  #app;
  element = h('div', { class: 'second-factor' }, h('p', { class: 'muted' }, t`Loading…`));

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#load();
  }

  async #load() {
    try {
      const { is_on, recovery_codes_left } = await calls(this.#app).secondFactor();
      if (is_on) this.#shows(this.#on(recovery_codes_left));
      else this.#shows(this.#off());
    } catch (error) {
      this.#shows([h('p', { class: 'muted' }, explain(error))]);
    }
  }

  /** @param {Element[]} content */
  #shows(content) {
    this.element.replaceChildren(...content);
  }

  #off() {
    return [
      h('p', null, t`Whoever knows your password alone does not get in: logging in takes a code of an authenticator app as well.`),
      form({
        fields: [{ name: 'password', label: t`Your password`, type: 'password', attributes: { autocomplete: 'current-password' } }],
        action: t`Set up`,
        submit: async ({ password }) => this.#shows(this.#begun(await calls(this.#app).beginSecondFactor(password))),
      }),
    ];
  }

  /** @param {{secret: string, uri: string, qr_code: string[]}} shared */
  #begun({ secret, uri, qr_code }) {
    return [
      h('p', null, t`Scan this with your authenticator app:`),
      qrCode(qr_code, t`QR code with the secret for your authenticator app`),
      h('p', null, t`Or type it in:`, ' ', h('code', { class: 'secret' }, secret)),
      h('p', null, h('a', { href: uri }, t`Open the app on this device`)),
      form({
        fields: [{ ...CODE_FIELD, hint: t`What the app shows now.` }],
        action: t`Turn on`,
        submit: async ({ code }) => this.#shows(this.#confirmed(await calls(this.#app).confirmSecondFactor(code.trim()))),
      }),
    ];
  }

  /** @param {{recovery_codes: string[]}} codes */
  #confirmed({ recovery_codes }) {
    return [
      h('p', { role: 'status' }, t`It is on. Keep these codes where you find them without your phone; each lets you in once. They are not shown again.`),
      h('ul', { class: 'recovery-codes' }, recovery_codes.map((code) => h('li', null, h('code', null, code)))),
    ];
  }

  /** @param {number} left */
  #on(left) {
    return [
      h('p', null, t`It is on. Recovery codes left: ${left}.`),
      form({
        fields: [CODE_FIELD],
        action: t`Turn off`,
        submit: async ({ code }) => {
          await calls(this.#app).endSecondFactor(code.trim());
          await this.#load();
        },
      }),
    ];
  }
}
