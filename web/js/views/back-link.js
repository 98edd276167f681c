// The way back, which a phone needs.

import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { t } from '../text/words.js';

export function backLink() {
  return h('a', { class: 'icon-button back', href: '/', 'aria-label': t`Back to the chats` }, icon('back'));
}
