import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { routeOf } from '../../js/dom/router.js';
import { rowsOf } from '../../js/views/conversation-rows.js';
import { History } from '../../js/wire/history.js';
import { ReadMarks } from '../../js/wire/read-marks.js';
import { FakeClock, ada, bob, chat, message, settled, storeOf } from './fakes.mjs';

const web = new URL('../../', import.meta.url);
const now = new Date(2026, 2, 2, 9, 0);
const at = (/** @type {number} */ day, /** @type {number} */ hour, /** @type {number} */ minute) => new Date(2026, 2, day, hour, minute).toISOString();

/** @param {import('../../js/types.js').Message[]} items @param {object} [more] */
function rows(items, more = {}) {
  return rowsOf({ items, unsent: [], me: ada, person: (user) => user, newFrom: null, live: true, blocks: {}, quotes: {}, saved: {}, mayWrite: true, mayDelete: false, mayReadVersions: false, edit: null, now, ...more });
}

test('messages of one author within minutes stand under one name', () => {
  const shown = rows([
    message(1, { created_at: at(1, 10, 0) }), message(2, { created_at: at(1, 10, 4) }), message(3, { created_at: at(1, 10, 10) }),
    message(4, { created_at: at(1, 10, 11), author: ada }),
  ]);
  assert.deepEqual(shown.map((row) => (row.kind === 'message' ? row.first : row.kind)), ['day', true, false, true, true]);
});

test('each day has its heading, and the new ones their line', () => {
  const shown = rows([message(1, { created_at: at(1, 23, 59) }), message(2, { created_at: at(2, 0, 1) }), message(3, { created_at: at(2, 0, 2) })], { newFrom: 3 });
  assert.deepEqual(shown.map((row) => row.kind), ['day', 'message', 'day', 'message', 'new', 'message']);
});

test('a message keeps its row when it is acknowledged', () => {
  const unsent = [{ client_id: 'k', chat_id: 'c-1', body: 'x', created_at: at(2, 8, 0), status: 'pending', reason: null }];
  const before = rows([], { unsent, live: false });
  const after = rows([message(1, { client_id: 'k', author: ada, created_at: at(2, 8, 0) })]);
  assert.equal(before[1].key, after[1].key);
  assert.equal(before[1].kind === 'message' && before[1].waiting, true);
});

test('two people with the same client_id have two rows', () => {
  const shown = rows([message(1, { client_id: 'k', author: ada }), message(2, { client_id: 'k', author: bob })]);
  assert.equal(new Set(shown.map((row) => row.key)).size, shown.length);
});

test('one may delete ones own messages, and who keeps order all that are left', () => {
  const items = [message(1, { author: ada }), message(2), message(3, { author: ada, body: '', deleted_at: at(2, 8, 0) })];
  const deletable = (/** @type {boolean} */ mayDelete) =>
    rows(items, { mayDelete }).flatMap((row) => (row.kind === 'message' ? [row.mayDelete] : []));
  assert.deepEqual([deletable(false), deletable(true)], [[true, false, false], [true, true, false]]);
});

test('the message that one is changing shows its field, unless it is deleted meanwhile', () => {
  const edit = { id: 'm-1', text: 'x' };
  const editing = (/** @type {object} */ more) => rows([message(1, { author: ada, ...more }), message(2)], { edit }).map((row) => row.kind === 'message' && row.edit);
  assert.deepEqual(editing({}), [false, edit, null]);
  assert.deepEqual(editing({ deleted_at: at(2, 8, 0) }), [false, null, null]);
});

test('a page that was overtaken by a later request is not taken for the answer', async () => {
  const store = storeOf();
  /** @type {((page: any) => void)[]} */
  const answers = [];
  const history = new History(store, { messages: () => new Promise((resolve) => answers.push(resolve)) });
  const first = history.loadNewest('c-1');
  store.dispatch({ type: 'timeline.dropped', chat_id: 'c-1' });
  const second = history.loadNewest('c-1');
  const page = (/** @type {string} */ body) => ({ items: [message(1, { body })], has_before: false, has_after: false });
  answers[0](page('before the reset'));
  await first;
  assert.equal(store.state.timelines['c-1'].loaded, false);
  answers[1](page('after it'));
  await second;
  assert.equal(store.state.timelines['c-1'].items[0].body, 'after it');
});

test('addresses name their views', () => {
  assert.deepEqual(routeOf('/'), { name: 'home', id: null });
  assert.deepEqual(routeOf('/chats/abc'), { name: 'chat', id: 'abc' });
  assert.deepEqual(routeOf('/discover'), { name: 'discover', id: null });
  assert.deepEqual(routeOf('/constructor'), { name: 'unknown', id: null });
  assert.deepEqual(routeOf('/chats/a/b'), { name: 'unknown', id: null });
});

test('history asks for one page at a time, back to the beginning', async () => {
  const store = storeOf();
  /** @type {any[]} */
  const asked = [];
  const history = new History(store, {
    messages: async (_id, query) => {
      asked.push(query);
      const items = query.before ? [message(1), message(2)] : [message(3), message(4)];
      return { items, has_before: !query.before, has_after: false };
    },
  });
  await Promise.all([history.loadNewest('c-1'), history.loadNewest('c-1')]);
  await Promise.all([history.loadBefore('c-1'), history.loadBefore('c-1')]);
  await history.loadBefore('c-1');
  assert.deepEqual(asked, [{ limit: 50 }, { before: 3, limit: 50 }]);
  assert.deepEqual(store.state.timelines['c-1'].items.map((m) => m.number), [1, 2, 3, 4]);
});

test('a page that fails says why and can be asked for again', async () => {
  const store = storeOf();
  let fail = true;
  const history = new History(store, {
    messages: async () => {
      if (fail) throw new Error('no');
      return { items: [message(1)], has_before: false, has_after: false };
    },
  });
  await history.loadNewest('c-1');
  assert.ok(store.state.timelines['c-1'].problem);
  fail = false;
  await history.loadNewest('c-1');
  assert.equal(store.state.timelines['c-1'].problem, null);
});

test('reading is told at most twice a second, and again after a lost connection', async () => {
  const clock = new FakeClock();
  const store = storeOf([chat({ read_number: 0, unread: 5 })]);
  /** @type {number[]} */
  const told = [];
  let lost = false;
  const request = async (/** @type {any} */ frame) => {
    told.push(frame.data.number);
    if (lost) throw Object.assign(new Error('lost'), { code: 'disconnected' });
  };
  const marks = new ReadMarks({ store, request, guess: (action, work) => store.guess(action, work), clock });
  marks.setLive(true);
  for (const number of [1, 2, 3, 2]) marks.mark('c-1', number);
  assert.equal(store.state.chats['c-1'].unread, 2);
  await clock.advance(500);
  assert.deepEqual(told, [1, 3]);
  await clock.advance(500);
  lost = true;
  marks.mark('c-1', 4);
  await settled();
  lost = false;
  marks.setLive(true);
  await settled();
  assert.deepEqual(told, [1, 3, 4, 4]);
});

/** All modules that come with one, by its imports; what is imported at need is not among them. @param {string} path @param {Set<string>} [found] */
function closureOf(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const code = readFileSync(new URL(`.${path}`, web), 'utf8');
  for (const [, other] of code.matchAll(/^import (?:[^'"]* from )?'(\.[^']+)';$/gm)) closureOf(new URL(other, `file://${path}`).pathname, found);
  return found;
}

test('the page names every module that it begins with, every style, and has nothing inline', () => {
  const html = readFileSync(new URL('index.html', web), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="(\/(?:js|css)\/[^"]+)"/g)].map(([, path]) => path).filter((path) => path !== '/js/theme-early.js');
  const early = named.filter((path) => path.startsWith('/css/'));
  assert.deepEqual(named.filter((path) => !early.includes(path)).toSorted(), [...closureOf('/js/main.js')].toSorted());
  const sources = readdirSync(new URL('js', web), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const code = sources.map((name) => readFileSync(new URL(`js/${name}`, web), 'utf8')).join('');
  const later = [...code.matchAll(/(?:[sS]tyles\(|STYLES = )\[('[^\]]+)\]|^  \[('\w+'), .*=> import\(/gm)].flatMap(([, names, kind]) => (names ?? kind).split(', ').map((name) => `/css/${name.slice(1, -1)}.css`));
  const styles = readdirSync(new URL('css', web)).map((name) => `/css/${name}`);
  assert.deepEqual([...new Set([...early, ...later, '/css/embed.css'])].toSorted(), styles.toSorted());
  assert.doesNotMatch(html, /<style|style=|<script>|\son\w+=/);
});

test('no script turns text into markup or code', () => {
  const sources = readdirSync(new URL('js', web), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const name of sources) {
    const code = readFileSync(new URL(`js/${name}`, web), 'utf8');
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML|DOMParser/, name);
  }
});
