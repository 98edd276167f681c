// The elements of a message's words. Whatever was written ends in text nodes.

import { h } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { parse } from '../text/markup.js';
import { t } from '../text/words.js';

/** @typedef {import('../text/markup.js').Block} Block */
/** @typedef {import('../text/markup.js').Inline} Inline */
/** @typedef {import('../dom/h.js').Child} Child */

/** @param {string} text @param {import('../types.js').Mention[]} mentions @param {string} me @returns {Child[]} */
export function words(text, mentions, me) {
  return parse(text, mentions).flatMap((block) => blockOf(block, me));
}

/** @param {Block} block @param {string} me @returns {Child[]} */
function blockOf(block, me) {
  switch (block.kind) {
    case 'text':
      return block.children.map((one) => inlineOf(one, me));
    case 'pre':
      return [h('pre', { tabindex: '0', dir: 'ltr' }, h('code', null, block.text))];
    case 'quote':
      return [h('blockquote', { dir: 'auto' }, block.children.flatMap((child) => blockOf(child, me)))];
    case 'list':
      return [h(block.ordered ? 'ol' : 'ul', null, block.items.map(({ number, children }) =>
        h('li', { value: number, dir: 'auto' }, children.map((one) => inlineOf(one, me)))))];
  }
}

/** @param {Inline} one @param {string} me @returns {Child} */
function inlineOf(one, me) {
  if (typeof one === 'string') return one;
  switch (one.kind) {
    case 'strong':
    case 'em':
      return h(one.kind, null, one.children.map((child) => inlineOf(child, me)));
    case 'code':
      return h('code', null, one.text);
    case 'link':
      return h('a', { href: one.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, one.text);
    case 'mention':
      return mentionOf(one.mention, me);
  }
}

/** Under the present name, whatever the text has. @param {import('../types.js').Mention} mention @param {string} me */
function mentionOf({ user, text }, me) {
  const isMe = user === null || user.id === me;
  return h('bdi', { class: isMe ? 'mention me' : 'mention', title: user ? `@${user.username}` : t`Everyone in this chat` }, user ? `@${nameOf(user)}` : text);
}
