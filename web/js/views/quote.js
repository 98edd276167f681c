// What a message replies to, in a line or two.

import { bdi, h } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { plainText } from '../text/markup.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('./quote-of.js').Quote} Quote */

/** Two lines show no more. */
const EXCERPT = 200;

/** A link to the message, or words where there is none. @param {Quote} quote */
export function quoteLink(quote) {
  const { quoted } = quote;
  if (!quoted) return null;
  if (typeof quoted === 'string') return h('p', { class: 'quote muted' }, WITHOUT[quoted]);
  return h('a', { class: 'quote', href: `/chats/${quoted.chat_id}/${quoted.number}` }, quoteWords(quote));
}

/** @param {Quote} quote @returns {HTMLElement[]} */
export function quoteWords({ quoted, quotedAuthor, quotedBlocked }) {
  if (typeof quoted === 'string' || !quoted || !quotedAuthor) return [];
  const said = quotedBlocked ? t`Message of someone you have blocked` : excerptOf(quoted);
  return [
    h('span', { class: 'visually-hidden' }, t`In reply to `),
    bdi(nameOf(quotedAuthor), 'quote-author'),
    h('span', { class: quoted.deleted_at || quotedBlocked ? 'quote-text muted' : 'quote-text', dir: 'auto' }, said),
  ];
}

/** @param {Message} message */
export function excerptOf({ body, deleted_at, attachments }) {
  if (deleted_at) return t`Message deleted`;
  const words = [...plainText(body).replace(/\s+/gu, ' ')].slice(0, EXCERPT).join('');
  return words || attachments.map(({ name }) => name).join(', ');
}

const WITHOUT = {
  loading: t`In reply to a message that is being loaded…`,
  gone: t`In reply to a message that is not there any more.`,
  failed: t`In reply to a message that could not be loaded.`,
};
