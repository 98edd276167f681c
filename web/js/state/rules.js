// What each role may do, as the server has it: the page shows what would be allowed, the server decides.

import { locale, t } from '../text/words.js';

/** @typedef {import('../types.js').Role} Role */
/** @typedef {"ChangeChat" | "HandOver" | "DeleteMessage" | "JudgeReports" | "ReadVersions" | "Pin" | "Announce" | "Invite" | "SkipPassword" | "Appoint" | "Mute" | "Remove" | "Ban" | "ReadLog"} Deed */

/** From the lowest to the highest. @type {Role[]} */
const RANKS = ['member', 'moderator', 'owner'];

/** The lowest role that may. @type {Record<Deed, Role>} */
const LOWEST = {
  ChangeChat: 'owner',
  HandOver: 'owner',
  DeleteMessage: 'moderator',
  JudgeReports: 'moderator',
  ReadVersions: 'moderator',
  Pin: 'moderator',
  Announce: 'moderator',
  Invite: 'moderator',
  SkipPassword: 'owner',
  Appoint: 'owner',
  Mute: 'moderator',
  Remove: 'moderator',
  Ban: 'moderator',
  ReadLog: 'moderator',
};

/** @param {Role} role @param {Deed} deed */
export function may(role, deed) {
  return RANKS.indexOf(role) >= RANKS.indexOf(LOWEST[deed]);
}

/** In a direct chat, which nobody owns, both may. @param {import('../types.js').MyChat} chat */
export function mayPin({ role, direct_with }) {
  return direct_with !== null || may(role, 'Pin');
}

/** Why I may not write, in words; null when I may. @param {import('../types.js').MyChat} chat @param {number} now milliseconds since 1970 */
export function silenceOf({ role, posting, muted_until }, now) {
  if (muted_until && Date.parse(muted_until) > now) return t`You are muted until ${new Date(muted_until).toLocaleString(locale)}.`;
  if (posting === 'moderators' && !may(role, 'Announce')) return t`Only the owner and the moderators write here.`;
  return null;
}

/** What is done to a person reaches those who stand below. @param {Role} role @param {Deed} deed @param {Role} other */
export function mayTo(role, deed, other) {
  return may(role, deed) && RANKS.indexOf(role) > RANKS.indexOf(other);
}
