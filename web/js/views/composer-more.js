// What helps while one writes: suggestions, marks by keys, a look at how it will be shown, and files.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { Completion } from './completion.js';
import { Preview, insertText, markupKey, takeMarkupKeys } from './markup-keys.js';
import { Tray } from './tray.js';

export class ComposerMore {
  #area;
  #suggestions;
  #preview;
  #refused;
  #picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
  tray;

  /**
   * @param {HTMLFormElement} form @param {HTMLTextAreaElement} area
   * @param {{people: (part: string) => Promise<import('../types.js').UserSummary[]>, upload: ConstructorParameters<typeof Tray>[0], changed: () => void, refused: (why: string) => void}} parts
   */
  constructor(form, area, { people, upload, changed, refused }) {
    this.#area = area;
    this.#refused = refused;
    this.#suggestions = new Completion(area, people);
    this.#preview = new Preview(area);
    this.tray = new Tray(upload, changed);
    takeMarkupKeys(area);
    this.#takeFiles(form);
  }

  /** What stands above the field. */
  get above() {
    return [this.#suggestions.element, this.#preview.element, this.tray.element, this.#picker];
  }

  get previewButton() {
    return this.#preview.button;
  }

  /** One that was pressed before this had come. @param {KeyboardEvent} event */
  key(event) {
    markupKey(this.#area, event);
  }

  async chooseEmoji() {
    const { emojiPicker } = await import('./emoji-picker.js');
    await emojiPicker((emoji) => insertText(this.#area, emoji));
  }

  update() {
    this.#preview.update();
  }

  chooseFiles() {
    this.#picker.click();
  }

  destroy() {
    this.tray.destroy();
  }

  /** By the button, pasted, or dropped. @param {HTMLFormElement} form */
  #takeFiles(form) {
    this.#picker.addEventListener('change', () => {
      this.#add(this.#picker.files);
      this.#picker.value = '';
    });
    this.#area.addEventListener('paste', (event) => {
      if (this.#add(event.clipboardData?.files)) event.preventDefault();
    });
    form.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('dropping');
    });
    form.addEventListener('dragleave', () => form.classList.remove('dropping'));
    form.addEventListener('drop', (event) => {
      form.classList.remove('dropping');
      if (this.#add(event.dataTransfer?.files)) event.preventDefault();
    });
  }

  /** @param {FileList | null | undefined} files @returns {boolean} whether there were any */
  #add(files) {
    if (!files || files.length === 0) return false;
    if (!this.tray.add(files)) this.#refused(t`A message takes 10 files. Send these first.`);
    this.#area.focus();
    return true;
  }
}
