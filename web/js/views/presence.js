// Whether somebody is here: a dot on their picture, and the same in words.

import { h } from '../dom/h.js';
import { shortText } from '../text/format.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').Presence} Presence */

/** @param {Presence | undefined} presence @param {Date} now */
export function presenceText(presence, now) {
  if (presence?.state === 'online') return t`Online`;
  if (presence?.state === 'away') return t`Away`;
  return presence?.last_seen_at ? t`Last seen ${shortText(new Date(presence.last_seen_at), now)}` : '';
}

/** The dot says it by its form as well: full, or a ring. @param {HTMLElement} avatar @param {Presence | undefined} presence */
export function withDot(avatar, presence) {
  const here = presence?.state === 'online' || presence?.state === 'away';
  return h('span', { class: 'with-dot' }, avatar,
    here ? h('span', { class: `dot ${presence.state}` }, h('span', { class: 'visually-hidden' }, presence.state === 'online' ? t`Online` : t`Away`)) : null);
}
