// The list of all keys.

import { openDialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';

/** @type {[string, [string, string][]][]} */
const GROUPS = [
  ['Everywhere', [
    ['Ctrl K', 'Go to a chat'],
    ['Alt ↓ / Alt ↑', 'The next, the previous chat'],
    ['Alt Shift ↓ / ↑', 'The same, with something unread'],
    ['/', 'Search messages'],
    ['?', 'These keys'],
  ]],
  ['Writing', [
    ['Enter', 'Send'],
    ['Shift Enter', 'A new line'],
    ['↑', 'Change what you wrote last'],
    ['Ctrl B, Ctrl I', 'Bold, italic'],
    ['@, :', 'Complete a name, an emoji'],
    ['Escape', 'Give up a reply or a change'],
  ]],
  ['Messages', [
    ['Tab', 'To the deeds of a message'],
    ['← / →', 'From one deed to the next'],
  ]],
];

export function shortcutsDialog() {
  openDialog('Keyboard shortcuts', h('div', { class: 'shortcuts', tabindex: '0', role: 'group', 'aria-label': 'Keyboard shortcuts' },
    GROUPS.map(([title, keys]) => h('section', null, h('h3', null, title),
      h('dl', null, keys.map(([key, deed]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, deed))))))));
}
