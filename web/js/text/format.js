// Dates, counts and names as people read them.

import { locale, t } from './words.js';

const DAY_MS = 86_400_000;

/** @param {Date} date  midnight at the start of its day, in local time */
function dayOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** @param {Date} a @param {Date} b */
export function sameDay(a, b) {
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
}

/** Whole days from the one date's day to the other's; a day with 23 or 25 hours counts as one. @param {Date} from @param {Date} to */
function daysBetween(from, to) {
  return Math.round((dayOf(to).getTime() - dayOf(from).getTime()) / DAY_MS);
}

/** To make one costs much more than to use it. @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};

/** @param {Date} date @param {string | undefined} region @param {Intl.DateTimeFormatOptions} how */
function written(date, region, how) {
  return (formats[region + JSON.stringify(how)] ??= new Intl.DateTimeFormat(region, how)).format(date);
}

/** `14:03` or `2:03 PM`, as the reader's language has it. @param {Date} date @param {string} [region] */
export function timeText(date, region = locale) {
  return written(date, region, { hour: 'numeric', minute: '2-digit' });
}

/** The heading of a day in a conversation. @param {Date} date @param {Date} now @param {string} [region] */
export function dayText(date, now, region = locale) {
  const days = daysBetween(date, now);
  if (days === 0) return t`Today`;
  if (days === 1) return t`Yesterday`;
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return written(date, region, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** As short as a list allows: the time today, the weekday this week, else the date. @param {Date} date @param {Date} now @param {string} [region] */
export function shortText(date, now, region = locale) {
  const days = daysBetween(date, now);
  if (days <= 0) return timeText(date, region);
  if (days === 1) return t`Yesterday`;
  if (days < 7) return written(date, region, { weekday: 'short' });
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return written(date, region, { day: 'numeric', month: 'short', year });
}

/** @param {Date} date @param {string} [region] */
export function fullText(date, region = locale) {
  return written(date, region, { dateStyle: 'full', timeStyle: 'short' });
}

/** A badge has room for two digits. @param {number} n */
export function badgeText(n) {
  return n > 99 ? '99+' : String(n);
}

/** @param {import('../types.js').UserSummary} user */
export function nameOf(user) {
  return user.display_name || user.username;
}

/** Up to two letters that stand for a name. @param {string} name */
export function initialsOf(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : words;
  const initials = letters.map((word) => [...word][0]).join('');
  return (initials || [...name.trim()][0] || '?').toUpperCase();
}

/** One of eight colours, always the same for the same id. @param {string} id */
export function toneOf(id) {
  let hash = 0x811c9dc5; // FNV-1a
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % 8;
}

/** Characters as the server counts them: Unicode scalar values, not UTF-16 units. @param {string} text */
export function lengthOf(text) {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}

/** @param {number} bytes @param {string} [region] */
export function sizeText(bytes, region = locale) {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const size = bytes / 1000 ** unit;
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toLocaleString(region, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[unit]}`;
}
