// What one reads of a conversation: its messages, where the new ones begin, and how far one has read.

import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { may, silenceOf } from '../state/rules.js';
import { personOf, unsentIn } from '../state/selectors.js';
import { counted, t } from '../text/words.js';
import { missingQuotes, readUpTo, rowsOf } from './conversation-rows.js';
import { missingKinds } from './kinds.js';
import { MessageList } from './message-list.js';
import { timelineTop } from './timeline-top.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').Timeline} Timeline */

/**
 * @typedef {object} ReadingParts
 * @property {import('./message-row.js').MessageActions} actions
 * @property {() => string | null} repliedTo
 * @property {() => import('./message-editor.js').Edit | null} edit
 * @property {() => void} came  what shows something of it did: all of the view is to look again
 */

export class Reading {
  #app;
  #id;
  #parts;
  #jump = h('button', { type: 'button', class: 'jump', hidden: true });
  list;
  /** The first message that was new when one looked away, or came. @type {number | null} */
  newFrom = null;
  /** Whether what is on screen was marked as unread. */
  isForLater = false;
  #wasUnread;
  #wasLive = false;
  /** What shows some of the messages did not come: their words are shown as they were typed. */
  #goesWithout = false;
  /** What the rows were last made of. @type {unknown[]} */
  #shown = [];
  #watch = () => this.markRead();
  element;

  /** @param {import('../app.js').App} app @param {string} id @param {ReadingParts} parts */
  constructor(app, id, parts) {
    this.#app = app;
    this.#id = id;
    this.#parts = parts;
    const { unread, read_number } = app.store.state.chats[id];
    if (unread > 0) this.newFrom = read_number + 1;
    this.#wasUnread = unread;
    this.list = new MessageList({ actions: parts.actions, hands: app, nearBeginning: () => this.#loadBefore(), moved: this.#watch });
    this.#jump.addEventListener('click', () => this.list.toEnd());
    document.addEventListener('visibilitychange', this.#watch);
    this.element = h('div', { class: 'timeline-frame' }, this.list.element, this.#jump);
  }

  destroy() {
    document.removeEventListener('visibilitychange', this.#watch);
    this.list.destroy();
  }

  /** @param {State} state */
  update(state) {
    const chat = state.chats[this.#id];
    if (!chat) return;
    if (chat.unread > 0 && this.#wasUnread === 0 && !(isVisible() && this.list.atEnd)) this.newFrom = chat.read_number + 1;
    this.#wasUnread = chat.unread;
    const timeline = state.timelines[this.#id];
    const live = state.connection.phase === 'live';
    this.#show(state, chat, timeline, live);
    this.#showJump(chat);
    if (live && !this.#wasLive) this.#begun(timeline);
    this.#wasLive = live;
  }

  /** Nothing is new to whoever has just written. */
  wrote() {
    [this.newFrom, this.isForLater] = [null, false];
    this.list.toEnd();
  }

  markRead() {
    const { store, live } = this.#app;
    const chat = store.state.chats[this.#id];
    if (!chat) return;
    this.#showJump(chat);
    const looks = isVisible() && !this.isForLater;
    const number = looks ? readUpTo(store.state.timelines[this.#id]?.items ?? [], this.list.lastVisible()) : 0;
    if (number > 0) live?.readMarks.mark(this.#id, number);
  }

  /** @param {State} state @param {MyChat} chat @param {Timeline | undefined} timeline @param {boolean} live */
  #show(state, chat, timeline, live) {
    const now = new Date(this.#app.clock.now());
    const silence = silenceOf(chat, now.getTime());
    const quotes = state.quotes[this.#id];
    const [repliedTo, edit] = [this.#parts.repliedTo(), this.#parts.edit()];
    const made = [timeline, state.outbox, state.people, state.me, state.blocks, quotes, state.saved, repliedTo, live, chat.role, silence, edit, this.newFrom, this.#goesWithout, now.toDateString()];
    const items = timeline?.items ?? [];
    const unsent = unsentIn(state, this.#id);
    if (made.every((part, at) => part === this.#shown[at]) || !this.#canShow([...items, ...unsent, { body: '', reply_to: repliedTo }])) return;
    this.#shown = made;
    // The line stands above the first new message, and if that is further back, nowhere: it would move when history comes.
    const reaches = !timeline?.has_before || this.newFrom === null || items[0].number <= this.newFrom;
    const rows = rowsOf({
      items,
      unsent,
      me: /** @type {import('../types.js').User} */ (state.me),
      person: (user) => personOf(state, user),
      newFrom: reaches ? this.newFrom : null,
      live,
      blocks: state.blocks,
      quotes: quotes ?? {},
      saved: state.saved,
      mayWrite: silence === null,
      mayDelete: may(chat.role, 'DeleteMessage'),
      mayReadVersions: may(chat.role, 'ReadVersions'),
      edit,
      without: this.#goesWithout,
      now,
    });
    this.#app.quotes.want(this.#id, missingQuotes(rows));
    this.list.show(rows, { top: timelineTop(timeline, chat.name, () => this.#loadAgain()), loaded: timeline?.loaded ?? false, from: reaches ? 'new' : rows[0].key });
  }

  /** Whether there is what shows these messages; else it is on its way. If it does not come, they are shown without it until it does. @param {Parameters<typeof missingKinds>[1]} said */
  #canShow(said) {
    const missing = missingKinds(this.#app, said);
    if (!missing) return true;
    missing.then(() => false, () => true).then((without) => {
      this.#goesWithout = without;
      this.#parts.came();
    });
    if (this.#shown.length === 0) this.list.show([], { top: timelineTop(undefined, '', () => {}), loaded: false });
    return this.#goesWithout;
  }

  /** The connection is there: what was on screen before it is told now. @param {Timeline | undefined} timeline */
  #begun(timeline) {
    const { live, history } = this.#app;
    live?.screen.show([this.#id]);
    if (live) this.#app.quietly(live.bookmarks.load(this.#id));
    this.markRead();
    if (timeline?.problem && !timeline.loaded) history.loadNewest(this.#id);
  }

  /** @param {MyChat} chat */
  #showJump({ unread }) {
    this.#jump.hidden = this.list.atEnd;
    const text = unread > 0 ? counted(unread, 'new message') : t`To the newest`;
    if (this.#jump.dataset.text === text) return;
    this.#jump.dataset.text = text;
    this.#jump.replaceChildren(icon('down'), text);
  }

  #loadAgain() {
    const { store, history } = this.#app;
    if (store.state.timelines[this.#id]?.loaded) history.loadBefore(this.#id);
    else history.loadNewest(this.#id);
  }

  #loadBefore() {
    // After a failure it is the reader who says when to try again.
    if (!this.#app.store.state.timelines[this.#id]?.problem) this.#app.history.loadBefore(this.#id);
  }
}

function isVisible() {
  return document.visibilityState === 'visible';
}
