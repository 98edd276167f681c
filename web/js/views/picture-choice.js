// One's own picture: chosen from the device, or taken away.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { setAvatar } from '../wire/upload.js';
import { isPicture, personAvatar } from './avatar.js';

export class PictureChoice {
  #app;
  #shown = h('div', { class: 'own-picture' });
  #picker = h('input', { type: 'file', accept: 'image/png,image/jpeg,image/gif,image/webp', hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
  #choose = h('button', { type: 'button', class: 'button' }, t`Choose a picture`);
  #remove = h('button', { type: 'button', class: 'button', hidden: true }, t`Remove the picture`);
  /** @type {import('../types.js').User | null} */
  #me = null;
  element = h('div', { class: 'picture-choice' }, this.#shown, this.#picker, this.#choose, this.#remove);

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#choose.addEventListener('click', () => this.#picker.click());
    this.#remove.addEventListener('click', () => void this.#change(calls(app).removeAvatar()));
    this.#picker.addEventListener('change', () => {
      const file = this.#picker.files?.[0];
      this.#picker.value = '';
      if (file) void this.#change(setAvatar(app.files, file));
    });
  }

  /** @param {import('../types.js').State} state */
  update({ me }) {
    if (me === this.#me || !me) return;
    this.#me = me;
    this.#shown.replaceChildren(personAvatar(me, 'large'));
    this.#remove.hidden = !isPicture(me.avatar);
  }

  /** @param {Promise<import('../types.js').User>} work */
  async #change(work) {
    this.#choose.disabled = true;
    const done = await this.#app.attempt(work.then((user) => this.#app.store.dispatch({ type: 'me.updated', user })));
    this.#choose.disabled = false;
    if (done) this.#app.toasts.tell(t`Saved.`);
  }
}
