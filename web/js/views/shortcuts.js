// The list of all keys.

import { openDialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { t } from '../text/words.js';

/** @type {[string, [string, string][]][]} */
const GROUPS = [
  [t`Everywhere`, [
    ['Ctrl K', t`Go to a chat`],
    ['Alt ↓ / Alt ↑', t`The next, the previous chat`],
    ['Alt Shift ↓ / ↑', t`The same, with something unread`],
    ['/', t`Search messages`],
    ['?', t`These keys`],
  ]],
  [t`Writing`, [
    ['Enter', t`Send`],
    ['Shift Enter', t`A new line`],
    ['↑', t`Change what you wrote last`],
    ['Ctrl B, Ctrl I', t`Bold, italic`],
    ['@, :', t`Complete a name, an emoji`],
    ['Escape', t`Give up a reply or a change`],
  ]],
  [t`Messages`, [
    ['Tab', t`To the deeds of a message`],
    ['← / →', t`From one deed to the next`],
  ]],
];

export function shortcutsDialog() {
  openDialog(t`Keyboard shortcuts`, h('div', { class: 'shortcuts', tabindex: '0', role: 'group', 'aria-label': t`Keyboard shortcuts` },
    GROUPS.map(([title, keys]) => h('section', null, h('h3', null, title),
      h('dl', null, keys.map(([key, deed]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, deed))))))));
}
