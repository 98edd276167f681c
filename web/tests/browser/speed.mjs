// Measures what a person waits for in the client, with a real server in a real Chromium, and prints it: never a test, since a busy machine is
// slow for reasons of its own.
//
// --strict: exit code 1 when 95 of 100 changes from one chat to another were not on screen within 100 ms.
// DIALOGO_BIN and CHROMIUM as for the tests.

import { call, say } from './furnish.mjs';
import { readsMany } from './many.mjs';
import { PASSWORD, Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */

const CHATS = ['North', 'South', 'East', 'West'];
const MESSAGES = 300;
const SWITCHES = 100;
const RELOADS = 20;
const TURNS = 300;
const SWITCH_MS_MAX = 100;
const WORDS = 'I pulled the network cable in the middle of a conversation this morning and it caught up by itself with nothing missing'.split(' ');


/** Anna's chats, and Ben, with whom she talks in each. @param {string} url */
async function talk(url) {
  const [anna, ben] = await Promise.all(['anna', 'ben'].map(async (username) => (await call(url, 'POST', '/auth/register', null, { username, password: PASSWORD })).access_token));
  for (const name of CHATS) {
    const { id } = await call(url, 'POST', '/chats', anna, { name });
    await call(url, 'POST', `/chats/${id}/join`, ben);
    for (let n = 1; n < MESSAGES; n += 1) {
      const words = Array.from({ length: 3 + ((n * 7) % 40) }, (_, at) => WORDS[(n + at) % WORDS.length]).join(' ');
      await say(url, n % 5 < 3 ? anna : ben, id, n % 6 === 0 ? `**${n}** ${words}, \`${n}\` of https://example.org/${n}` : words);
    }
    await say(url, ben, id, `last of ${name}`);
  }
}

/** To be there, all that was said of it is on screen. @param {Person} anna @param {string} name */
async function opens(anna, name) {
  await anna.page.getByRole('link', { name: new RegExp(name) }).click();
  await anna.sees(`last of ${name}`);
}

/** Before one can change between chats that are in memory, each was looked at, and so far up that all of it was read. @param {Person} anna */
async function readsAll(anna) {
  for (const name of CHATS) {
    await opens(anna, name);
    await anna.page.waitForFunction((all) => {
      const list = /** @type {HTMLElement} */ (document.querySelector('.timeline'));
      list.scrollTop = 0;
      return document.querySelector('.messages > [data-number="1"]') !== null && all;
    }, MESSAGES);
  }
}

/** From the click, or the key, to the frame after the one in which the messages were drawn. @param {Page} page @param {string} name @param {boolean} byKey @returns {Promise<number>} */
async function changes(page, name, byKey) {
  const link = page.locator('.chat-item', { hasText: name });
  const shown = page.evaluate((last) => new Promise((resolve) => {
    addEventListener('click', ({ timeStamp }) => {
      const look = () => {
        const isThere = document.querySelector('.messages > li:last-child')?.textContent?.includes(last);
        requestAnimationFrame(() => (isThere ? resolve(performance.now() - timeStamp) : setTimeout(look)));
      };
      requestAnimationFrame(() => setTimeout(look)); // after it was painted
    }, { once: true, capture: true });
  }), `last of ${name}`);
  if (byKey) await link.press('Enter');
  else await link.click();
  return shown;
}

/** @param {Person} anna @param {number} slowdown  of the processor @returns {Promise<number>} what 95 of 100 stay below */
async function switches({ page }, slowdown) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const work = async () => 1_000 * ((await tools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  /** @type {number[][]} */
  const [times, works] = [[], []];
  for (let n = 0; n < SWITCHES; n += 1) {
    const before = await work();
    times.push(await changes(page, CHATS[n % CHATS.length], n % 2 === 0));
    works.push((await work()) - before);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }
  await tools.detach();
  const rows = await page.locator('.messages > li').count();
  const what = `another chat, ${rows} rows${slowdown > 1 ? `, processor ${slowdown} times slower` : ''}`;
  report(`${what}, work of the page`, works);
  return report(what, times);
}

/** When there were first chats on screen, and first messages. */
function watchFirstPaint() {
  const at = /** @type {Record<string, number>} */ ((/** @type {any} */ (globalThis)).firstPaint = {});
  const look = () => {
    for (const [name, selector] of [['chats', '.chat-item'], ['messages', '.messages > .message']]) {
      if (!at[name] && document.querySelector(selector)) requestAnimationFrame(() => (at[name] ??= performance.now()));
    }
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
}

/** @param {Person} anna */
async function reloads({ page }) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  /** @type {Record<'chats' | 'messages', number[]>} */
  const times = { chats: [], messages: [] };
  for (let n = 0; n < RELOADS; n += 1) {
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500))); // until it has been kept
    await page.reload();
    const at = await page.waitForFunction(() => {
      const { firstPaint } = /** @type {any} */ (globalThis);
      return firstPaint.messages && firstPaint.chats ? firstPaint : null;
    });
    const { chats, messages } = await at.jsonValue();
    times.chats.push(chats);
    times.messages.push(messages);
  }
  report('a new page from the cache, until the chats are there', times.chats);
  report('a new page from the cache, until the messages are there', times.messages);
}

/** @param {import('playwright-core').Browser} browser @param {string} url */
async function scrolling(browser, url) {
  const max = await readsMany(browser, url);
  const { page } = max;
  await page.mouse.move(700, 400);
  await page.evaluate(() => {
    const seen = (/** @type {any} */ (globalThis)).frames = /** @type {number[]} */ ([]);
    let last = performance.now();
    const frame = (/** @type {number} */ now) => {
      seen.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, -400);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  report('a frame while 50,000 messages scroll', await page.evaluate(() => (/** @type {any} */ (globalThis)).frames));
}

/** @param {string} what @param {number[]} times @returns {number} */
function report(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const part = (/** @type {number} */ of) => sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))];
  const [median, p95, most] = [part(0.5), part(0.95), part(1)].map((ms) => `${ms.toFixed(1)} ms`);
  console.log(`${what}: median ${median}, p95 ${p95}, longest ${most} (${times.length} times)`);
  return part(0.95);
}

const server = await Server.start('speed', {
  // Nobody writes as fast as this does.
  DIALOGO__LIMITS__APP__MESSAGES_PER_SEC: '10000', DIALOGO__LIMITS__APP__MESSAGES_BURST: '10000',
});
const browser = await launch();
try {
  await talk(server.url);
  const anna = await Person.arrives(browser, server.url, 'anna', { ...desktop, serviceWorkers: 'allow' });
  await anna.page.addInitScript(watchFirstPaint);
  await anna.logsIn();
  await readsAll(anna);
  const p95 = await switches(anna, 1);
  await switches(anna, 4);
  await reloads(anna);
  await scrolling(browser, server.url);
  if (process.argv.includes('--strict') && p95 > SWITCH_MS_MAX) {
    console.error(`It must not take longer than ${SWITCH_MS_MAX} ms until another chat is there.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await server.stop();
}
