// What is wrong with a field, in words that say what fits; loaded when something is.

import { t } from './words.js';

const USERNAME = t`A username has 3 to 32 letters or digits, with . _ - between them.`;
const PASSWORD = t`A password has up to 128 characters, and that of an account at least 8.`;
const WEAK = t`This password is one of those that are tried first. Choose another one.`;
const WHEN = t`Say when.`;
const CHAT_NAME = t`A chat has a name of up to 80 characters.`;

/** By the field's name and the server's code, as far as the two say enough. @type {Record<string, string>} */
const WORDS = {
  'username required': USERNAME,
  'username invalid': USERNAME,
  'display_name invalid': t`A name has up to 64 characters, of those that can be seen.`,
  'avatar invalid': t`One emoji, or one or two letters.`,
  'password invalid': PASSWORD,
  'password weak_password': WEAK,
  'new_password invalid': PASSWORD,
  'new_password weak_password': WEAK,
  'name required': CHAT_NAME,
  'name invalid': CHAT_NAME,
  'description invalid': t`Up to 500 characters say what it is about.`,
  'reason invalid': t`A reason has up to 200 characters.`,
  'message invalid': t`Up to 500 characters.`,
  'send_at required': WHEN,
  'send_at invalid': WHEN,
  'send_at out_of_range': t`Choose a time from now on, within a year.`,
};

/** @param {import('../wire/http.js').FieldError} complaint */
export function fieldWords({ field, code = '', detail }) {
  const own = WORDS[`${field} ${code}`];
  if (own) return own;
  if (code === 'required') return t`This is missing.`;
  const begun = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
