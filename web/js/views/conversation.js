// One chat: its head, its messages, the composer, and its details beside it.

import { copyText } from '../dom/clipboard.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { writersIn } from '../state/moments.js';
import { may, mayPin, silenceOf } from '../state/rules.js';
import { personOf, unsentIn } from '../state/selectors.js';
import { nameOf } from '../text/format.js';
import { counted, t } from '../text/words.js';
import { callable } from '../wire/callable.js';
import { UNSENT_MAX } from '../wire/outbox.js';
import { Undo } from '../wire/undo.js';
import { Announcer } from './announcer.js';
import { Composer } from './composer.js';
import { ConversationHead } from './conversation-head.js';
import { missingQuotes, readUpTo, rowsOf } from './conversation-rows.js';
import { Replying } from './replying.js';
import { Details } from './details.js';
import * as dialogs from './dialogs.js';
import { MessageList } from './message-list.js';
import { seenDeed } from './seen.js';
import { timelineTop } from './timeline-top.js';
import { Writers } from './writers.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */

/** What is done to a message comes when it is first done. */
const deeds = () => import('../wire/message-deeds.js');

export class Conversation {
  title = '';
  #app;
  #id;
  #head = new ConversationHead(() => this.#toggleDetails(this.#details.element.hidden));
  #messages;
  #jump = h('button', { type: 'button', class: 'jump', hidden: true });
  #writers = new Writers();
  #undo;
  #undoLine = h('p', { class: 'undo', hidden: true }, t`Sent. `);
  #announcer;
  #composer;
  #replying;
  #details;
  /** The first message that was new when one looked away, or came. @type {number | null} */
  #newFrom = null;
  #wasUnread = 0;
  /** Whether what is on screen was marked as unread. */
  #isForLater = false;
  #wasLive = false;
  /** The message that one is changing. @type {MessageRow | null} */
  #editing = null;
  /** @type {import('./message-editor.js').Edit | null} */
  #draft = null;
  /** What the server keeps of what was begun here, as last shown. @type {import('../types.js').Draft | null} */
  #kept = null;
  /** What the rows were last made of. @type {unknown[]} */
  #shown = [];
  #watch = () => this.#markRead();
  element;

  /** @param {import('../app.js').App} app @param {string} id */
  constructor(app, id) {
    this.#app = app;
    this.#id = id;
    const chat = app.store.state.chats[id];
    if (chat.unread > 0) this.#newFrom = chat.read_number + 1;
    this.#wasUnread = chat.unread;
    this.#announcer = new Announcer(app.clock);
    this.#replying = new Replying(app, id, () => this.update(app.store.state));
    this.#messages = new MessageList({
      actions: {
        retry: (clientId) => app.outbox.retry(clientId),
        discard: (clientId) => app.outbox.discard(clientId),
        reply: (message) => this.#reply(message),
        versions: (message) => dialogs.versions(app, message),
        open: (row) => void app.attempt(this.#open(row)),
        save: (row, text) => void app.attempt(this.#save(row, text)),
        cancel: () => this.#edit(null),
        react: (message, emoji) => void this.#react(message, emoji),
        names: (ids) => ids.map((id) => this.#nameOf(id)),
        meet: (message, emoji) => app.chats.meetReactors(message, emoji),
      },
      hands: app,
      nearBeginning: () => this.#loadBefore(),
      moved: () => this.#markRead(),
    });
    this.#composer = new Composer({
      label: t`Message ${chat.name}`,
      draft: app.drafts.of(id).body,
      send: (text, attachments) => this.#send(text, attachments),
      upload: (file, how) => app.files.upload(id, file, how),
      refused: (text) => app.toasts.warn(text),
      later: (text, attachments, taken) => this.#later(text, attachments, taken),
      typed: (text) => this.#typed(text),
      people: (part) => callable(app, id, part),
      editLast: () => this.#editLast(),
      unreply: () => this.#replying.end(),
      undo: () => this.#takeBack(),
    });
    this.#undo = new Undo({
      store: app.store, outbox: app.outbox, clock: app.clock,
      deleteMessage: async (message) => (await deeds()).deleteMessage(app, message),
      changed: () => void (this.#undoLine.hidden = !this.#undo.isPossible),
    });
    this.#undoLine.append(h('button', { type: 'button', class: 'link-button', title: t`Undo (Ctrl+Z in the empty field)`, onclick: () => this.#takeBack() }, t`Undo`));
    this.#details = new Details(app, id, () => this.#toggleDetails(false));
    this.#jump.addEventListener('click', () => this.#messages.toEnd());
    document.addEventListener('visibilitychange', this.#watch);
    this.element = h('div', { class: 'conversation' },
      h('section', { class: 'talk', 'aria-label': t`Conversation` },
        this.#head.element,
        h('div', { class: 'timeline-frame' }, this.#messages.element, this.#jump),
        h('div', { class: 'moments' }, this.#writers.element, this.#undoLine),
        this.#announcer.element,
        this.#composer.element),
      this.#details.element);
    this.#toggleDetails(app.isWide(), false);
    app.history.loadNewest(id);
    app.screen.show([id]);
  }

  /** @param {State} state */
  update(state) {
    const chat = state.chats[this.#id];
    if (!chat) return;
    this.title = chat.name;
    this.#head.update(chat, chat.direct_with ? state.presence[chat.direct_with.id] : undefined, new Date(this.#app.clock.now()));
    this.#composer.rename(t`Message ${chat.name}`);
    this.#showDraft(chat);
    this.#composer.silence(silenceOf(chat, this.#app.clock.now()));
    this.#composer.replyTo(this.#replying.quote(state));
    if (chat.unread > 0 && this.#wasUnread === 0 && !this.#watching()) this.#newFrom = chat.read_number + 1;
    this.#wasUnread = chat.unread;
    this.#showMessages(state, chat);
    this.#writers.show(writersIn(state, this.#id).map((id) => (state.people[id] ? nameOf(state.people[id]) : t`Somebody`)));
    this.#details.update(state);
  }

  /** With a keyboard at hand one writes at once; on a phone it would cover the messages. */
  focus() {
    if (window.matchMedia('(hover: hover)').matches) this.#composer.focus();
    else this.#head.focus();
  }

  destroy() {
    document.removeEventListener('visibilitychange', this.#watch);
    this.#messages.destroy();
    this.#announcer.destroy();
    this.#composer.destroy();
    this.#undo.forget();
    void this.#app.drafts.tell(this.#id);
    this.#app.screen.show([]);
    this.#app.store.dispatch({ type: 'timeline.closed', chat_id: this.#id });
  }

  /** What was written on another device, unless one is writing here. @param {MyChat} chat */
  #showDraft({ draft }) {
    if (draft === this.#kept || this.#app.drafts.isTyping(this.#id)) return;
    this.#kept = draft;
    if (draft) this.#composer.show(draft.body);
  }

  /** @param {State} state @param {MyChat} chat */
  #showMessages(state, chat) {
    const timeline = state.timelines[this.#id];
    const live = state.connection.phase === 'live';
    const now = new Date(this.#app.clock.now());
    const made = [timeline, state.outbox, state.people, state.me, state.blocks, state.quotes[this.#id], state.saved, live, chat.role, silenceOf(chat, now.getTime()), this.#draft, this.#newFrom, now.toDateString()];
    if (made.some((part, at) => part !== this.#shown[at])) {
      this.#shown = made;
      const rows = rowsOf({
        items: timeline?.items ?? [],
        unsent: unsentIn(state, this.#id),
        me: /** @type {import('../types.js').User} */ (state.me),
        person: (user) => personOf(state, user),
        newFrom: this.#newFrom,
        live,
        blocks: state.blocks,
        quotes: state.quotes[this.#id] ?? {},
        saved: state.saved,
        mayWrite: silenceOf(chat, now.getTime()) === null,
        mayDelete: may(chat.role, 'DeleteMessage'),
        mayReadVersions: may(chat.role, 'ReadVersions'),
        edit: this.#draft,
        now,
      });
      this.#app.quotes.want(this.#id, missingQuotes(rows));
      this.#messages.show(rows, { top: timelineTop(timeline, chat.name, () => this.#loadAgain()), loaded: timeline?.loaded ?? false });
      this.#announcer.hear(timeline, ({ author }) => author.id !== state.me?.id && !(author.id in state.blocks));
    }
    this.#showJump(chat);
    if (live && !this.#wasLive) this.#app.quietly(this.#app.bookmarks.load(this.#id));
    if (live && !this.#wasLive && timeline?.problem && !timeline.loaded) this.#app.history.loadNewest(this.#id);
    this.#wasLive = live;
  }

  /** @param {MyChat} chat */
  #showJump({ unread }) {
    this.#jump.hidden = this.#messages.atEnd;
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

  #watching() {
    return document.visibilityState === 'visible' && this.#messages.atEnd;
  }

  #markRead() {
    const chat = this.#app.store.state.chats[this.#id];
    if (!chat) return;
    this.#showJump(chat);
    const looks = document.visibilityState === 'visible' && !this.#isForLater;
    const items = this.#app.store.state.timelines[this.#id]?.items ?? [];
    const number = looks ? readUpTo(items, this.#messages.lastVisible()) : 0;
    if (number > 0) this.#app.readMarks.mark(this.#id, number);
  }

  /** @param {MessageRow} row */
  async #open(row) {
    const { message } = row;
    if (!message) return;
    const { toasts } = this.#app;
    const { deleteMessage, pinMessage, saveMessage } = await deeds();
    const pinned = message.pinned_at !== null;
    dialogs.aboutMessage(this.#app, row, (emoji) => void this.#react(message, emoji), [
      row.mayReply ? [t`Reply`, () => this.#reply(message)] : null,
      [t`Copy link`, () => void copyText(`${this.#app.origin}/chats/${this.#id}/${message.number}`, toasts)],
      message.body ? [t`Copy text`, () => void copyText(message.body, toasts)] : null,
      [row.saved ? t`Remove from saved` : t`Save`, () => void saveMessage(this.#app, message, !row.saved)],
      [t`Mark unread from here`, () => void this.#unread(message.number)],
      seenDeed(this.#app, message),
      mayPin(this.#app.store.state.chats[this.#id]) ? [pinned ? t`Unpin` : t`Pin`, () => void pinMessage(this.#app, message, !pinned)] : null,
      row.mine ? [t`Edit`, () => this.#edit(row)] : null,
    ], () => void deleteMessage(this.#app, message));
  }

  /** @param {import('../types.js').Message} message @param {string} emoji */
  #react(message, emoji) {
    return this.#app.attempt(deeds().then(({ react }) => react(this.#app, message, emoji)));
  }

  /** @param {string} userId */
  #nameOf(userId) {
    const { me, people } = this.#app.store.state;
    if (userId === me?.id) return t`You`;
    return people[userId] ? nameOf(people[userId]) : null;
  }

  /** What is on screen counts as unread until one opens the chat again. @param {number} number */
  async #unread(number) {
    const before = this.#newFrom;
    [this.#newFrom, this.#isForLater] = [number, true];
    if (!(await this.#app.readMarks.undo(this.#id, number - 1))) [this.#newFrom, this.#isForLater] = [before, false];
    this.update(this.#app.store.state);
  }

  /** Begins to change a message, or ends it. @param {MessageRow | null} row @param {string} [text] */
  #edit(row, text = row?.message?.body) {
    const before = this.#editing;
    this.#editing = row;
    this.#draft = row?.message ? { id: row.message.id, text: text ?? '' } : null;
    this.update(this.#app.store.state);
    if (before && !row) this.#messages.focusOn(before.key);
  }

  /** The last message that I wrote and may still change. */
  #editLast() {
    const row = /** @type {MessageRow | null} */ (this.#messages.lastOf((row) => row.kind === 'message' && row.mine && row.message !== null && !row.message.deleted_at));
    if (!row) return;
    this.#edit(row);
    this.#messages.reveal(row.key);
  }

  /** What was refused is in its field again. @param {MessageRow} row @param {string} text */
  async #save(row, text) {
    const { message } = row;
    this.#edit(null);
    if (!message || text === message.body) return;
    const { editMessage } = await deeds();
    if (await editMessage(this.#app, message, text)) return;
    if (!this.#editing) this.#edit(row, text);
  }

  /** @param {string} text */
  #typed(text) {
    const { drafts, screen } = this.#app;
    if (text.trim() !== '' && text.trim() !== drafts.of(this.#id).body.trim()) screen.writes(this.#id);
    drafts.write(this.#id, text, this.#replying.id);
  }

  /** @param {string} text @param {import('../types.js').Attachment[]} attachments */
  #send(text, attachments) {
    const entry = this.#app.outbox.add(this.#id, text, attachments, this.#replying.id);
    const taken = entry !== null;
    if (!taken) this.#app.toasts.warn(t`${UNSENT_MAX} messages are waiting to be sent. Wait until the connection is back.`);
    else [this.#newFrom, this.#isForLater] = [null, false];
    if (taken) this.#app.screen.sent(this.#id);
    if (taken) this.#app.drafts.sent(this.#id, text);
    if (taken) this.#messages.toEnd();
    if (entry) this.#undo.sent(entry);
    return taken;
  }

  /** What was just sent is in the field again. @returns {boolean} whether there was something */
  #takeBack() {
    const taken = this.#undo.take();
    if (!taken) return false;
    const { body, reply_to = null, attachments = [] } = taken.entry;
    this.#app.drafts.write(this.#id, this.#app.drafts.of(this.#id).body, reply_to);
    this.#composer.restore(body, attachments);
    this.update(this.#app.store.state);
    if (taken.filesAreGone) this.#app.toasts.tell(t`The files went with the message. Attach them again.`);
    void this.#app.attempt(taken.deleted);
    return true;
  }

  /** @param {string} text @param {import('../types.js').Attachment[]} attachments @param {() => void} taken */
  #later(text, attachments, taken) {
    dialogs.schedule(this.#app, this.#id, { body: text, reply_to: this.#replying.id, attachments }, () => {
      this.#replying.end();
      taken();
    });
  }

  /** @param {import('../types.js').Message} message */
  #reply(message) {
    this.#replying.begin(message);
    this.#composer.focus();
  }

  /** @param {boolean} open @param {boolean} [move] */
  #toggleDetails(open, move = true) {
    this.#details.element.hidden = !open;
    this.#head.setOpen(open, move && !open);
    this.element.classList.toggle('with-details', open);
    if (open) this.#details.opened(move);
  }
}
