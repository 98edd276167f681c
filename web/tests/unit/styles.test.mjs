import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

/** All that lies in a directory, as one text. @param {string} directory @param {string} end */
function textOf(directory, end) {
  const root = new URL(`../../${directory}/`, import.meta.url);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
  return names.map((name) => readFileSync(new URL(name, root), 'utf8')).join('\n');
}

/** These look as they are, and are named to be found. */
const BARE = ['announcer', 'connection', 'discover-list', 'folded', 'found-list', 'hint', 'member-list', 'message-more', 'own-picture', 'quoted', 'search', 'session-list'];

test('what has a class has a style, wherever its style is loaded', () => {
  const styled = new Set([...textOf('css', '.css').matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const named = [...textOf('js', '.js').matchAll(/\bclass: [`']([^`'$]*)[`']|\bPagedList\('([^']+)'/g)].flatMap(([, all, list]) => (all ?? list).split(' '));
  assert.ok(named.length > 200);
  assert.deepEqual([...new Set(named)].filter((name) => name && !styled.has(name)).toSorted(), BARE);
});
