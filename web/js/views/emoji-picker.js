// All emoji by group, and a search over their names; loaded when somebody wants one.

import { openDialog } from '../dom/dialog.js';
import { h, setText } from '../dom/h.js';
import { keep, kept } from '../dom/kept.js';
import { allEmoji, findEmoji } from '../text/emoji.js';
import { explain } from '../text/explain.js';
import { counted, t } from '../text/words.js';

/** @typedef {import('../text/emoji.js').Emoji} Emoji */
/** @typedef {import('../text/emoji.js').Group} Group */

const FOUND_MAX = 80;
const KEY = 'dialogo.emoji';
/** Two rows of those used last. */
const RECENT_MAX = 16;

/** @param {(emoji: string) => void} choose */
export async function emojiPicker(choose) {
  const search = h('input', { type: 'search', placeholder: t`Search emoji`, 'aria-label': t`Search emoji`, autocomplete: 'off', maxlength: 60 });
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const place = h('div', { class: 'emoji-groups', tabindex: '-1' });
  const dialog = openDialog(t`Emoji`, search, status, place);
  dialog.classList.add('emoji-dialog');
  const take = (/** @type {string} */ emoji) => {
    remember(emoji);
    dialog.close();
    choose(emoji);
  };
  place.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button) take(/** @type {string} */ (button.dataset.emoji));
  });
  place.addEventListener('keydown', (event) => arrows(event, place, search));
  try {
    const groups = withRecent(await allEmoji());
    const show = () => {
      const query = search.value.trim();
      const found = findEmoji(groups, query, FOUND_MAX);
      place.replaceChildren(...(query === '' ? groups.map(groupOf) : [gridOf(found)]));
      setText(status, query === '' ? '' : found.length === 0 ? t`No emoji has this in its name.` : t`${counted(found.length, 'emoji', 'emoji')} found.`);
    };
    search.addEventListener('input', show);
    search.addEventListener('keydown', (event) => {
      const first = place.querySelector('button');
      if (event.isComposing || !first) return;
      if (event.key === 'Enter' && search.value.trim() !== '') take(/** @type {string} */ (first.dataset.emoji));
      else if (event.key === 'ArrowDown') first.focus();
      else return;
      event.preventDefault();
    });
    show();
  } catch (error) {
    setText(status, explain(error));
  }
}

/** @param {Group} group */
function groupOf({ name, emoji }) {
  return h('section', { class: 'emoji-group', 'aria-label': name }, h('h3', null, name), gridOf(emoji));
}

/** @param {Emoji[]} emoji */
function gridOf(emoji) {
  return h('div', { class: 'emoji-grid' }, emoji.map((one, at) =>
    h('button', { type: 'button', 'data-emoji': one.emoji, 'aria-label': one.name, title: `${one.name} :${one.short[0]}:`, tabindex: at === 0 ? '0' : '-1' }, one.emoji)));
}

/** One stop for the Tab key in each group; the arrows move over all, by place. @param {KeyboardEvent} event @param {HTMLElement} place @param {HTMLElement} search */
function arrows(event, place, search) {
  const all = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('button')]);
  const at = all.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  const [sideways, rows] = [{ ArrowRight: 1, ArrowLeft: -1 }[event.key], { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (!sideways && !rows) return;
  event.preventDefault();
  const next = sideways ? all[at + sideways] : inNextRow(all, at, rows ?? 1);
  if (next) next.focus();
  else if (rows === -1) search.focus();
}

/** @param {HTMLElement[]} all @param {number} at @param {number} step */
function inNextRow(all, at, step) {
  const { left, top } = all[at].getBoundingClientRect();
  /** @type {HTMLElement | undefined} */
  let best;
  let row = NaN;
  for (let next = at + step; all[next]; next += step) {
    const box = all[next].getBoundingClientRect();
    if (box.top === top) continue;
    if (Number.isNaN(row)) row = box.top;
    if (box.top !== row) break;
    if (!best || Math.abs(box.left - left) < Math.abs(best.getBoundingClientRect().left - left)) best = all[next];
  }
  return best;
}

/** @param {Group[]} groups @returns {Group[]} those used last before all others */
function withRecent(groups) {
  const by = new Map(groups.flatMap(({ emoji }) => emoji).map((one) => [one.emoji, one]));
  const emoji = recent().flatMap((one) => by.get(one) ?? []);
  return emoji.length > 0 ? [{ name: t`Used lately`, emoji }, ...groups] : groups;
}

/** @returns {string[]} */
function recent() {
  return (kept(KEY) ?? '').split(' ').filter(Boolean).slice(0, RECENT_MAX);
}

/** @param {string} emoji */
function remember(emoji) {
  keep(KEY, [emoji, ...recent().filter((one) => one !== emoji)].slice(0, RECENT_MAX).join(' '));
}
