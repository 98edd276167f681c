// What did not come over the network is asked for again when it is next needed, without a new page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('again'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const fails = (/** @type {import('playwright-core').Route} */ route) => route.abort();

test('a message whose marks cannot be shown is there as it was typed, until they can', async () => {
  const gus = await Person.arrives(browser, server.url, 'gus');
  await gus.registers();
  await gus.creates('Weak');
  await gus.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await gus.page.route('**/css/markup.css', fails);
  await gus.says('with **marks** in it');
  await gus.sees('with **marks** in it');
  await gus.nothingPending();
  assert.equal(await gus.log.locator('strong').count(), 0);
  await gus.page.unroute('**/css/markup.css', fails);
  await gus.says('the next one');
  await gus.log.locator('strong', { hasText: 'marks' }).waitFor();
  await gus.nothingPending();
  assert.deepEqual(await gus.said(), ['with marks in it', 'the next one']);
  gus.isContent();
  await gus.leaves();
});

test('notifications that could not be looked at can be later', async () => {
  const ole = await Person.arrives(browser, server.url, 'ole');
  await ole.page.route('**/js/wire/push.js', fails);
  await ole.registers();
  const looks = async () => {
    await ole.page.getByRole('link', { name: 'Your profile' }).click();
    await ole.page.getByRole('heading', { name: 'Profile' }).waitFor();
  };
  await looks();
  await ole.page.locator('.notifications p').getByText('Loading…').waitFor({ state: 'detached' });
  assert.equal(await ole.page.getByRole('heading', { name: 'Quiet hours' }).count(), 0);
  await ole.page.unroute('**/js/wire/push.js', fails);
  await ole.page.getByRole('link', { name: 'dialogo' }).click();
  await looks();
  await ole.page.getByRole('heading', { name: 'Quiet hours' }).waitFor();
  ole.isContent();
  await ole.leaves();
});
