// Files that are on their way into a message that is not sent yet.

import { bdi, h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { explain } from '../text/explain.js';
import { sizeText } from '../text/format.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').Attachment} Attachment */
/** @typedef {{attachment: Attachment | null, failed: boolean, stop: AbortController, element: HTMLElement}} Item */

/** What the server takes by default with one message. */
const ITEMS_MAX = 10;

export class Tray {
  #upload;
  #changed;
  /** @type {Item[]} */
  #items = [];
  #said = h('p', { class: 'visually-hidden', role: 'status' });
  #list = h('ul', { class: 'tray', 'aria-label': t`Files to send` });
  element = h('div', null, this.#list, this.#said);

  /**
   * @param {(file: File, how: {progress: (part: number) => void, signal: AbortSignal}) => Promise<Attachment>} upload
   * @param {() => void} changed
   */
  constructor(upload, changed) {
    this.#upload = upload;
    this.#changed = changed;
  }

  get isEmpty() {
    return this.#items.length === 0;
  }

  /** Whether all of it can be sent. */
  get isReady() {
    return this.#items.every(({ attachment }) => attachment !== null);
  }

  /** @param {Iterable<File>} files @returns {boolean} whether there was room for all */
  add(files) {
    for (const file of files) {
      if (this.#items.length >= ITEMS_MAX) return false;
      void this.#begin(file);
    }
    return true;
  }

  /** What is ready. @returns {Attachment[]} */
  get attachments() {
    return this.#items.flatMap(({ attachment }) => attachment ?? []);
  }

  /** Files that were uploaded before. @param {Attachment[]} attachments */
  restore(attachments) {
    for (const attachment of attachments) {
      const { element, remove } = shell(icon('file'), attachment.name, h('span', { class: 'muted' }, sizeText(attachment.bytes)));
      this.#put({ attachment, failed: false, stop: new AbortController(), element }, remove);
    }
  }

  clear() {
    this.#items = [];
    this.#list.replaceChildren();
  }

  /** The page goes on without it. */
  destroy() {
    for (const item of this.#items) item.stop.abort();
  }

  /** @param {File} file */
  async #begin(file) {
    const bar = h('progress', { max: 1, value: 0, 'aria-label': t`Upload of ${file.name}` });
    const state = h('span', { class: 'muted' }, sizeText(file.size));
    const { element, remove } = shell(preview(file), file.name, state, bar);
    /** @type {Item} */
    const item = { attachment: null, failed: false, stop: new AbortController(), element };
    this.#put(item, remove);
    try {
      item.attachment = await this.#upload(file, { progress: (part) => void (bar.value = part), signal: item.stop.signal });
      setText(this.#said, t`${file.name} is ready to be sent.`);
    } catch (error) {
      item.failed = true;
      element.classList.add('failed');
      setText(state, explain(error));
    }
    bar.remove();
    this.#changed();
  }

  /** @param {Item} item @param {HTMLElement} remove */
  #put(item, remove) {
    remove.addEventListener('click', () => this.#remove(item));
    this.#items.push(item);
    this.#list.append(item.element);
    this.#changed();
  }

  /** @param {Item} item */
  #remove(item) {
    item.stop.abort();
    item.element.remove();
    this.#items = this.#items.filter((other) => other !== item);
    this.#changed();
  }
}

/** @param {File} file */
function preview(file) {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return icon('file');
  const address = URL.createObjectURL(file);
  const image = h('img', { class: 'tray-preview', alt: '', src: address });
  for (const end of ['load', 'error']) image.addEventListener(end, () => URL.revokeObjectURL(address));
  return image;
}

/** @param {Element} picture @param {string} name @param {HTMLElement[]} about */
function shell(picture, name, ...about) {
  const remove = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Remove ${name}` }, icon('close'));
  const element = h('li', { class: 'tray-item' }, picture, h('div', { class: 'file-words' }, bdi(name, 'file-name'), ...about), remove);
  return { element, remove };
}
