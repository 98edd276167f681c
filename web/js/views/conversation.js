// One chat: what was said, and the field where one writes. What else one can do here comes a moment later (conversation-more.js).

import { whenIdle } from '../dom/frames.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { may, silenceOf } from '../state/rules.js';
import { personOf, unsentIn } from '../state/selectors.js';
import { nameOf } from '../text/format.js';
import { counted, t } from '../text/words.js';
import { UNSENT_MAX } from '../wire/outbox.js';
import { Composer } from './composer.js';
import { ConversationHead } from './conversation-head.js';
import { missingQuotes, readUpTo, rowsOf } from './conversation-rows.js';
import { kinds, missingKinds } from './kinds.js';
import { MessageList } from './message-list.js';
import { Replying } from './replying.js';
import { timelineTop } from './timeline-top.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */
/** @typedef {import('./conversation-more.js').ConversationMore} More */

export class Conversation {
  title = '';
  #app;
  #id;
  #head = new ConversationHead(() => this.#toggleDetails(!this.#isOpen));
  #messages;
  #jump = h('button', { type: 'button', class: 'jump', hidden: true });
  /** Keeps its place when it is empty, so that the messages do not jump. */
  #moments = h('div', { class: 'moments' });
  #composer;
  #replying;
  /** @type {More | null} */
  #more = null;
  /** @type {Promise<More> | null} */
  #coming = null;
  /** Whether the details are. */
  #isOpen = false;
  #isGone = false;
  /** The first message that was new when one looked away, or came. @type {number | null} */
  #newFrom = null;
  #wasUnread = 0;
  /** Whether what is on screen was marked as unread. */
  #isForLater = false;
  #wasLive = false;
  /** The last message when the first ones were there. @type {number | null} */
  #seen = null;
  /** What shows some of the messages did not come: their words are shown as they were typed. */
  #goesWithout = false;
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
    this.#replying = new Replying(app, id, () => this.update(app.store.state));
    this.#messages = new MessageList({
      actions: {
        retry: (clientId) => app.outbox.retry(clientId),
        discard: (clientId) => app.outbox.discard(clientId),
        versions: (message) => this.#with((more) => more.versions(message)),
        open: (row) => this.#with((more) => more.open(row)),
        bar: (bar, row) => this.#with((more) => more.bar(bar, row)),
        editor: (row) => /** @type {More} */ (this.#more).editor(row), // nothing is changed before it is there
        react: (message, emoji) => this.#with((more) => more.react(message, emoji)),
        names: (ids) => ids.map((id) => this.#nameOf(id)),
        meet: async (message, emoji) => (await this.#load()).meetReactors(message, emoji),
      },
      hands: app,
      nearBeginning: () => this.#loadBefore(),
      moved: () => this.#markRead(),
    });
    this.#composer = new Composer({
      label: t`Message ${chat.name}`,
      draft: app.drafts.of(id).body,
      more: async (form, area, changed) => (await this.#load()).forComposer(form, area, changed),
      send: (text, attachments) => this.#send(text, attachments),
      refused: (text) => app.toasts.warn(text),
      later: (text, attachments, taken) => this.#later(text, attachments, taken),
      typed: (text) => this.#typed(text),
      editLast: () => this.#editLast(),
      unreply: () => this.#replying.end(),
      undo: () => this.#more?.takeBack() ?? false,
    });
    this.#jump.addEventListener('click', () => this.#messages.toEnd());
    document.addEventListener('visibilitychange', this.#watch);
    this.element = h('div', { class: 'conversation' },
      h('section', { class: 'talk', 'aria-label': t`Conversation` },
        this.#head.element,
        h('div', { class: 'timeline-frame' }, this.#messages.element, this.#jump),
        this.#moments,
        this.#composer.element));
    this.#toggleDetails(app.isWide(), false);
    app.history.loadNewest(id);
    app.live?.screen.show([id]);
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
    const quote = this.#replying.quote(state);
    if (quote.quoted === null || kinds.quotes) this.#composer.replyTo(quote);
    if (chat.unread > 0 && this.#wasUnread === 0 && !this.#watching()) this.#newFrom = chat.read_number + 1;
    this.#wasUnread = chat.unread;
    this.#showMessages(state, chat);
    this.#more?.update(state);
    const timeline = state.timelines[this.#id];
    if (timeline?.loaded && this.#seen === null) this.#loadSoon(timeline);
  }

  /** With a keyboard at hand one writes at once; on a phone it would cover the messages. */
  focus() {
    if (window.matchMedia('(hover: hover)').matches) this.#composer.focus();
    else this.#head.focus();
  }

  destroy() {
    document.removeEventListener('visibilitychange', this.#watch);
    this.#messages.destroy();
    this.#composer.destroy();
    this.#isGone = true;
    this.#more?.destroy();
    void this.#app.drafts.tell(this.#id);
    this.#app.live?.screen.show([]);
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
    const silence = silenceOf(chat, now.getTime());
    const made = [timeline, state.outbox, state.people, state.me, state.blocks, state.quotes[this.#id], state.saved, this.#replying.id, live, chat.role, silence, this.#draft, this.#newFrom, now.toDateString()];
    if (made.some((part, at) => part !== this.#shown[at]) && this.#canShow(timeline, unsentIn(state, this.#id))) {
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
        mayWrite: silence === null,
        mayDelete: may(chat.role, 'DeleteMessage'),
        mayReadVersions: may(chat.role, 'ReadVersions'),
        edit: this.#draft,
        now,
      });
      this.#app.quotes.want(this.#id, missingQuotes(rows));
      this.#messages.show(rows, { top: timelineTop(timeline, chat.name, () => this.#loadAgain()), loaded: timeline?.loaded ?? false });
    }
    this.#showJump(chat);
    if (live && !this.#wasLive) this.#begun(timeline);
    this.#wasLive = live;
  }

  /** Whether there is what shows these messages; else it is on its way. @param {import('../types.js').Timeline | undefined} timeline @param {import('../types.js').Unsent[]} unsent */
  #canShow(timeline, unsent) {
    const missing = this.#goesWithout ? null : missingKinds(this.#app, [...(timeline?.items ?? []), ...unsent, { body: '', reply_to: this.#replying.id }]);
    if (!missing) return true;
    missing.catch(() => void (this.#goesWithout = true)).then(() => this.update(this.#app.store.state));
    if (this.#shown.length === 0) this.#messages.show([], { top: timelineTop(undefined, '', () => {}), loaded: false });
    return false;
  }

  /** The connection is there: what was on screen before it is told now. @param {import('../types.js').Timeline | undefined} timeline */
  #begun(timeline) {
    const { live, history } = this.#app;
    live?.screen.show([this.#id]);
    if (live) this.#app.quietly(live.bookmarks.load(this.#id));
    this.#markRead();
    if (timeline?.problem && !timeline.loaded) history.loadNewest(this.#id);
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
    if (number > 0) this.#app.live?.readMarks.mark(this.#id, number);
  }

  /** When the messages are there and nothing else is to be done. @param {import('../types.js').Timeline} timeline */
  #loadSoon({ items }) {
    this.#seen = items.at(-1)?.number ?? 0;
    whenIdle(() => this.#app.quietly(this.#load()));
  }

  /** What one can do beside reading and writing, from the first time that it is wanted on. @returns {Promise<More>} */
  #load() {
    return (this.#coming ??= this.#begin().catch((error) => {
      this.#coming = null; // the next one to want it tries again
      throw error;
    }));
  }

  async #begin() {
    const { ConversationMore, STYLES } = await import('./conversation-more.js');
    await this.#app.styles(STYLES);
    const more = new ConversationMore(this.#app, this.#id, {
      reply: (message) => this.#reply(message),
      edit: (row, text) => this.#edit(row, text),
      unread: (number) => void this.#unread(number),
      again: (entry) => this.#again(entry),
      closeDetails: () => this.#toggleDetails(false),
      seen: () => this.#seen,
    });
    if (this.#isGone) return more;
    this.#more = more;
    this.#moments.replaceChildren(more.writers.element, more.undoLine);
    this.#moments.after(more.announcer.element);
    this.element.append(more.details.element);
    if (this.#isOpen) this.#toggleDetails(true, false);
    this.#app.quietly(this.#composer.load());
    this.update(this.#app.store.state);
    return more;
  }

  /** @param {(more: More) => unknown} deed */
  #with(deed) {
    void this.#app.attempt(this.#load().then(deed));
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
    if (!(await (await this.#app.alive()).readMarks.undo(this.#id, number - 1))) [this.#newFrom, this.#isForLater] = [before, false];
    this.update(this.#app.store.state);
  }

  /** Begins to change a message, or ends it; what was refused is in its field again, unless another one is being changed. @param {MessageRow | null} row @param {string} [refused] */
  #edit(row, refused) {
    const before = this.#editing;
    if (before && refused !== undefined) return;
    this.#editing = row;
    this.#draft = row?.message ? { id: row.message.id, text: refused ?? row.message.body } : null;
    this.update(this.#app.store.state);
    if (before && !row) this.#messages.focusOn(before.key);
  }

  /** The last message that I wrote and may still change. */
  #editLast() {
    const row = /** @type {MessageRow | null} */ (this.#messages.lastOf((row) => row.kind === 'message' && row.mine && row.message !== null && !row.message.deleted_at));
    if (!row) return;
    this.#with(() => {
      this.#edit(row);
      this.#messages.reveal(row.key);
    });
  }

  /** @param {string} text */
  #typed(text) {
    const { drafts, live } = this.#app;
    if (text.trim() !== '' && text.trim() !== drafts.of(this.#id).body.trim()) live?.screen.writes(this.#id);
    drafts.write(this.#id, text, this.#replying.id);
  }

  /** @param {string} text @param {import('../types.js').Attachment[]} attachments */
  #send(text, attachments) {
    const { outbox, toasts, live, drafts } = this.#app;
    const entry = outbox.add(this.#id, text, attachments, this.#replying.id);
    if (!entry) {
      toasts.warn(t`${UNSENT_MAX} messages are waiting to be sent. Wait until the connection is back.`);
      return false;
    }
    [this.#newFrom, this.#isForLater] = [null, false];
    live?.screen.sent(this.#id);
    drafts.sent(this.#id, text);
    this.#messages.toEnd();
    this.#app.quietly(this.#load().then((more) => more.sent(entry)));
    return true;
  }

  /** @param {import('../types.js').Unsent} entry */
  #again({ body, reply_to = null, attachments = [] }) {
    this.#app.drafts.write(this.#id, this.#app.drafts.of(this.#id).body, reply_to);
    this.#composer.restore(body, attachments);
    this.update(this.#app.store.state);
  }

  /** @param {string} text @param {import('../types.js').Attachment[]} attachments @param {() => void} taken */
  #later(text, attachments, taken) {
    this.#with((more) => more.schedule({ body: text, reply_to: this.#replying.id, attachments }, () => {
      this.#replying.end();
      taken();
    }));
  }

  /** @param {import('../types.js').Message} message */
  #reply(message) {
    this.#replying.begin(message);
    this.#composer.focus();
  }

  /** Their place is kept until they come. @param {boolean} open @param {boolean} [move]  take the focus along */
  #toggleDetails(open, move = true) {
    this.#isOpen = open;
    this.#head.setOpen(open, move && !open);
    this.element.classList.toggle('with-details', open);
    if (this.#more) this.#more.details.show(open, move);
    else if (open && move) this.#with((more) => more.details.show(true, true));
  }
}
