// One chat: what was said, and the field where one writes. What else one can do here comes a moment later (conversation-more.js).

import { once, whenIdle } from '../dom/frames.js';
import { h } from '../dom/h.js';
import { silenceOf } from '../state/rules.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { UNSENT_MAX } from '../wire/outbox.js';
import { Composer } from './composer.js';
import { ConversationHead } from './conversation-head.js';
import { kinds } from './kinds.js';
import { Reading } from './reading.js';
import { Replying } from './replying.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').Attachment} Attachment */
/** @typedef {import('./conversation-more.js').ConversationMore} More */

export class Conversation {
  title = '';
  #app;
  #id;
  #head = new ConversationHead(() => this.#toggleDetails(!this.#isOpen));
  #reading;
  /** Keeps its place when it is empty, so that the messages do not jump. */
  #moments = h('div', { class: 'moments' });
  #composer;
  #replying;
  /** @type {More | null} */
  #more = null;
  /** What one can do beside reading and writing, from the first time that it is wanted on. */
  #load = once(() => this.#begin());
  /** Whether the details are. */
  #isOpen = false;
  #isGone = false;
  /** The last message when the first ones were there. @type {number | null} */
  #seen = null;
  /** What the server keeps of what was begun here, as last shown. @type {import('../types.js').Draft | null} */
  #kept = null;
  element;

  /** @param {import('../app.js').App} app @param {string} id */
  constructor(app, id) {
    this.#app = app;
    this.#id = id;
    this.#replying = new Replying(app, id, this.#again);
    this.#reading = new Reading(app, id, {
      actions: {
        retry: (clientId) => app.outbox.retry(clientId),
        discard: (clientId) => app.outbox.discard(clientId),
        versions: (message) => this.#with((more) => more.versions(message)),
        open: (row) => this.#with((more) => more.open(row)),
        bar: (bar, row) => this.#with((more) => more.bar(bar, row)),
        editor: (row) => /** @type {More} */ (this.#more).editing.field(row), // nothing is changed before it is there
        react: (message, emoji) => this.#with((more) => more.react(message, emoji)),
        names: (ids) => ids.map((id) => this.#nameOf(id)),
        meet: async (message, emoji) => (await this.#load()).meetReactors(message, emoji),
      },
      repliedTo: () => this.#replying.id,
      edit: () => this.#more?.editing.edit ?? null,
      came: this.#again,
    });
    this.#composer = new Composer({
      label: t`Message ${app.store.state.chats[id].name}`,
      draft: app.drafts.of(id).body,
      more: async (form, area, changed) => (await this.#load()).forComposer(form, area, changed),
      send: (text, attachments) => this.#send(text, attachments),
      refused: (text) => app.toasts.warn(text),
      later: (text, attachments, taken) => this.#with((more) => more.schedule({ body: text, attachments }, taken)),
      typed: (text) => this.#typed(text),
      editLast: () => this.#with((more) => more.editing.last()),
      unreply: () => this.#replying.end(),
      undo: () => this.#more?.takeBack() ?? false,
    });
    this.element = h('div', { class: 'conversation' },
      h('section', { class: 'talk', 'aria-label': t`Conversation` }, this.#head.element, this.#reading.element, this.#moments, this.#composer.element));
    this.#toggleDetails(app.isWide(), false);
    app.history.loadNewest(id);
    app.live?.screen.show([id]);
  }

  /** @param {State} state */
  update(state) {
    const chat = state.chats[this.#id];
    if (!chat) return;
    this.title = chat.name;
    const now = this.#app.clock.now();
    this.#head.update(chat, chat.direct_with ? state.presence[chat.direct_with.id] : undefined, new Date(now));
    this.#composer.rename(t`Message ${chat.name}`);
    this.#showDraft(chat);
    this.#composer.silence(silenceOf(chat, now));
    const quote = this.#replying.quote(state);
    if (quote.quoted === null || kinds.quotes) this.#composer.replyTo(quote);
    this.#reading.update(state);
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
    this.#reading.destroy();
    this.#composer.destroy();
    this.#isGone = true;
    this.#more?.destroy();
    void this.#app.drafts.tell(this.#id);
    this.#app.live?.screen.show([]);
    this.#app.store.dispatch({ type: 'timeline.closed', chat_id: this.#id });
  }

  /** Something that the state does not tell is otherwise now. */
  #again = () => this.update(this.#app.store.state);

  /** What was written on another device, unless one is writing here. @param {MyChat} chat */
  #showDraft({ draft }) {
    if (draft === this.#kept || this.#app.drafts.isTyping(this.#id)) return;
    this.#kept = draft;
    if (draft) this.#composer.show(draft.body);
  }

  /** When the messages are there and nothing else is to be done. @param {import('../types.js').Timeline} timeline */
  #loadSoon({ items }) {
    this.#seen = items.at(-1)?.number ?? 0;
    whenIdle(() => this.#app.quietly(this.#load()));
  }

  /** @returns {Promise<More>} */
  async #begin() {
    const { ConversationMore, STYLES } = await import('./conversation-more.js');
    await this.#app.styles(STYLES);
    const more = new ConversationMore(this.#app, this.#id, {
      reading: this.#reading,
      composer: this.#composer,
      replying: this.#replying,
      seen: this.#seen,
      changed: this.#again,
      closeDetails: () => this.#toggleDetails(false),
    });
    if (this.#isGone) return more;
    this.#more = more;
    this.#moments.replaceChildren(more.writers.element, more.undoLine);
    this.#moments.after(more.announcer.element);
    this.element.append(more.details.element);
    if (this.#isOpen) this.#toggleDetails(true, false);
    this.#app.quietly(this.#composer.load());
    this.#again();
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

  /** @param {string} text */
  #typed(text) {
    const { drafts, live } = this.#app;
    if (text.trim() !== '' && text.trim() !== drafts.of(this.#id).body.trim()) live?.screen.writes(this.#id);
    drafts.write(this.#id, text, this.#replying.id);
  }

  /** @param {string} text @param {Attachment[]} attachments */
  #send(text, attachments) {
    const { outbox, toasts, live, drafts } = this.#app;
    const entry = outbox.add(this.#id, text, attachments, this.#replying.id);
    if (!entry) {
      toasts.warn(t`${UNSENT_MAX} messages are waiting to be sent. Wait until the connection is back.`);
      return false;
    }
    live?.screen.sent(this.#id);
    drafts.sent(this.#id, text);
    this.#reading.wrote();
    this.#app.quietly(this.#load().then((more) => more.sent(entry)));
    return true;
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
