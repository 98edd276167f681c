// Where one writes: Enter sends, Shift+Enter begins a new line.

import { once } from '../dom/frames.js';
import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { explain } from '../text/explain.js';
import { lengthOf } from '../text/format.js';
import { t } from '../text/words.js';
import { kinds } from './kinds.js';

export const CHARACTERS_MAX = 4_000;
/** The counter shows itself when so many are left. */
const NEAR = 400;
const HEIGHT_MAX = 220;

/** @typedef {import('../types.js').Attachment} Attachment */
/** @typedef {import('./composer-more.js').ComposerMore} More */
/**
 * @typedef {object} ComposerParts
 * @property {string} label
 * @property {string} draft
 * @property {(text: string, attachments: Attachment[]) => boolean} send  false when it could not be taken
 * @property {(form: HTMLFormElement, area: HTMLTextAreaElement, changed: () => void) => Promise<More>} more  what helps while one writes
 * @property {(text: string) => void} refused
 * @property {(text: string) => void} typed
 * @property {() => void} editLast  the last message that one wrote
 * @property {() => boolean} undo   takes back what was just sent, if there is something
 * @property {() => void} unreply   replies to nothing any more
 * @property {(text: string, attachments: Attachment[], taken: () => void) => void} later   asks when, and says whether it was taken
 */

export class Composer {
  #parts;
  #area;
  #box;
  #silence = h('p', { class: 'muted', role: 'status', hidden: true });
  #counter = h('span', { class: 'counter', role: 'status' });
  #reply = h('div', { class: 'composer-reply', hidden: true });
  /** @type {import('./quote-of.js').Quote | null} */
  #quote = null;
  /** @type {More | null} */
  #more = null;
  /** What helps while one writes. */
  load = once(() => this.#begin());
  #above = h('div');
  #later = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Send later`, title: t`Send later`, hidden: true }, icon('clock'));
  #button = h('button', { type: 'submit', class: 'send-button', 'aria-label': t`Send`, title: t`Send (Enter)` }, icon('send'));
  element;

  /** @param {ComposerParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#area = h('textarea', { rows: 1, dir: 'auto', 'aria-label': parts.label, placeholder: parts.label, enterkeyhint: 'send', autocomplete: 'off' });
    this.#area.value = parts.draft;
    // Suggestions and the like are not needed before one writes.
    this.#area.addEventListener('input', () => void this.load().catch(() => {}), { once: true });
    const attach = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Attach files`, title: t`Attach files` }, icon('clip'));
    attach.addEventListener('click', () => this.#with((more) => more.chooseFiles()));
    const emoji = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Emoji`, title: t`Emoji` }, icon('smile'));
    emoji.addEventListener('click', () => this.#with((more) => more.chooseEmoji()));
    this.#box = h('div', { class: 'composer-box' }, attach, this.#area, this.#counter, emoji, this.#later, this.#button);
    this.element = h('form', { class: 'composer' }, this.#above, this.#silence, this.#reply, this.#box);
    this.#area.addEventListener('input', () => this.#changed());
    this.#area.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#later.addEventListener('click', () => this.#parts.later(this.#area.value.trim(), this.#attachments, () => this.#clear()));
    queueMicrotask(() => this.#changed());
  }

  async #begin() {
    const more = await this.#parts.more(this.element, this.#area, () => this.#changed());
    this.#more = more;
    this.#above.replaceChildren(...more.above);
    this.#counter.after(more.previewButton);
    more.update();
    return more;
  }

  /** @param {(more: More) => unknown} deed */
  #with(deed) {
    this.load().then(deed).catch((error) => this.#parts.refused(explain(error)));
  }

  get #attachments() {
    return this.#more?.tray.attachments ?? [];
  }

  destroy() {
    this.#more?.destroy();
  }

  focus() {
    this.#area.focus();
  }

  /** Why one may not write, instead of the field; null lets one write. @param {string | null} why */
  silence(why) {
    setText(this.#silence, why ?? '');
    this.#silence.hidden = why === null;
    this.#box.hidden = why !== null;
  }

  /** Shows above the field what one replies to. @param {import('./quote-of.js').Quote} quote */
  replyTo(quote) {
    const before = this.#quote;
    if (before?.quoted === quote.quoted && before.quotedAuthor === quote.quotedAuthor && before.quotedBlocked === quote.quotedBlocked) return;
    this.#quote = quote;
    this.#reply.hidden = quote.quoted === null;
    const cancel = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Cancel the reply`, title: t`Cancel the reply (Escape)` }, icon('close'));
    cancel.addEventListener('click', () => this.#unreply());
    this.#reply.replaceChildren(h('p', { class: 'quote' }, kinds.quotes?.quoteWords(quote)), cancel);
  }

  #unreply() {
    this.#parts.unreply();
    this.#area.focus();
  }

  /** @param {string} label */
  rename(label) {
    if (this.#area.placeholder === label) return;
    this.#area.placeholder = label;
    this.#area.setAttribute('aria-label', label);
  }

  /** Another text in the field, but for white space around it, which is not kept. @param {string} text */
  show(text) {
    if (this.#area.value.trim() === text.trim()) return;
    this.#area.value = text;
    this.#changed();
  }

  /** What was taken back, before what was written since. @param {string} text @param {Attachment[]} attachments */
  restore(text, attachments) {
    this.#area.value = [text, this.#area.value].filter((part) => part.trim() !== '').join('\n');
    if (attachments.length > 0) void this.load().then((more) => more.tray.restore(attachments));
    this.#changed();
    this.#area.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While an input method composes a word, both keys belong to it.
    if (event.isComposing) return;
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && this.#area.value === '';
    if (isUndo && this.#parts.undo()) return event.preventDefault();
    const isMark = (event.ctrlKey || event.metaKey) && (event.key === 'b' || event.key === 'i');
    if (isMark && !this.#more) {
      event.preventDefault();
      return void this.load().then((more) => more.key(event), () => {});
    }
    if (event.key === 'Escape' && this.#quote?.quoted) return this.#unreply();
    if (event.key === 'ArrowUp' && this.#area.value === '' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      return this.#parts.editLast();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const text = this.#area.value.trim();
    if (!this.#isComplete(text)) return;
    if (!this.#parts.send(text, this.#attachments)) return;
    this.#clear();
  }

  #clear() {
    this.#more?.tray.clear();
    this.#area.value = '';
    this.#changed();
    this.#area.focus();
  }

  /** Something to say or to show, nothing too long, and no file still on its way. @param {string} text */
  #isComplete(text) {
    const tray = this.#more?.tray;
    return (text !== '' || tray?.isEmpty === false) && tray?.isReady !== false && lengthOf(text) <= CHARACTERS_MAX;
  }

  #changed() {
    const text = this.#area.value;
    const left = CHARACTERS_MAX - lengthOf(text.trim());
    this.#parts.typed(text);
    setText(this.#counter, left > NEAR ? '' : left < 0 ? t`${-left} too many` : t`${left} left`);
    this.#counter.classList.toggle('over', left < 0);
    this.#area.setAttribute('aria-invalid', String(left < 0));
    this.#later.hidden = !this.#isComplete(text.trim());
    this.#button.toggleAttribute('disabled', !this.#isComplete(text.trim()));
    this.#more?.update();
    this.#area.style.height = 'auto';
    this.#area.style.height = `${Math.min(this.#area.scrollHeight, HEIGHT_MAX)}px`;
  }
}
