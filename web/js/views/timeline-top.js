// What stands above the first message: that more is coming, that it could not come, or that here it all begins.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { skeleton } from '../dom/skeleton.js';
import { phrase, t } from '../text/words.js';

/** @param {import('../types.js').Timeline | undefined} timeline @param {string} name  of the chat @param {() => void} again */
export function timelineTop(timeline, name, again) {
  if (timeline?.problem) {
    return h('p', { class: 'muted' }, `${timeline.problem} `, h('button', { type: 'button', class: 'link-button', onclick: again }, t`Load again`));
  }
  if (!timeline?.loaded) return skeleton(t`Loading messages…`, 8);
  if (timeline.has_before) return h('p', { class: 'muted' }, t`Loading earlier messages…`);
  if (timeline.items.length > 0) return h('p', { class: 'muted' }, phrase`This is where ${bdi(name)} begins.`);
  return h('div', { class: 'empty' }, icon('talk'), h('p', { class: 'empty-title' }, t`Nobody has written here yet.`), h('p', { class: 'muted' }, t`Write the first message below.`));
}
