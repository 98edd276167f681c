import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowWindow } from '../../js/views/row-window.js';

const rows = (/** @type {number} */ n) => Array.from({ length: n }, (_, at) => ({ key: `row ${at}` }));

test('a short list is there as a whole', () => {
  const view = new RowWindow();
  view.take(rows(300));
  assert.deepEqual(view.around(0, 800), { from: 0, to: 300, above: 0, below: 0 });
  view.take([]);
  assert.deepEqual(view.around(0, 800), { from: 0, to: 0, above: 0, below: 0 });
});

test('of 50,000 rows a few are on the page, wherever one looks, and heights stand for the rest', () => {
  const view = new RowWindow();
  view.take(rows(50_000));
  const total = view.topOf(50_000);
  for (const top of [-100, 0, 1_000, total / 2, total - 800, total + 10_000]) {
    const { from, to, above, below } = view.around(top, 800);
    assert.ok(to - from > 0 && to - from < 200, `${from} to ${to}`);
    assert.ok(Math.abs(above + below + view.topOf(to) - view.topOf(from) - total) < 1e-6);
    const seen = Math.min(Math.max(top, 0), total - 800);
    assert.ok(above <= seen && total - below >= Math.min(total, seen + 800), 'what is on screen is on the page');
  }
});

test('what was seen keeps its height, and the others are taken for its like', () => {
  const view = new RowWindow();
  view.take(rows(1_000));
  assert.equal(view.measure([['row 0', 100], ['row 1', 60]]), true);
  assert.equal(view.measure([['row 0', 100]]), false);
  assert.deepEqual([view.topOf(1), view.topOf(2), view.topOf(3)], [100, 160, 240]);
  assert.deepEqual([view.indexOf('row 7'), view.indexOf('row 1000')], [7, -1]);
});
