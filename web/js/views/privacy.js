// What others see of me.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';

/** @param {import('../app.js').App} app */
export function privacy(app) {
  const box = h('input', { type: 'checkbox', disabled: true });
  const element = h('div', null,
    h('label', { class: 'choice' }, box, t`Hide when I am online`),
    h('p', { class: 'hint muted' }, t`To others you look offline, and they do not see when you were last here.`));
  app.quietly(calls(app).visibility().then(({ hidden }) => {
    box.checked = hidden;
    box.disabled = false;
  }));
  box.addEventListener('change', async () => {
    const hidden = box.checked;
    if (!(await app.attempt(calls(app).hide(hidden)))) box.checked = !hidden;
  });
  return element;
}
