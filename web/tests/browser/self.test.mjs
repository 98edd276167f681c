// What is one's own: drafts on two devices.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('self'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('what is begun on one device goes on on the other, and is gone on both when it is sent', async () => {
  const ann = await Person.arrives(browser, server.url, 'ann', desktop);
  await ann.registers('Ann');
  await ann.creates('Letters');
  const pocket = await Person.arrives(browser, server.url, 'ann', phone);
  await pocket.logsIn();
  await ann.writingField.fill('Dear Bob');
  await pocket.page.getByRole('link', { name: /Letters.*Draft: Dear Bob/ }).waitFor();
  await pocket.isAccessible('a draft in the list');
  await pocket.page.getByRole('link', { name: /Letters/ }).click();
  await pocket.isIn('Letters');
  assert.equal(await pocket.writingField.inputValue(), 'Dear Bob');
  await pocket.writingField.fill('Dear Bob, thank you');
  await ann.showsInField('Dear Bob, thank you');
  await ann.page.reload();
  await ann.showsInField('Dear Bob, thank you');
  await ann.writingField.press('Enter');
  await pocket.sees('Dear Bob, thank you');
  await pocket.showsInField('');
  await ann.showsInField('');
  for (const device of [ann, pocket]) {
    device.isContent();
    await device.leaves();
  }
});
