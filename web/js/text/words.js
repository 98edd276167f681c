// The words of the page in the reader's language. English stands where it is shown; another language is one file that has its own words
// for each of these, and a line here.

import { kept } from '../dom/kept.js';

/** @typedef {Record<string, string | [one: string, many: string]>} Words  by the English ones; where something is counted, for one and for many */
/** @typedef {import('../dom/h.js').Child} Child */

/** What the languages call themselves. @type {Record<string, string>} */
export const LANGUAGES = { en: 'English', 'pt-BR': 'Português (Brasil)' };
export const KEY = 'dialogo.language';

/** What a language has in its file: its words, and where it keeps its names of emoji, if it has them. @typedef {{WORDS: Words, EMOJI?: () => Promise<{EMOJI: string}>}} Spoken */

/** @type {Record<string, () => Promise<Spoken>>} */
const FILES = { 'pt-BR': () => import('../lang/pt-br.js') };

const wishes = globalThis.navigator?.languages ?? [];
export const language = languageOf(kept(KEY), wishes);
/** How dates and numbers are written: as in the reader's own region, where that speaks the language. */
export const locale = wishes.find((wish) => wish.slice(0, 2) === language.slice(0, 2)) ?? (language === 'en' ? undefined : language);

// Every module that has words waits for this, so that they are there when it begins.
const { WORDS, EMOJI } = await spokenIn(language);
/** The emoji with their names in the reader's language, or else in English. */
export const emojiNames = EMOJI ?? (() => import('../data/emoji.js'));

/** The chosen language, or the first that the reader understands and the page speaks. @param {string | null} chosen @param {readonly string[]} wishes */
export function languageOf(chosen, wishes) {
  if (chosen && chosen in LANGUAGES) return chosen;
  const known = Object.keys(LANGUAGES);
  const spoken = wishes.map((wish) => known.find((one) => one.slice(0, 2) === wish.slice(0, 2)));
  return spoken.find((one) => one !== undefined) ?? 'en';
}

/** Where a line of a language begins. @param {string} of @returns {"ltr" | "rtl"} */
export function directionOf(of) {
  return ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'].includes(new Intl.Locale(of).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** @param {string} wanted @returns {Promise<Spoken>} */
async function spokenIn(wanted) {
  try {
    return (await FILES[wanted]?.()) ?? { WORDS: {} };
  } catch {
    return { WORDS: {} }; // without a connection, in English
  }
}

/** A sentence, with what stands in it: t`Message ${name}`. @param {TemplateStringsArray} english @param {...(string | number)} values @returns {string} */
export function t(english, ...values) {
  return parts(english, values.map((value) => (typeof value === 'number' ? value.toLocaleString(locale) : value))).join('');
}

/** The same with elements in it. @param {TemplateStringsArray} english @param {...Child} values @returns {Child[]} */
export function phrase(english, ...values) {
  return parts(english, values);
}

/** `{}` stands for the next value, `{1}` for the one at that place. @template V @param {TemplateStringsArray} english @param {V[]} values @returns {(string | V)[]} */
function parts(english, values) {
  const key = english.join('{}');
  const found = WORDS[key];
  let next = 0;
  return (typeof found === 'string' ? found : key).split(/(\{\d?\})/).map((part) => {
    if (!/^\{\d?\}$/.test(part)) return part;
    const place = part === '{}' ? next++ : Number(part[1]);
    return values[place];
  });
}

const plurals = new Intl.PluralRules(language);

/** `1 member`, `2 members`. @param {number} n @param {string} one @param {string} [many] */
export function counted(n, one, many = `${one}s`) {
  const words = WORDS[`# ${one}`] ?? [one, many];
  const isOne = plurals.select(n) === 'one';
  return `${n.toLocaleString(locale)} ${words[isOne ? 0 : 1]}`;
}
