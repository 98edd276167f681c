// What a page costs before anything can be seen, in bytes as the browser reads them, without compression.

import assert from 'node:assert/strict';
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

const VISITOR_MAX = 150_000;
const CONVERSATION_MAX = 270_000;

/** Everything that is fetched for a page but what people wrote. @param {import('playwright-core').Page} page @param {() => Promise<unknown>} open */
async function bytesOf(page, open) {
  /** @type {Promise<number>[]} */
  const sizes = [];
  const note = (/** @type {import('playwright-core').Response} */ response) => {
    assert.equal(new URL(response.url()).origin, server.url, 'nothing comes from elsewhere');
    if (!response.url().includes('/api/')) sizes.push(response.body().then((body) => body.length, () => 0));
  };
  page.on('response', note);
  await open();
  await page.waitForLoadState('networkidle');
  page.off('response', note);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test('the first page has less than 150 kB, and a conversation not much more', async () => {
  const eve = await Person.arrives(browser, server.url, 'eve');
  const first = await bytesOf(eve.page, async () => {
    await eve.page.goto(server.url);
    await eve.page.getByRole('button', { name: 'Log in' }).waitFor();
  });
  assert.ok(first > 50_000 && first <= VISITOR_MAX, `${first} bytes`);
  await eve.registers();
  await eve.creates('Small');
  await eve.says('hello');
  await eve.nothingPending();
  const { page } = await Person.arrives(browser, server.url, 'eve', { storageState: await eve.page.context().storageState() });
  const conversation = await bytesOf(page, async () => {
    await page.goto(eve.page.url());
    await page.getByRole('log').getByText('hello', { exact: true }).waitFor();
  });
  console.log(`log-in ${first} bytes, conversation ${conversation} bytes`);
  assert.ok(conversation > first && conversation <= CONVERSATION_MAX, `${conversation} bytes`);
  eve.isContent();
  await eve.leaves();
});
