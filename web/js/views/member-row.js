// One member in the list.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { personAvatar } from './avatar.js';
import { presenceText, withDot } from './presence.js';

/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {{key: string, member: Member, user: UserSummary, me: boolean, seen: import('../types.js').Presence | undefined}} MemberRow */

/** @type {Record<string, string>} */
const TAGS = { owner: t`Owner`, moderator: t`Moderator` };

/** @param {MemberRow} row @param {(member: Member) => void} open */
export function memberRow({ member, user, me, seen }, open) {
  const name = nameOf(user);
  const gone = seen?.state === 'offline' ? presenceText(seen, new Date()) : '';
  return h('li', { class: 'member' },
    withDot(personAvatar(user), seen),
    h('span', { class: 'member-words' },
      h('span', { class: 'member-name' }, bdi(name), me ? h('span', { class: 'muted' }, t` (you)`) : null),
      h('span', { class: 'muted' }, bdi(`@${user.username}`), gone ? ` · ${gone}` : null)),
    member.muted_until && Date.parse(member.muted_until) > Date.now() ? h('span', { class: 'tag' }, t`Muted`) : null,
    TAGS[member.role] ? h('span', { class: 'tag' }, TAGS[member.role]) : null,
    me
      ? null
      : h('button', { type: 'button', class: 'icon-button', 'aria-label': t`Actions for ${name}`, onclick: () => open(member) }, icon('more')));
}
