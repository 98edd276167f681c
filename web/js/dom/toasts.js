// Short notes about what went wrong or well, away after a while or at a click.

import { t } from '../text/words.js';
import { h } from './h.js';
import { icon } from './icons.js';

const SHOWN_MS = 8_000;
const SHOWN_MAX = 4;

export class Toasts {
  #styles;
  element = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite', 'aria-label': t`Notes` });

  /** @param {(names: string[]) => Promise<unknown>} styles */
  constructor(styles) {
    this.#styles = styles;
  }

  /** @param {string} text */
  tell(text) {
    void this.#show(text, 'toast');
  }

  /** @param {string} text */
  warn(text) {
    void this.#show(text, 'toast warning');
  }

  /** Something that can be done now, and stays until it is or is dismissed. @param {string} text @param {string} label @param {() => void} deed */
  offer(text, label, deed) {
    void this.#show(text, 'toast offer', h('button', { type: 'button', class: 'button primary', onclick: deed }, label));
  }

  /** @param {string} text @param {string} className @param {HTMLElement | null} [deed] */
  async #show(text, className, deed = null) {
    await this.#styles(['toasts']).catch(() => {}); // rather bare than not at all
    for (const shown of this.element.querySelectorAll('.toast-text')) {
      if (shown.textContent === text) return;
    }
    const close = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Dismiss` }, icon('close'));
    const toast = h('div', { class: className }, h('span', { class: 'toast-text', dir: 'auto' }, text), deed, close);
    close.addEventListener('click', () => toast.remove());
    this.element.append(toast);
    while (this.element.childElementCount > SHOWN_MAX) this.element.firstElementChild?.remove();
    if (!deed) leaveLater(toast);
  }
}

/** Stays while it is pointed at or focused. @param {HTMLElement} toast */
function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(':hover, :focus-within')) leaveLater(toast);
    else toast.remove();
  }, SHOWN_MS);
}
