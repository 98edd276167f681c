// Where one writes: Enter sends, Shift+Enter begins a new line.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { lengthOf } from '../text/format.js';
import { t } from '../text/words.js';
import { emojiButton } from './emoji-button.js';
import { Preview, insertText, takeMarkupKeys } from './markup-keys.js';
import { quoteWords } from './quote.js';
import { Tray } from './tray.js';

export const CHARACTERS_MAX = 4_000;
/** The counter shows itself when so many are left. */
const NEAR = 400;
const HEIGHT_MAX = 220;

/**
 * @typedef {object} ComposerParts
 * @property {string} label
 * @property {string} draft
 * @property {(text: string, attachments: import('../types.js').Attachment[]) => boolean} send  false when it could not be taken
 * @property {(file: File, how: {progress: (part: number) => void, signal: AbortSignal}) => Promise<import('../types.js').Attachment>} upload
 * @property {(text: string) => void} refused
 * @property {(text: string) => void} typed
 * @property {() => void} editLast  the last message that one wrote
 * @property {(part: string) => Promise<import('../types.js').UserSummary[]>} people  whom one may mention
 * @property {() => boolean} undo   takes back what was just sent, if there is something
 * @property {() => void} unreply   replies to nothing any more
 * @property {(text: string, attachments: import('../types.js').Attachment[], taken: () => void) => void} later   asks when, and says whether it was taken
 */

export class Composer {
  #parts;
  #area;
  #box;
  #silence = h('p', { class: 'muted', role: 'status', hidden: true });
  #counter = h('span', { class: 'counter', role: 'status' });
  #tray;
  #reply = h('div', { class: 'composer-reply', hidden: true });
  /** @type {import('./quote.js').Quote | null} */
  #quote = null;
  #preview;
  #picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
  #later = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Send later`, title: t`Send later`, hidden: true }, icon('clock'));
  #button = h('button', { type: 'submit', class: 'send-button', 'aria-label': t`Send`, title: t`Send (Enter)` }, icon('send'));
  element;

  /** @param {ComposerParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#area = h('textarea', { rows: 1, dir: 'auto', 'aria-label': parts.label, placeholder: parts.label, enterkeyhint: 'send', autocomplete: 'off' });
    this.#area.value = parts.draft;
    const suggestions = h('div');
    this.#area.addEventListener('focus', () => void this.#complete(suggestions), { once: true });
    takeMarkupKeys(this.#area);
    this.#preview = new Preview(this.#area);
    this.#tray = new Tray(parts.upload, () => this.#changed());
    const attach = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Attach files`, title: t`Attach files` }, icon('clip'));
    attach.addEventListener('click', () => this.#picker.click());
    const emoji = emojiButton(t`Emoji`, (one) => insertText(this.#area, one));
    this.#box = h('div', { class: 'composer-box' }, attach, this.#area, this.#counter, this.#preview.button, emoji, this.#later, this.#button);
    this.element = h('form', { class: 'composer' }, suggestions, this.#silence, this.#reply, this.#preview.element, this.#tray.element, this.#picker, this.#box);
    this.#area.addEventListener('input', () => this.#changed());
    this.#area.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#later.addEventListener('click', () => this.#parts.later(this.#area.value.trim(), this.#tray.attachments, () => this.#clear()));
    this.#takesFiles();
    queueMicrotask(() => this.#changed());
  }

  /** Suggestions are not needed before one writes. @param {HTMLElement} place */
  async #complete(place) {
    const module = await import('./completion.js').catch(() => null); // without it one writes all the same
    if (module) place.replaceWith(new module.Completion(this.#area, this.#parts.people).element);
  }

  destroy() {
    this.#tray.destroy();
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

  /** Shows above the field what one replies to. @param {import('./quote.js').Quote} quote */
  replyTo(quote) {
    const before = this.#quote;
    if (before?.quoted === quote.quoted && before.quotedAuthor === quote.quotedAuthor && before.quotedBlocked === quote.quotedBlocked) return;
    this.#quote = quote;
    this.#reply.hidden = quote.quoted === null;
    const cancel = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Cancel the reply`, title: t`Cancel the reply (Escape)` }, icon('close'));
    cancel.addEventListener('click', () => this.#unreply());
    this.#reply.replaceChildren(h('p', { class: 'quote' }, quoteWords(quote)), cancel);
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

  /** What was taken back, before what was written since. @param {string} text @param {import('../types.js').Attachment[]} attachments */
  restore(text, attachments) {
    this.#area.value = [text, this.#area.value].filter((part) => part.trim() !== '').join('\n');
    this.#tray.restore(attachments);
    this.#changed();
    this.#area.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While an input method composes a word, both keys belong to it.
    if (event.isComposing) return;
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && this.#area.value === '';
    if (isUndo && this.#parts.undo()) return event.preventDefault();
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
    if (!this.#parts.send(text, this.#tray.attachments)) return;
    this.#clear();
  }

  #clear() {
    this.#tray.clear();
    this.#area.value = '';
    this.#changed();
    this.#area.focus();
  }

  /** Something to say or to show, nothing too long, and no file still on its way. @param {string} text */
  #isComplete(text) {
    return (text !== '' || !this.#tray.isEmpty) && this.#tray.isReady && lengthOf(text) <= CHARACTERS_MAX;
  }

  /** By the button, pasted, or dropped. */
  #takesFiles() {
    this.#picker.addEventListener('change', () => {
      this.#add(this.#picker.files);
      this.#picker.value = '';
    });
    this.#area.addEventListener('paste', (event) => {
      if (this.#add(event.clipboardData?.files)) event.preventDefault();
    });
    this.element.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.element.classList.add('dropping');
    });
    this.element.addEventListener('dragleave', () => this.element.classList.remove('dropping'));
    this.element.addEventListener('drop', (event) => {
      this.element.classList.remove('dropping');
      if (this.#add(event.dataTransfer?.files)) event.preventDefault();
    });
  }

  /** @param {FileList | null | undefined} files @returns {boolean} whether there were any */
  #add(files) {
    if (!files || files.length === 0) return false;
    if (!this.#tray.add(files)) this.#parts.refused(t`A message takes 10 files. Send these first.`);
    this.#area.focus();
    return true;
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
    this.#preview.update();
    this.#area.style.height = 'auto';
    this.#area.style.height = `${Math.min(this.#area.scrollHeight, HEIGHT_MAX)}px`;
  }
}
