// Where the link of an invitation leads: what the chat is, and the way in.

import { form } from '../dom/form.js';
import { bdi, h } from '../dom/h.js';
import { explain } from '../text/explain.js';
import { counted, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { acceptInvitation } from '../wire/chat-deeds.js';
import { chatAvatar } from './avatar.js';
import { backLink } from './back-link.js';
import { chatPasswordField } from './chat-fields.js';

/** @typedef {import('../types.js').InvitationPreview} InvitationPreview */

export class Invite {
  title = t`Invitation`;
  #app;
  #code;
  #heading = h('h1', { tabindex: '-1' }, t`Looking at the invitation…`);
  #place = h('div', { class: 'empty' }, this.#heading);
  element = h('div', { class: 'pane' }, h('header', { class: 'pane-head' }, backLink()), this.#place);

  /** @param {import('../app.js').App} app @param {string} code */
  constructor(app, code) {
    this.#app = app;
    this.#code = code;
    void this.#load();
  }

  update() {}

  focus() {
    this.#heading.focus();
  }

  async #load() {
    try {
      this.#show(await calls(this.#app).previewInvitation(this.#code));
    } catch (error) {
      this.#heading.textContent = t`No way in here`;
      this.#place.replaceChildren(this.#heading, h('p', null, explain(error)), h('a', { class: 'button', href: '/' }, t`To my chats`));
    }
  }

  /** @param {InvitationPreview} preview */
  #show({ chat_id, name, description, member_count, is_member, needs_password }) {
    this.title = name;
    this.#heading.replaceChildren(bdi(name));
    this.#place.replaceChildren(
      chatAvatar({ id: chat_id, name }, 'large'), this.#heading,
      h('p', { dir: 'auto' }, description),
      h('p', { class: 'muted' }, counted(member_count, 'member')),
      is_member
        ? h('a', { class: 'button primary', href: `/chats/${chat_id}` }, t`You are in this chat: open it`)
        : form({
            fields: needs_password ? [chatPasswordField(t`Password of the chat`)] : [],
            action: t`Accept the invitation`,
            submit: async ({ password }) => {
              const chat = await acceptInvitation(this.#app, this.#code, password);
              this.#app.router.go(`/chats/${chat.id}`);
            },
          }));
  }
}
