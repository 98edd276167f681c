// Above a conversation: which chat it is, who is in it, and the way to its details.

import { bdi, h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { counted, t } from '../text/words.js';
import { chatAvatar } from './avatar.js';
import { backLink } from './back-link.js';
import { presenceText } from './presence.js';

export class ConversationHead {
  #avatar = h('span', { class: 'head-avatar' });
  #title = h('h1', { tabindex: '-1' });
  #about = h('p', { class: 'muted' });
  #more = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Details and members`, 'aria-expanded': 'false' }, icon('details'));
  element = h('header', { class: 'pane-head' }, backLink(), this.#avatar, h('div', { class: 'pane-words' }, this.#title, this.#about), this.#more);

  /** @param {() => void} toggle  opens the details, or closes them */
  constructor(toggle) {
    this.#more.addEventListener('click', toggle);
  }

  /** @param {import('../types.js').MyChat} chat @param {import('../types.js').Presence | undefined} seen  the other one of a direct chat @param {Date} now */
  update(chat, seen, now) {
    if (this.#title.textContent !== chat.name || !this.#avatar.firstChild) {
      this.#title.replaceChildren(bdi(chat.name));
      this.#avatar.replaceChildren(chatAvatar(chat));
    }
    const members = chat.direct_with ? presenceText(seen, now) : counted(chat.member_count, 'member');
    setText(this.#about, chat.description ? `${members} · ${chat.description}` : members);
  }

  focus() {
    this.#title.focus();
  }

  /** Whether the details are open, and whether the focus comes back from them. @param {boolean} open @param {boolean} back */
  setOpen(open, back) {
    this.#more.setAttribute('aria-expanded', String(open));
    if (back) this.#more.focus();
  }
}
