import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMarkup, parse, plainText } from '../../js/text/markup.js';
import { ada } from './fakes.mjs';

/** A tree as a short text: `<strong>` is [b …], and so on. @param {any} one @returns {string} */
function short(one) {
  if (typeof one === 'string') return one;
  const inside = () => (one.children ?? []).map(short).join('');
  switch (one.kind) {
    case 'text': return inside();
    case 'strong': return `[b ${inside()}]`;
    case 'em': return `[i ${inside()}]`;
    case 'code': return `[c ${one.text}]`;
    case 'link': return `[a ${one.text}]`;
    case 'mention': return `[@ ${one.text}]`;
    case 'pre': return `[pre ${one.text}]`;
    case 'quote': return `[q ${inside()}]`;
    default: return `[${one.ordered ? 'ol' : 'ul'} ${one.items.map((/** @type {any} */ item) => `(${item.number ?? ''}${item.children.map(short).join('')})`).join('')}]`;
  }
}
const read = (/** @type {string} */ text, /** @type {any[]} */ mentions = []) => parse(text, mentions).map(short).join('|');

test('words are bold, italic and code', () => {
  assert.equal(read('**bold** and *italic*, _too_, and `code`.'), '[b bold] and [i italic], [i too], and [c code].');
  assert.equal(read('**bold *and italic***'), '[b bold [i and italic]]');
  assert.equal(read('***both*** and (**this**)!'), '[b [i both]] and ([b this])!');
  assert.equal(read('``a ` b`` `c`'), '[c a ` b] [c c]');
  assert.equal(read('`**not bold**` **`code` in bold**'), '[c **not bold**] [b [c code] in bold]');
  assert.equal(read('这是**重要**的'), '这是[b 重要]的');
});

test('what is no mark stays as it was typed', () => {
  for (const text of ['2 * 3 * 4', '2*3*4', 'snake_case_name and __init__', '**open', '*a', 'a**', '`tick', '****', '* ', '_ _', '*', 'a * b', '>_<', '>:(', '-5 degrees', '1.5', '```', '```js', '**a\nb**', '** a **']) {
    assert.equal(read(text), text);
  }
  assert.equal(read('*open **bold**'), '*open [b bold]');
  assert.equal(read('**open *italic*'), '**open [i italic]');
});

test('code blocks, quotes and lists are blocks among the words', () => {
  assert.equal(read('before\n```rust\nfn *main*() {\n\n}\n```\nafter'), 'before|[pre fn *main*() {\n\n}]|after');
  assert.equal(read('```\nnever closed'), '```\nnever closed');
  assert.equal(read('> said **so**\n> twice\n\nand I'), '[q said [b so]\ntwice]|and I');
  assert.equal(read('> > deeper\n> ```\n> code\n> ```'), '[q [q deeper][pre code]]');
  assert.equal(read('- one\n- *two*\n\n3. three\n4. four'), '[ul (one)([i two])]|[ol (3three)(4four)]');
  assert.equal(read('one\n\n\ntwo'), 'one\n\n\ntwo');
});

test('links and mentions are whole inside of marks, and their underscores their own', () => {
  assert.equal(read('**see https://a.example/x_(y)_z**'), '[b see [a https://a.example/x_(y)_z]]');
  assert.equal(read('*@ada_b* _@ada_b_', [{ user: ada, text: '@ada_b' }]), '[i [@ @ada_b]] [i @ada_b]');
  assert.equal(read('> - hi @ada', [{ user: ada, text: '@ada' }]), '[q [ul (hi [@ @ada])]]');
  assert.equal(read('[x](javascript:alert(1)) `https://a.example`'), '[x](javascript:alert(1)) [c https://a.example]');
});

test('quotes end at a depth, and marks at a number', () => {
  /** @param {any} one @returns {number} */
  const depth = (one) => 1 + Math.max(0, ...[...(one.children ?? []), ...(one.items ?? [])].map(depth));
  const deepest = (/** @type {string} */ text) => Math.max(...parse(text).map(depth));
  assert.ok(deepest('> '.repeat(5_000)) < 12);
  assert.ok(deepest(`${'> '.repeat(50)}${'*a **b _c '.repeat(100)}x ${'c_ b** a* '.repeat(100)}`) < 16);
});

test('a hostile text of 100,000 characters takes no more steps than it has characters, and loses none', () => {
  const size = 100_000;
  const hostile = ['*', '_', '>', '> ', '`', '*a ', '**a ', '_a ', '*a**b_c', '`a``b', '```\n', '> \n', '- a\n', '1. a\n', '(', 'https://a.example)', '@ada', '*_', '* *', '> > ```\n', '**a*', '`*_>'];
  for (const pattern of hostile) {
    const meter = { steps: 0 };
    const text = pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size);
    const blocks = parse(text, [{ user: ada, text: '@ada' }], meter);
    assert.ok(meter.steps <= 4 * size, `${pattern}: ${meter.steps} steps`);
    assert.ok(blocks.length > 0, pattern);
  }
  const brackets = `https://a.example/${')'.repeat(size)}`;
  assert.equal(read(brackets), `[a https://a.example/]${')'.repeat(size)}`);
});

test('without its marks a message is one line of words', () => {
  assert.equal(plainText('**Hi** `there`\n> quoted\n- one\n- two'), 'Hi there quoted one two');
  assert.deepEqual(['plain https://a.example', 'a *b*', '> q'].map(hasMarkup), [false, true, true]);
});
