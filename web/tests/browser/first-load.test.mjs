// What a page costs until one can read and write, in bytes as the browser reads them, without compression.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('first-load'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const MAX = 150_000;
/** With marks, a quote, reactions and a file: what shows those comes with the first message that has one. */
const WITH_EVERYTHING_MAX = 175_000;
/** What comes when the page is at rest, and all that comes with it: the connection, and what one does beside reading and writing. */
const LATER = /\/js\/(live|views\/conversation-more|wire\/worker)\.js$/;

/** All that is fetched for a page but what people wrote, while what comes later is held back. @param {Person} person @param {string} url @param {() => Promise<unknown>} usable */
async function bytesUntil({ page }, url, usable) {
  /** @type {Promise<[string, number]>[]} */
  const fetched = [];
  const note = (/** @type {import('playwright-core').Response} */ response) => {
    const { origin, pathname } = new URL(response.url());
    assert.equal(origin, server.url, 'nothing comes from elsewhere');
    if (!pathname.startsWith('/api/')) fetched.push(response.body().then((body) => [pathname, body.length]));
  };
  /** @type {(value?: unknown) => void} */
  let go = () => {};
  const held = new Promise((resolve) => (go = resolve));
  await page.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  page.on('response', note);
  await page.goto(url);
  await usable();
  page.off('response', note);
  const sizes = await Promise.all(fetched);
  go();
  return { total: sizes.reduce((sum, [, size]) => sum + size, 0), paths: sizes.map(([path]) => path) };
}

/** The scripts that index.html names, so that the browser fetches them together and not import by import. */
const preloaded = [...readFileSync(new URL('../../index.html', import.meta.url), 'utf8').matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, path]) => path);

test('one reads and writes before the page has 150 kB, and logs in', async () => {
  const eve = await Person.arrives(browser, server.url, 'eve');
  const login = await bytesUntil(eve, server.url, () => eve.page.getByRole('button', { name: 'Log in' }).waitFor());
  assert.ok(login.total > 50_000 && login.total <= MAX, `log-in: ${login.total} bytes`);
  for (const path of preloaded) assert.ok(login.paths.includes(path), `${path} is fetched early and not used`);
  await eve.registers();
  await eve.creates('Small');
  await eve.says('hello');
  await eve.nothingPending();
  const storageState = await eve.page.context().storageState();

  const again = await Person.arrives(browser, server.url, 'eve', { storageState });
  const conversation = await bytesUntil(again, eve.page.url(), async () => {
    await again.sees('hello');
    await again.says('hello again');
    await again.sees('hello again');
  });
  assert.ok(conversation.total > login.total && conversation.total <= MAX, `conversation: ${conversation.total} bytes`);
  assert.equal(await again.page.locator('.message.pending').count(), 1, 'it waits for the connection');
  await again.nothingPending();

  await again.says('with **marks** in it');
  await again.nothingPending();
  await again.page.locator('input[type=file]').first().setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await again.page.getByText('a.txt is ready to be sent.').waitFor({ state: 'attached' });
  await again.says('with a file');
  await again.nothingPending();
  await again.actsOn('hello', 'React with 👍');
  await again.actsOn('hello', 'Reply');
  await again.says('as a reply');
  await again.nothingPending();
  const third = await Person.arrives(browser, server.url, 'eve', { storageState: await again.page.context().storageState() });
  const everything = await bytesUntil(third, eve.page.url(), () => third.sees('as a reply'));
  console.log(`bytes: log-in ${login.total}, conversation ${conversation.total}, with marks, a quote, reactions and a file ${everything.total}`);
  assert.ok(everything.total > conversation.total && everything.total <= WITH_EVERYTHING_MAX, `with everything: ${everything.total} bytes`);
  for (const person of [eve, again, third]) {
    person.isContent();
    await person.leaves();
  }
});

for (const [name, path] of [['ida', '/js/wire/socket.js'], ['ivo', '/js/views/shell.js']]) {
  test(`without ${path} one is told, and a new page has it and sends what was written`, async () => {
    const ida = await Person.arrives(browser, server.url, name);
    await ida.registers();
    await ida.creates('Weak');
    await ida.nothingPending();
    const breaks = (/** @type {import('playwright-core').Route} */ route) => route.abort();
    await ida.page.route(`**${path}`, breaks);
    await ida.page.reload();
    const reload = ida.page.getByRole('button', { name: 'Reload' });
    await reload.waitFor();
    const writes = path.includes('/wire/');
    if (writes) await ida.says('to be sent');
    await ida.page.unroute(`**${path}`, breaks);
    await reload.click();
    await ida.isIn('Weak');
    if (writes) await ida.sees('to be sent');
    await ida.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    await ida.nothingPending();
    ida.isContent();
    await ida.leaves();
  });
}
