// What must hold for any message whatsoever, tried on tens of thousands that nobody would write. A failure prints its seed and the smallest message.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasMarkup, parse, plainText } from '../../js/text/markup.js';
import { ada, bob } from './fakes.mjs';

const RUNS = { numRuns: 20_000, seed: 20_261_127 };
const MENTIONS = [{ user: ada, text: '@ada' }, { user: bob, text: '@bob' }, { user: null, text: '@all' }];

/** What the markup is made of, and what might confuse its reader. */
const TOKENS = [
  '*', '**', '***', '_', '__', '`', '``', '```', '\n', '\n\n', '> ', '>', '- ', '* ', '• ', '1. ', '2) ', '999999999. ', '0000000001. ', ' ', '\t', '\r',
  'a', 'b c', 'snake_case', '这是', 'é', '🦀', '👩‍👩‍👧', '\u0301', '\u202e', '\u200b', '\u2028', '\u0000', '\ud800', '(', ')', '[x](', '.', ',', '!', '\\', '&lt;', '<script>',
  'https://a.example', 'HTTPS://b.example/x_(y)_z', 'http://', 'https://u:p@evil.example', 'mailto:a@b.example', 'mailto:', 'javascript:alert(1)', 'data:text/html,x', 'https://[::1', '@ada', '@bob', '@all', '@', 'rust', '#',
];
const marked = fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(''));
const message = fc.oneof({ weight: 5, arbitrary: marked }, fc.string({ unit: 'binary', maxLength: 200 }), fc.tuple(marked, fc.string({ unit: 'grapheme' }), marked).map((parts) => parts.join('')));

const BLOCKS = new Set(['text', 'pre', 'quote', 'list']);
const INLINES = new Set(['strong', 'em', 'code', 'link', 'mention']);

/** Every node below, with its depth. @param {any} node @param {number} depth @returns {Generator<{node: any, depth: number}>} */
function* within(node, depth = 1) {
  yield { node, depth };
  for (const child of node.children ?? []) yield* within(child, depth + 1);
  for (const item of node.items ?? []) yield* within(item, depth + 1);
}

/** What a reader sees of it. @param {any} node @returns {string} */
function shown(node) {
  return [...within(node)].map(({ node: one }) => (typeof one === 'string' ? one : one.text ?? '')).join('');
}

/** @param {string} text @param {(tree: any[], steps: number) => void} holds */
function read(text, holds) {
  const meter = { steps: 0 };
  holds(parse(text, MENTIONS, meter), meter.steps);
}

test('a tree of known kinds, whose depth and whose work are bounded, comes of any text', () => {
  fc.assert(fc.property(message, (text) => read(text, (tree, steps) => {
    assert.ok(steps <= 4 * text.length + 4, `${steps} steps for ${text.length} characters`);
    for (const block of tree) {
      for (const { node, depth } of within(block)) {
        assert.ok(depth <= 16, `a depth of ${depth}`);
        const isItem = typeof node === 'object' && 'number' in node;
        assert.ok(typeof node === 'string' || isItem || BLOCKS.has(node.kind) || INLINES.has(node.kind), JSON.stringify(node));
      }
    }
  })), RUNS);
});

test('links lead to the web or to mail, whatever stands around them, and to what they show', () => {
  fc.assert(fc.property(message, (text) => read(text, (tree) => {
    for (const { node } of tree.flatMap((block) => [...within(block)])) {
      if (node.kind === 'link') {
        const url = new URL(node.href);
        assert.ok(['http:', 'https:', 'mailto:'].includes(url.protocol), node.href);
        assert.ok(url.username === '' && url.password === '', node.href);
        assert.equal(new URL(node.text).href, node.href);
      }
      if (node.kind === 'mention') assert.ok(MENTIONS.includes(node.mention) && text.includes(node.text));
    }
  })), RUNS);
});

test('what is shown was written, in that order, and nothing but marks is left out', () => {
  // Marks of lines and words, and the numbers of lists. What a fence says of its language is not shown either, so here none does.
  const MARKS = /[\s*_`>•\-\d.)]/gu;
  const words = (/** @type {string} */ of) => of.replace(MARKS, '');
  const mute = message.map((text) => text.replace(/```(?=[\w+#.-])/gu, '``` '));
  fc.assert(fc.property(mute, (text) => read(text, (tree) => {
    const seen = tree.map(shown).join('\n');
    let at = 0;
    for (const character of seen.replaceAll('\n', '')) {
      at = text.indexOf(character, at) + 1;
      assert.ok(at > 0, `made up: ${JSON.stringify(seen)}`);
    }
    assert.equal(words(seen), words(text));
  })), RUNS);
});

test('of any text there is one line of words, and text alone stays what it is', () => {
  fc.assert(fc.property(message, (text) => {
    assert.ok(!plainText(text).includes('\n'));
    if (!/[*_`>\-•\d]/u.test(text)) assert.ok(!hasMarkup(text));
  }), RUNS);
});
