// A conversation of 50,000 messages, and what one does in a list: change the last message, hear of new ones.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readsMany } from './many.mjs';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('list'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** As many as this are on the page at most, of however many there are. */
const ON_PAGE_MAX = 250;

test('50,000 messages scroll, with a few of them on the page at a time', async () => {
  const max = await readsMany(browser, server.url);
  const { page } = max;
  /** What is on screen, from top to bottom, and how much is on the page. */
  const look = () => page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const list = /** @type {HTMLElement} */ (document.querySelector('.timeline'));
    const { top, left, width, height } = list.getBoundingClientRect();
    const places = Array.from({ length: 20 }, (_, at) => document.elementFromPoint(left + width / 2, top + 5 + (at * (height - 10)) / 20));
    // Between two rows there is some air; three places one below the other are more than that.
    const isEmpty = places.map((place) => !place?.closest('.messages > li'));
    const hole = isEmpty.some((_, at) => isEmpty[at] && isEmpty[at + 1] && isEmpty[at + 2]);
    const numbers = places.map((place) => Number(place?.closest('li[data-number]')?.getAttribute('data-number') ?? 0)).filter(Boolean);
    return { hole, numbers, onPage: document.querySelectorAll('.messages > li').length };
  });
  const scrollTo = (/** @type {number} */ part) => page.evaluate((part) => {
    const list = /** @type {HTMLElement} */ (document.querySelector('.timeline'));
    list.scrollTop = part * list.scrollHeight;
  }, part);
  const check = (/** @type {Awaited<ReturnType<typeof look>>} */ { hole, numbers, onPage }, /** @type {string} */ where) => {
    assert.ok(onPage <= ON_PAGE_MAX, `${where}: ${onPage} rows are on the page`);
    assert.equal(hole, false, `${where}: a part of the screen is empty`);
    assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b), where);
  };
  check(await look(), 'the end');
  for (const part of [0.5, 0.25, 0.9, 0.1]) {
    await scrollTo(part);
    check(await look(), String(part));
  }
  await page.mouse.move(700, 400);
  let before = (await look()).numbers[0];
  for (let turn = 0; turn < 30; turn += 1) {
    await page.mouse.wheel(0, -600);
    const seen = await look();
    check(seen, `turn ${turn}`);
    assert.ok(seen.numbers[0] <= before && before - seen.numbers[0] < 60, `from ${before} to ${seen.numbers[0]}`);
    before = seen.numbers[0];
  }
  await page.getByRole('button', { name: 'To the newest' }).click();
  await max.log.getByText('message 50000', { exact: true }).waitFor();
  check(await look(), 'the end again');
  await scrollTo(0);
  check(await look(), 'the beginning');
  assert.equal((await look()).numbers[0], 1);
  await max.isAccessible('a long list');
  max.isContent();
  await max.leaves();
});

test('the arrow up changes what one said last, and new messages are told to a screen reader', async () => {
  const [ivy, joe] = [await Person.arrives(browser, server.url, 'ivy'), await Person.arrives(browser, server.url, 'joe')];
  await ivy.registers('Ivy');
  await ivy.creates('Arrows');
  await joe.registers('Joe');
  await joe.looksUp('Arrows');
  await joe.isIn('Arrows');
  await joe.page.locator('.announcer').waitFor({ state: 'attached' });
  await ivy.says('frist');
  await joe.says('**second**');
  await ivy.sees('second');
  await ivy.page.locator('.announcer').getByText('Joe: second', { exact: true }).waitFor({ state: 'attached' });
  await ivy.nothingPending();
  await ivy.writingField.press('ArrowUp');
  const editor = ivy.page.getByRole('textbox', { name: 'Edit message' });
  assert.equal(await editor.inputValue(), 'frist');
  await editor.fill('first');
  await editor.press('Enter');
  await joe.log.getByText('first (edited)').waitFor();
  await joe.page.locator('.announcer').getByText('Ivy: frist', { exact: true }).waitFor({ state: 'attached' });
  for (const person of [ivy, joe]) {
    person.isContent();
    await person.leaves();
  }
});

test('while one reads further up, nothing moves, and what is new is counted until one goes there', async () => {
  const [kit, lou] = [await Person.arrives(browser, server.url, 'kit'), await Person.arrives(browser, server.url, 'lou')];
  await kit.registers();
  await kit.creates('Tower');
  await lou.registers();
  await lou.looksUp('Tower');
  await lou.isIn('Tower');
  for (let n = 1; n <= 4; n += 1) await kit.says(Array.from({ length: 25 }, (_, at) => `part ${n}, line ${at}`).join('\n'));
  await kit.nothingPending();
  await lou.log.getByText('part 4, line 24').waitFor();
  const top = () => lou.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.timeline')).scrollTop);
  await lou.page.evaluate(() => void (/** @type {HTMLElement} */ (document.querySelector('.timeline')).scrollTop = 300));
  await lou.page.getByRole('button', { name: 'To the newest' }).waitFor();
  const before = await top();
  await kit.says('news');
  await kit.says('more news');
  const jump = lou.page.getByRole('button', { name: '2 new messages' });
  await jump.waitFor();
  assert.equal(await top(), before);
  await lou.isAccessible('new messages below');
  await jump.click();
  await lou.sees('more news');
  await jump.waitFor({ state: 'hidden' });
  await lou.log.getByText('New messages', { exact: true }).waitFor({ state: 'attached' });
  for (const person of [kit, lou]) {
    person.isContent();
    await person.leaves();
  }
});
