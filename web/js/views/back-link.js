// The way back, which a phone needs.

import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

export function backLink() {
  return h('a', { class: 'icon-button back', href: '/', 'aria-label': 'Back to the chats' }, icon('back'));
}
