// Nothing moves by itself: not when pictures come, not when history comes above what one reads.
//
// What is counted is every `layout-shift` that the browser tells, also those shortly after a key or a click (`hadRecentInput`), which browsers
// leave out of their own sum.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, picture, say } from './furnish.mjs';
import { PASSWORD, Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;
let place = '';

const MESSAGES = 130;

before(async () => {
  [server, browser] = await Promise.all([Server.start('stillness', { DIALOGO__LIMITS__APP__MESSAGES_BURST: '1000' }), launch()]);
  const { url } = server;
  const [ada, bob] = await Promise.all(['ada', 'bob'].map(async (username) => (await call(url, 'POST', '/auth/register', null, { username, password: PASSWORD })).access_token));
  const { id } = await call(url, 'POST', '/chats', ada, { name: 'Gallery' });
  await call(url, 'POST', `/chats/${id}/join`, bob);
  for (let n = 1; n <= MESSAGES; n += 1) {
    const [author, body] = [n % 5 < 3 ? ada : bob, n % 4 === 0 ? `number ${n}\n\n- **one**\n- two` : `number ${n}`];
    await say(url, author, id, body, n % 7 === 0 ? { attachments: [await picture(url, author, id)] } : {});
  }
  // Ada has read all of it, and begins at its end; Bob nothing, and begins where more is new than comes at first.
  await call(url, 'PUT', `/chats/${id}/read`, ada, { number: MESSAGES });
  place = `${url}/chats/${id}`;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Notes what moves, and in each frame where the words of a message are that was named. */
function watchMoves() {
  const all = /** @type {any} */ (globalThis);
  all.moved = [];
  all.places = [];
  const of = (/** @type {any} */ { node, previousRect, currentRect }) => `${node?.className ?? node?.nodeName}: ${previousRect.top} to ${currentRect.top}`;
  new PerformanceObserver((list) => {
    for (const { value, sources } of /** @type {any[]} */ (list.getEntries())) all.moved.push([value, ...sources.map(of)]);
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (all.named) all.places.push(document.querySelector(`[data-number="${all.named}"] > .message-body`)?.getBoundingClientRect().top ?? null);
    requestAnimationFrame(look);
  };
  look();
}

/** Answers to these questions wait until they are let go. @param {Page} page @param {RegExp} which */
async function holds(page, which) {
  /** @type {(value?: unknown) => void} */
  let go = () => {};
  const held = new Promise((resolve) => (go = resolve));
  await page.route(which, async (route) => {
    await held;
    await route.continue();
  });
  return go;
}

/** @param {Page} page */
const frames = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
/** @param {Page} page */
const moved = (page) => page.evaluate(() => /** @type {any} */ (globalThis).moved);
/** Every picture that is on the page has come. @param {Page} page */
const havePictures = (page) => page.waitForFunction(() => {
  const pictures = /** @type {HTMLImageElement[]} */ ([...document.querySelectorAll('.picture img')]);
  return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
});

/** The first message on screen, whose place is noted from now on. @param {Page} page */
const names = (page) => page.evaluate(() => {
  const all = /** @type {any} */ (globalThis);
  const { top } = /** @type {HTMLElement} */ (document.querySelector('.timeline')).getBoundingClientRect();
  const first = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.messages > .message')]).find((row) => row.getBoundingClientRect().bottom > top);
  all.places = [];
  all.named = first?.dataset.number;
});

for (const [name, device] of /** @type {const} */ ([['ada', desktop], ['ada', phone], ['bob', desktop], ['bob', phone]])) {
  test(`nothing moves when ${name} opens a chat, nor when its pictures come, on ${device === phone ? 'a phone' : 'a desktop'}`, async () => {
    const person = await Person.arrives(browser, server.url, name, device);
    const { page } = person;
    await page.addInitScript(watchMoves);
    await person.logsIn();
    const go = await holds(page, /\/files\//);
    await page.goto(place);
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    await page.locator('.announcer').waitFor({ state: 'attached' });
    await page.locator('.member').first().waitFor({ state: device === phone ? 'detached' : 'attached' });
    await frames(page);
    assert.deepEqual(await moved(page), [], 'when it opens');
    go();
    await havePictures(page);
    await frames(page);
    assert.deepEqual(await moved(page), [], 'when pictures come');
    person.isContent();
    await person.leaves();
  });
}

for (const [where, device] of /** @type {const} */ ([['a desktop', desktop], ['a phone', phone]])) {
  test(`history that comes above moves nothing, nor do its pictures, on ${where}`, async () => {
    const ada = await Person.arrives(browser, server.url, 'ada', device);
    const { page } = ada;
    await page.addInitScript(watchMoves);
    await ada.logsIn();
    await page.goto(place);
    await page.locator('.announcer').waitFor({ state: 'attached' });
    for (const [at, oldest] of [[200, MESSAGES - 99], [0, 1]]) {
      const [comes, pictures] = [await holds(page, /\/messages\?.*before=/), await holds(page, /\/files\//)];
      await page.evaluate((at) => void (/** @type {HTMLElement} */ (document.querySelector('.timeline')).scrollTop = at), at);
      await frames(page);
      await names(page);
      assert.equal(await page.locator(`.messages > [data-number="${oldest}"]`).count(), 0, 'not there yet');
      comes();
      await page.locator(`.messages > [data-number="${oldest}"]`).waitFor({ state: 'attached' });
      await frames(page);
      pictures();
      await havePictures(page);
      await frames(page);
      const places = await page.evaluate(() => /** @type {any} */ (globalThis).places);
      assert.ok(places.length > 3, 'looked at in several frames');
      assert.deepEqual([...new Set(places)], [places[0]], `where the words of the first message on screen were, from ${at} on`);
      assert.deepEqual(await moved(page), [], `from ${at} on`);
      for (const which of [/\/messages\?.*before=/, /\/files\//]) await page.unroute(which);
    }
    ada.isContent();
    await ada.leaves();
  });
}
