// Beside the conversation: what the chat is, who is in it, and what one may do with it.

import { bdi, h, setText } from '../dom/h.js';
import { confirmed } from '../dom/dialog.js';
import { icon } from '../dom/icons.js';
import { KeyedList } from '../dom/keyed.js';
import { may } from '../state/rules.js';
import { personOf } from '../state/selectors.js';
import { badgeText } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { leaveChat, notify } from '../wire/chat-deeds.js';
import { chatAvatar } from './avatar.js';
import { memberRow } from './member-row.js';
import { Notify } from './notify.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */

/** As high as a member is, until those that come first are there. */
const MEMBER_REM = 3;
const FIRST_MAX = 100;

export class Details {
  #app;
  #id;
  #close;
  #title = h('h2', { tabindex: '-1' }, t`Details`);
  #who = h('div', { class: 'details-who' });
  #about = h('p', { class: 'about', dir: 'auto' });
  #facts = h('ul', { class: 'facts' });
  #count = h('h3');
  #list = h('ul', { class: 'member-list' });
  #rows;
  #notify;
  #more = h('button', { type: 'button', class: 'button', hidden: true }, t`Show more`);
  #add = h('button', { type: 'button', class: 'button' }, icon('plus'), t`Add people`);
  #invite = h('button', { type: 'button', class: 'button' }, icon('link'), t`Invite by link`);
  #pins = h('button', { type: 'button', class: 'button' }, icon('pin'), t`Pinned messages`);
  #waiting = h('span', { class: 'tag' });
  #requests = h('button', { type: 'button', class: 'button' }, icon('person'), t`Requests to join`, this.#waiting);
  #reported = h('span', { class: 'tag' });
  #reports = h('button', { type: 'button', class: 'button' }, icon('flag'), t`Reported messages`, this.#reported);
  #bans = h('button', { type: 'button', class: 'button' }, icon('hidden'), t`Banned people`);
  #log = h('button', { type: 'button', class: 'button' }, icon('details'), t`Who did what`);
  #settings = h('button', { type: 'button', class: 'button' }, icon('settings'), t`Chat settings`);
  #scheduled = h('button', { type: 'button', class: 'button' }, icon('clock'), t`Scheduled messages`);
  #leave = h('button', { type: 'button', class: 'button' }, icon('leave'), t`Leave chat`);
  element;

  /** @param {import('../app.js').App} app @param {string} id @param {() => void} close */
  constructor(app, id, close) {
    this.#app = app;
    this.#id = id;
    this.#close = close;
    /** @param {import('../types.js').Member} member */
    const open = (member) => app.open(import('./member-dialog.js'), (of) => of.memberDialog(app, id, member));
    this.#rows = new KeyedList(this.#list, (/** @type {import('./member-row.js').MemberRow} */ row) => memberRow(row, open));
    this.#notify = new Notify((level) => void notify(app, id, level));
    this.element = h('aside', { class: 'details', 'aria-label': t`Details and members`, hidden: true },
      h('header', { class: 'pane-head' }, this.#title,
        h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Close details`, onclick: close }, icon('close'))),
      h('div', { class: 'details-body', tabindex: '0', role: 'group', 'aria-label': t`Details` },
        this.#who, this.#facts, this.#notify.element, this.#count, this.#list, this.#more,
        h('div', { class: 'details-actions' }, this.#pins, this.#add, this.#invite, this.#requests, this.#reports, this.#scheduled, this.#bans, this.#log, this.#settings, this.#leave)));
    this.#more.addEventListener('click', () => app.attempt(app.chats.loadMembers(id, true)));
    this.#add.addEventListener('click', () => app.open(import('./find-people.js'), (of) => of.addPeopleDialog(app, id)));
    this.#invite.addEventListener('click', () => app.open(import('./invitations.js'), (of) => of.invitationsDialog(app, id)));
    this.#requests.addEventListener('click', () => app.open(import('./join-requests.js'), (of) => of.joinRequestsDialog(app, id)));
    this.#reports.addEventListener('click', () => app.open(import('./reports.js'), (of) => of.reportsDialog(app, id)));
    this.#pins.addEventListener('click', () => app.open(import('./pins.js'), (of) => of.pinsDialog(app, id)));
    this.#bans.addEventListener('click', () => app.open(import('./ban-list.js'), (of) => of.banListDialog(app, id)));
    this.#log.addEventListener('click', () => app.open(import('./audit.js'), (of) => of.chatLogDialog(app, id)));
    this.#settings.addEventListener('click', () => app.open(import('./chat-settings.js'), (of) => of.chatSettingsDialog(app, id)));
    this.#scheduled.addEventListener('click', () => app.open(import('./scheduled.js'), (of) => of.scheduledDialog(app)));
    this.#leave.addEventListener('click', () => this.#askToLeave());
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
    });
  }

  /** @param {boolean} open @param {boolean} move  take the focus along */
  show(open, move) {
    this.element.hidden = !open;
    if (!open) return;
    this.#app.quietly(this.#app.chats.loadMembers(this.#id));
    if (move) this.#title.focus();
    this.update(this.#app.store.state);
  }

  /** @param {State} state */
  update(state) {
    const chat = state.chats[this.#id];
    if (!chat || this.element.hidden) return;
    this.#showWho(chat);
    setText(this.#about, chat.description ?? '');
    this.#about.hidden = !chat.description;
    this.#showFacts(chat);
    this.#notify.show(chat.notifications);
    setText(this.#count, t`Members (${chat.member_count})`);
    const list = state.members[this.#id];
    this.#rows.show(
      (list?.items ?? []).map((member) => ({
        key: member.user.id,
        member,
        user: personOf(state, member.user),
        me: member.user.id === state.me?.id,
        seen: state.presence[member.user.id],
      })),
    );
    this.#list.style.minBlockSize = list ? '' : `${MEMBER_REM * Math.min(chat.member_count, FIRST_MAX)}rem`;
    this.#more.hidden = !list?.next_cursor;
    this.#add.hidden = this.#invite.hidden = !may(chat.role, 'Invite');
    this.#requests.hidden = !may(chat.role, 'Invite') || !(chat.join_requests || chat.requests_waiting > 0);
    this.#reports.hidden = !may(chat.role, 'JudgeReports');
    showCount(this.#waiting, chat.requests_waiting);
    showCount(this.#reported, chat.reports_open);
    this.#bans.hidden = !may(chat.role, 'Ban');
    this.#log.hidden = !may(chat.role, 'ReadLog');
    this.#settings.hidden = !may(chat.role, 'ChangeChat');
    this.#leave.hidden = chat.direct_with !== null;
  }

  /** @param {MyChat} chat */
  #showWho(chat) {
    const key = `${chat.name} ${chat.direct_with?.avatar}`;
    if (this.#who.dataset.shows === key) return;
    this.#who.dataset.shows = key;
    this.#who.replaceChildren(chatAvatar(chat, 'huge'), bdi(chat.name), this.#about);
  }

  /** @param {MyChat} chat */
  #showFacts({ visibility, has_password }) {
    const key = `${visibility} ${has_password}`;
    if (this.#facts.dataset.shows === key) return;
    this.#facts.dataset.shows = key;
    if (visibility === 'direct') {
      this.#facts.replaceChildren(h('li', null, icon('hidden'), t`Only the two of you`));
      return;
    }
    this.#facts.replaceChildren(
      visibility === 'public'
        ? h('li', null, icon('globe'), t`Public: anyone can find it`)
        : h('li', null, icon('hidden'), t`Private: not listed`),
      h('li', null, icon('lock'), has_password ? t`A password is needed to join` : t`No password to join`));
  }

  async #askToLeave() {
    const chat = this.#app.store.state.chats[this.#id];
    if (!chat) return;
    if (chat.role === 'owner') {
      const alone = chat.member_count === 1;
      this.#app.toasts.warn(alone
        ? t`You own this chat and are alone in it. Delete it in its settings.`
        : t`You own this chat. Choose a member to be its owner first, or delete it in its settings.`);
      return;
    }
    const text = phrase`You will no longer see what is written in ${bdi(chat.name)}. You can join again later.`;
    if (await confirmed({ title: t`Leave this chat?`, text, action: t`Leave`, danger: true })) {
      this.#app.router.go('/');
      void leaveChat(this.#app, this.#id);
    }
  }
}

/** How many wait to be answered. @param {HTMLElement} tag @param {number} count */
function showCount(tag, count) {
  setText(tag, badgeText(count));
  tag.hidden = !count; // what an earlier version has kept has no such number
}
