// Completes `@names` and `:emoji:` while one writes: a list above the field, by keyboard, pointer and screen reader.

import { focused } from '../dom/focus.js';
import { bdi, h, setText } from '../dom/h.js';
import { Listbox } from '../dom/listbox.js';
import { nameOf } from '../text/format.js';
import { allEmoji, emojiNamed, findEmoji } from '../text/emoji.js';
import { counted, t } from '../text/words.js';
import { personAvatar } from './avatar.js';
import { insertText } from './markup-keys.js';

/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {{label: import('../dom/h.js').Child[], insert: string}} Choice */

const SHOWN_MAX = 8;
const NAME = /(?<![\p{L}\p{N}\p{M}._-])@([\p{L}\p{N}\p{M}._-]{0,40})$/u;
const EMOJI = /(?<![\p{L}\p{N}:/])(:([\p{L}\p{N}_+-]{2,30}))$/u;
const WHOLE = /(?<![\p{L}\p{N}:/]):([\p{L}\p{N}_+-]{1,40}):$/u;

export class Completion {
  #area;
  #people;
  /** How much of the text before the cursor is replaced. */
  #typed = 0;
  /** Goes up with each key, so that a late answer is known for one. */
  #turn = 0;
  /** @type {Listbox<Choice>} */
  #list;
  #said = h('span', { class: 'visually-hidden', role: 'status' });
  element;

  /** @param {HTMLTextAreaElement} area @param {(part: string) => Promise<UserSummary[]>} people  whom a mention may call, the best first */
  constructor(area, people) {
    this.#area = area;
    this.#people = people;
    this.#list = new Listbox(area, t`Suggestions`, (choice) => this.#choose(choice));
    this.#list.element.classList.add('completion');
    this.element = h('div', { class: 'completion-place' }, this.#list.element, this.#said);
    // Before anyone else takes Enter for sending.
    area.addEventListener('keydown', (event) => void (this.#list.key(event) && event.stopImmediatePropagation()), { capture: true });
    area.addEventListener('input', () => void this.#look());
    area.addEventListener('blur', () => this.#show([], 0));
    area.addEventListener('click', () => this.#show([], 0));
    void this.#look(); // something may have been typed while this was on its way
  }

  async #look() {
    const turn = ++this.#turn;
    const { selectionStart, selectionEnd, value } = this.#area;
    const before = selectionStart === selectionEnd ? value.slice(Math.max(0, selectionStart - 60), selectionStart) : '';
    const [choices, typed] = await this.#choicesFor(before);
    if (turn === this.#turn && focused() === this.#area) this.#show(choices, typed);
  }

  /** @param {string} before @returns {Promise<[Choice[], number]>} */
  async #choicesFor(before) {
    try {
      const name = NAME.exec(before);
      if (name) return [(await this.#people(name[1])).slice(0, SHOWN_MAX).map(personChoice), name[0].length];
      const whole = WHOLE.exec(before);
      if (whole) return await this.#replaceWhole(whole);
      const emoji = EMOJI.exec(before);
      if (emoji) return [findEmoji(await allEmoji(), emoji[2], SHOWN_MAX).map(emojiChoice), emoji[1].length];
    } catch {
      // Without an answer there is nothing to suggest.
    }
    return [[], 0];
  }

  /** A short name between colons needs no choice. @param {RegExpExecArray} whole @returns {Promise<[Choice[], number]>} */
  async #replaceWhole([text, name]) {
    const turn = this.#turn;
    const emoji = emojiNamed(await allEmoji(), name);
    if (emoji && turn === this.#turn) this.#replace(text.length, emoji);
    return [[], 0];
  }

  /** @param {Choice[]} choices @param {number} typed */
  #show(choices, typed) {
    this.#typed = typed;
    this.#list.show(choices);
    setText(this.#said, choices.length > 0 ? counted(choices.length, 'suggestion') : '');
  }

  /** @param {Choice} choice */
  #choose({ insert }) {
    this.#replace(this.#typed, insert);
    this.#show([], 0);
  }

  /** @param {number} length  so much before the cursor @param {string} text */
  #replace(length, text) {
    const end = this.#area.selectionStart;
    this.#area.setSelectionRange(end - length, end);
    insertText(this.#area, `${text} `);
  }
}

/** @param {UserSummary} user @returns {Choice} */
function personChoice(user) {
  return { insert: `@${user.username}`, label: [personAvatar(user, 'small'), bdi(nameOf(user)), h('span', { class: 'muted' }, bdi(`@${user.username}`))] };
}

/** @param {import('../text/emoji.js').Emoji} emoji @returns {Choice} */
function emojiChoice({ emoji, name, short }) {
  return { insert: emoji, label: [h('span', { class: 'completion-emoji', 'aria-hidden': 'true' }, emoji), h('span', null, name), h('span', { class: 'muted' }, `:${short[0]}:`)] };
}
