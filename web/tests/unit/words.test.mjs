import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { WORDS } from '../../js/lang/pt-br.js';
import { LANGUAGES, counted, directionOf, languageOf, phrase, t } from '../../js/text/words.js';

const root = new URL('../../js/', import.meta.url);

/** The sentences that a module says, as the catalogue has them. @param {string} code */
function sentencesIn(code) {
  /** @type {string[]} */
  const found = [];
  for (const { index } of code.matchAll(/(?<![\w$.)])(?:t|phrase)`/g)) found.push(templateAt(code, code.indexOf('`', index) + 1));
  for (const [, one] of code.matchAll(/\bcounted\([^,]+, '([^']+)'/g)) found.push(`# ${one}`);
  return found;
}

/** @param {string} code @param {number} at */
function templateAt(code, at) {
  let text = '';
  for (let depth = 0; code[at] !== '`' || depth > 0; at += 1) {
    if (code.startsWith('${', at)) {
      if (depth === 0) text += '{}';
      depth += 1;
      at += 1;
    } else if (depth > 0) depth += Number(code[at] === '{') - Number(code[at] === '}');
    else text += code[at];
  }
  return text;
}

test('every sentence of the page is in the catalogue, and none that is not said any more', () => {
  const said = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js') && name !== 'text/words.js' && !name.startsWith('lang/') && !name.startsWith('data/'))
    .flatMap((name) => sentencesIn(readFileSync(new URL(name, root), 'utf8')));
  assert.ok(said.length > 400);
  assert.deepEqual([...new Set(said)].toSorted(), Object.keys(WORDS).toSorted());
});

test('what stands in a sentence stands in its translation', () => {
  const places = (/** @type {string} */ text) => (text.match(/\{\d?\}/g) ?? []).length;
  for (const [english, words] of Object.entries(WORDS)) {
    if (typeof words === 'string') assert.equal(places(words), places(english), english);
    else assert.ok(words.every((word) => word !== ''), english);
  }
});

test('sentences, phrases with elements, and counts', () => {
  assert.equal(t`Message ${'a {} b'} and ${2}`, 'Message a {} b and 2');
  assert.deepEqual(phrase`before ${null} after`, ['before ', null, ' after']);
  assert.deepEqual([counted(1, 'member'), counted(2, 'member'), counted(0, 'person', 'people')], ['1 member', '2 members', '0 people']);
});

test('the chosen language, or the first that the reader understands', () => {
  assert.equal(languageOf('pt-BR', ['en']), 'pt-BR');
  assert.equal(languageOf(null, ['pt-PT', 'en']), 'pt-BR');
  assert.equal(languageOf('xx', ['de', 'en-GB']), 'en');
  assert.equal(languageOf(null, []), 'en');
});

test('a language is written from its own side', () => {
  assert.deepEqual(['ar', 'he', 'fa-IR', 'ur', 'en-GB', 'pt-BR', 'ja'].map(directionOf), ['rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr']);
  assert.deepEqual(Object.keys(LANGUAGES).map(directionOf), ['ltr', 'ltr']);
});
