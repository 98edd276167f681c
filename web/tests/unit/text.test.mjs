import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badgeText, dayText, fullText, initialsOf, lengthOf, nameOf, shortText, sizeText, timeText, toneOf } from '../../js/text/format.js';
import { counted, t } from '../../js/text/words.js';
import { markedPieces } from '../../js/text/marked.js';
import { linkify } from '../../js/text/linkify.js';
import { explain } from '../../js/text/explain.js';
import { fieldWords } from '../../js/text/field-words.js';
import { Problem } from '../../js/wire/http.js';
import { ada } from './fakes.mjs';

const links = (/** @type {string} */ text) => linkify(text).filter((piece) => piece.href !== null).map((piece) => piece.text);

test('nothing of a text is lost by looking for links', () => {
  for (const text of ['', 'plain', 'a https://x.example b', '(https://x.example/a_(b)), and mailto:a@b.example.', 'https://', '\u202ehttps://x.example']) {
    assert.equal(linkify(text).map((piece) => piece.text).join(''), text);
  }
});

test('http, https and mailto become links', () => {
  assert.deepEqual(links('see https://a.example/x?y=1#z and http://b.example'), ['https://a.example/x?y=1#z', 'http://b.example']);
  assert.deepEqual(links('write to mailto:ada@engine.example'), ['mailto:ada@engine.example']);
});

test('the punctuation of the sentence stays outside, brackets of the link inside', () => {
  assert.deepEqual(links('(see https://a.example/b).'), ['https://a.example/b']);
  assert.deepEqual(links('https://a.example/Rust_(film), good'), ['https://a.example/Rust_(film)']);
  assert.deepEqual(links('"https://a.example/x"!'), ['https://a.example/x']);
});

test('whatever could run or mislead stays text', () => {
  const bad = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd',
    'https://bank.example@evil.example/', 'https://user:pw@evil.example', 'mailto:nobody', 'ftp://a.example', 'https://', '//evil.example'];
  for (const text of bad) assert.deepEqual(links(text), [], text);
});

test('invisible and turning characters end a link', () => {
  assert.deepEqual(links('https://a.example/\u202egpj.exe'), ['https://a.example/']);
  assert.deepEqual(links('https://a.example/<b>'), ['https://a.example/']);
});

test('days have the names that people use', () => {
  const now = new Date(2026, 2, 10, 9, 0);
  assert.equal(dayText(new Date(2026, 2, 10, 0, 1), now, 'en'), 'Today');
  assert.equal(dayText(new Date(2026, 2, 9, 23, 59), now, 'en'), 'Yesterday');
  assert.match(dayText(new Date(2026, 1, 3), now, 'en-GB'), /^Tuesday,? 3 February$/);
  assert.match(dayText(new Date(2025, 1, 3), now, 'en-GB'), /2025$/);
});

test('the list shows a time today, a weekday this week, a date before', () => {
  const now = new Date(2026, 2, 10, 9, 0);
  assert.match(shortText(new Date(2026, 2, 10, 8, 5), now, 'en-GB'), /^0?8:05$/);
  assert.equal(shortText(new Date(2026, 2, 9, 8, 5), now, 'en-GB'), 'Yesterday');
  assert.equal(shortText(new Date(2026, 2, 6), now, 'en-GB'), 'Fri');
  assert.equal(shortText(new Date(2026, 0, 6), now, 'en-GB'), '6 Jan');
});

test('characters are counted as the server counts them', () => {
  assert.equal(lengthOf('a😀é'), 3);
});

test('initials, names, tones, badges and counts', () => {
  assert.deepEqual(['Ada Lovelace', 'general', '日本 語', '😀', '  '].map(initialsOf), ['AL', 'G', '日語', '😀', '?']);
  assert.equal(nameOf({ ...ada, display_name: '' }), 'ada');
  assert.equal(toneOf('x'), toneOf('x'));
  for (let n = 0; n < 50; n += 1) assert.ok(toneOf(`user ${n}`) >= 0 && toneOf(`user ${n}`) < 8);
  assert.deepEqual([badgeText(7), badgeText(100)], ['7', '99+']);
  assert.deepEqual([counted(1, 'member'), counted(2, 'member')], ['1 member', '2 members']);
});

test('dates, numbers and sizes are written as in the reader’s region', () => {
  const at = new Date(2026, 1, 3, 14, 5);
  assert.deepEqual([timeText(at, 'en-US'), timeText(at, 'pt-BR'), timeText(at, 'de-DE')].map((text) => text.replaceAll(/\s/g, ' ')), ['2:05 PM', '14:05', '14:05']);
  assert.match(fullText(at, 'pt-BR'), /^terça-feira, 3 de fevereiro de 2026/);
  assert.match(shortText(at, new Date(2026, 5, 1), 'pt-BR'), /^3 de fev/);
  assert.deepEqual([sizeText(1_540_000, 'pt-BR'), sizeText(1_540_000, 'en-GB'), sizeText(17, 'pt-BR')], ['1,5 MB', '1.5 MB', '17 bytes']);
  assert.equal(t`${12_345} left`.replaceAll(/\D/g, ''), '12345');
  assert.notEqual(t`${12_345} left`, '12345 left', 'a number in a sentence is written by locale');
});

test('an error says what to do next', () => {
  assert.match(explain(new Problem({ code: 'rate_limited', retry_after_ms: 12_000 })), /Wait 12 seconds/);
  assert.match(explain(new Problem({ code: 'rate_limited', retry_after_ms: 600_000 })), /10 minutes/);
  assert.match(explain(new Problem({ code: 'offline' })), /Check your connection/);
  assert.equal(explain(new Problem({ code: 'brand_new', detail: 'In the words of the server.' })), 'In the words of the server.');
  assert.match(explain(new TypeError('x is undefined')), /Reload/);
});

test('what is wrong with a field is said by its name and the code, and else in the words of the server', () => {
  assert.match(fieldWords({ field: 'username', code: 'invalid', detail: 'must have at least 3 characters' }), /3 to 32 letters/);
  assert.equal(fieldWords({ field: 'anything', code: 'required', detail: 'is missing' }), 'This is missing.');
  assert.equal(fieldWords({ field: 'anything', code: 'brand_new', detail: 'must be blue' }), 'Must be blue.');
});

test('what was found is shown with the words around it, counted in characters', () => {
  assert.deepEqual(markedPieces('🦀 the crab', [{ start: 6, length: 4 }]), [{ text: '🦀 the ', marked: false }, { text: 'crab', marked: true }]);
  const long = `${'a '.repeat(100)}word${' b'.repeat(300)}`;
  const pieces = markedPieces(long, [{ start: 200, length: 4 }, { start: 700, length: 1 }]);
  assert.deepEqual([pieces[0].text, pieces.find(({ marked }) => marked)?.text, pieces.at(-1)?.text], ['…', 'word', '…']);
  assert.ok(pieces.map(({ text }) => text).join('').length < 310);
  assert.deepEqual(markedPieces('only a link', []), [{ text: 'only a link', marked: false }]);
  assert.deepEqual(markedPieces('- **the** crab\n- a *crab*\n> `crab`', [{ start: 20, length: 4 }, { start: 29, length: 4 }]), [
    { text: 'the crab a ', marked: false }, { text: 'crab', marked: true }, { text: ' ', marked: false }, { text: 'crab', marked: true },
  ]);
});
