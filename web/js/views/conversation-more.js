// What a conversation has beside reading and writing. It comes when the page is at rest, or when it is first needed.

import { copyText } from '../dom/clipboard.js';
import { h } from '../dom/h.js';
import { writersIn } from '../state/moments.js';
import { mayPin } from '../state/rules.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { callable } from '../wire/callable.js';
import { deleteMessage, pinMessage, react, saveMessage } from '../wire/message-deeds.js';
import { Undo } from '../wire/undo.js';
import { upload } from '../wire/upload.js';
import { Announcer } from './announcer.js';
import { ComposerMore } from './composer-more.js';
import { Details } from './details.js';
import { Editing } from './editing.js';
import { messageBar } from './message-bar.js';
import { messageDialog } from './message-actions.js';
import { seenDeed } from './seen.js';
import { Writers } from './writers.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */
/**
 * @typedef {object} Hands  what is done in the conversation itself
 * @property {import('./reading.js').Reading} reading
 * @property {import('./composer.js').Composer} composer
 * @property {import('./replying.js').Replying} replying
 * @property {number | null} seen  the number of the last message when the first ones were there
 * @property {() => void} changed
 * @property {() => void} closeDetails
 */

/** Their styles. */
export const STYLES = ['forms', 'dialogs', 'details', 'writing', 'files'];

export class ConversationMore {
  #app;
  #id;
  #hands;
  #undo;
  announcer;
  writers = new Writers();
  details;
  editing;
  undoLine = h('p', { class: 'undo', hidden: true }, t`Sent. `, h('button', { type: 'button', class: 'link-button', title: t`Undo (Ctrl+Z in the empty field)`, onclick: () => this.takeBack() }, t`Undo`));

  /** @param {import('../app.js').App} app @param {string} id @param {Hands} hands */
  constructor(app, id, hands) {
    this.#app = app;
    this.#id = id;
    this.#hands = hands;
    this.announcer = new Announcer(app.clock, hands.seen);
    this.editing = new Editing(app, hands.reading.list, hands.changed);
    this.details = new Details(app, id, hands.closeDetails);
    this.#undo = new Undo({
      store: app.store, outbox: app.outbox, clock: app.clock,
      deleteMessage: (message) => deleteMessage(app, message),
      changed: () => void (this.undoLine.hidden = !this.#undo.isPossible),
    });
  }

  /** @param {State} state */
  update(state) {
    this.announcer.hear(state.timelines[this.#id], ({ author }) => author.id !== state.me?.id && !(author.id in state.blocks));
    this.details.update(state);
    this.editing.resume();
    this.writers.show(writersIn(state, this.#id).map((id) => (state.people[id] ? nameOf(state.people[id]) : t`Somebody`)));
  }

  destroy() {
    this.announcer.destroy();
    this.#undo.forget();
  }

  /** @param {HTMLFormElement} form @param {HTMLTextAreaElement} area @param {() => void} changed */
  forComposer(form, area, changed) {
    return new ComposerMore(form, area, {
      changed,
      refused: (text) => this.#app.toasts.warn(text),
      people: (part) => callable(this.#app, this.#id, part),
      upload: (file, how) => upload(this.#app.files, this.#id, file, how),
    });
  }

  /** What can be done with a message. @param {MessageRow} row */
  open(row) {
    const { message } = row;
    if (!message) return;
    const app = this.#app;
    const pinned = message.pinned_at !== null;
    messageDialog(row, (emoji) => void react(app, message, emoji), [
      row.mayReply ? [t`Reply`, () => this.#reply(message)] : null,
      [t`Copy link`, () => void copyText(`${app.origin}/chats/${this.#id}/${message.number}`, app.toasts)],
      message.body ? [t`Copy text`, () => void copyText(message.body, app.toasts)] : null,
      [row.saved ? t`Remove from saved` : t`Save`, () => void saveMessage(app, message, !row.saved)],
      [t`Mark unread from here`, () => void app.attempt(this.#unread(message.number))],
      seenDeed(app, message),
      mayPin(app.store.state.chats[this.#id]) ? [pinned ? t`Unpin` : t`Pin`, () => void pinMessage(app, message, !pinned)] : null,
      row.mine ? [t`Edit`, () => this.editing.begin(row)] : [t`Report…`, () => this.#report(message)],
    ], () => void deleteMessage(app, message));
  }

  /** @param {Message} message @param {string} emoji */
  react(message, emoji) {
    return react(this.#app, message, emoji);
  }

  /** Who chose an emoji, for its name. @param {Message} message @param {string} emoji */
  async meetReactors({ chat_id, id }, emoji) {
    const page = await this.#app.api.reactions(chat_id, id, { emoji, limit: 20 });
    this.#app.store.dispatch({ type: 'people.seen', people: page.items.map(({ user }) => user) });
  }

  /** What one can press beside a message. @param {HTMLElement} bar @param {MessageRow} row */
  bar(bar, row) {
    messageBar(bar, row, (message, emoji) => void react(this.#app, message, emoji), (message) => this.#reply(message));
  }

  /** @param {Message} message */
  #reply(message) {
    this.#hands.replying.begin(message);
    this.#hands.composer.focus();
  }

  /** What is on screen counts as unread until one opens the chat again. @param {number} number */
  async #unread(number) {
    const { reading, changed } = this.#hands;
    const { readMarks } = await this.#app.alive();
    const before = reading.newFrom;
    [reading.newFrom, reading.isForLater] = [number, true];
    if (!(await readMarks.undo(this.#id, number - 1))) [reading.newFrom, reading.isForLater] = [before, false];
    changed();
  }

  /** @param {import('../types.js').Unsent} entry */
  sent(entry) {
    this.#undo.sent(entry);
  }

  /** What was just sent is in the field again. @returns {boolean} whether there was something */
  takeBack() {
    const taken = this.#undo.take();
    if (!taken) return false;
    const { body, reply_to = null, attachments = [] } = taken.entry;
    const { drafts } = this.#app;
    drafts.write(this.#id, drafts.of(this.#id).body, reply_to);
    this.#hands.composer.restore(body, attachments);
    this.#hands.changed();
    if (taken.filesAreGone) this.#app.toasts.tell(t`The files went with the message. Attach them again.`);
    void this.#app.attempt(taken.deleted);
    return true;
  }

  /** @param {{body: string, attachments: import('../types.js').Attachment[]}} said @param {() => void} taken */
  schedule(said, taken) {
    const { replying } = this.#hands;
    void this.#app.open(import('./scheduled.js'), (of) => of.scheduleDialog(this.#app, this.#id, { ...said, reply_to: replying.id }, () => {
      replying.end();
      taken();
    }));
  }

  /** @param {Message} message */
  #report(message) {
    void this.#app.open(import('./report.js'), (of) => of.reportDialog(this.#app, message));
  }

  /** What a message said before. @param {Message} message */
  versions(message) {
    void this.#app.open(import('./versions.js'), (of) => of.versionsDialog(this.#app, message));
  }
}
