// Whether this device tells me of messages while I am away, and when I am left alone.

import { form } from '../dom/form.js';
import { h } from '../dom/h.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';

/** @typedef {import('../wire/push.js').PushState} PushState */
/** @typedef {import('../types.js').QuietHours} QuietHours */

/** @type {Record<PushState, string>} */
const TEXTS = {
  on: t`This device tells you of messages while nobody looks at this page.`,
  off: t`This device does not tell you of messages while this page is closed.`,
  blocked: t`Your browser does not let this page show notifications. Allow them in its settings for this page.`,
  impossible: t`This browser, or this server, cannot send notifications to this device.`,
};

export class Notifications {
  #app;
  #device = h('div', null, h('p', { class: 'muted' }, t`Loading…`));
  #quiet = h('div');
  element = h('div', { class: 'notifications' }, this.#device, this.#quiet);

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#load();
  }

  async #load() {
    try {
      const [push, hours] = await Promise.all([this.#app.push(), calls(this.#app).quietHours()]);
      this.#showDevice(await push.state());
      this.#showQuiet(hours);
    } catch (error) {
      this.#device.replaceChildren(h('p', { class: 'muted' }, explain(error)));
    }
  }

  /** @param {PushState} state */
  #showDevice(state) {
    const button = h('button', { type: 'button', class: 'button' }, state === 'on' ? t`Turn off on this device` : t`Turn on on this device`);
    button.addEventListener('click', async () => {
      button.disabled = true;
      await this.#app.attempt(this.#turn(state));
      button.disabled = false;
    });
    const text = h('p', { role: 'status' }, TEXTS[state]);
    const hadFocus = this.#device.contains(this.#device.ownerDocument.activeElement);
    this.#device.replaceChildren(text, ...(state === 'on' || state === 'off' ? [button] : []));
    if (hadFocus) button.focus();
  }

  /** @param {PushState} state */
  async #turn(state) {
    const push = await this.#app.push();
    if (state === 'on') await push.turnOff();
    this.#showDevice(state === 'on' ? 'off' : await push.turnOn());
  }

  /** @param {QuietHours} hours */
  #showQuiet(hours) {
    const { toasts } = this.#app;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const end = h('button', { type: 'button', class: 'button' }, t`No quiet hours`);
    end.addEventListener('click', async () => {
      if (await this.#app.attempt(calls(this.#app).endQuietHours())) this.#showQuiet({ from: null, to: null, time_zone: null });
    });
    this.#quiet.replaceChildren(
      h('h3', null, t`Quiet hours`),
      h('p', { class: 'hint muted' }, hours.from ? t`Every day, by the clock of ${hours.time_zone ?? ''}, none of your devices is told.` : t`Between these times, none of your devices is told.`),
      form({
        fields: [
          { name: 'from', label: t`From`, type: 'time', value: hours.from ?? '22:00' },
          { name: 'to', label: t`Until`, type: 'time', value: hours.to ?? '07:00' },
        ],
        action: t`Save`,
        more: hours.from ? [end] : [],
        submit: async ({ from, to }) => {
          this.#showQuiet(await calls(this.#app).setQuietHours({ from, to, time_zone: timeZone }));
          toasts.tell(t`Saved.`);
        },
      }));
  }
}
