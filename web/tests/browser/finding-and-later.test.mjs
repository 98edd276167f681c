// What was said long ago is found, and read where it was said.

import { after, before, test } from 'node:test';
import { Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('search'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a message is found by its words and its author, opened among its neighbours, and linked to', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada');
  await ada.registers('Ada');
  await ada.creates('Engine room');
  await ada.says('The *difference engine* needs oil <b>now</b>');
  for (let n = 1; n <= 5; n += 1) await ada.says(`Nothing of note, day ${n}`);
  await ada.nothingPending();

  await ada.page.getByRole('link', { name: 'Search messages' }).click();
  await ada.isAccessible('an empty search');
  const field = ada.page.getByRole('searchbox', { name: 'Search messages' });
  await field.fill('elephants');
  await ada.page.getByText('Nothing was found.').waitFor();
  await field.fill('from:ada diff oil');
  const found = ada.page.getByRole('link', { name: /difference engine needs oil <b>now<\/b>/ });
  await found.waitFor();
  await ada.page.locator('mark', { hasText: 'diff' }).waitFor();
  await ada.isAccessible('what was found');
  await found.getByText('The difference engine needs oil').waitFor();
  await field.fill('from:nobody diff oil');
  await ada.page.getByText('Nothing was found.').waitFor();
  await field.fill('fference');
  await ada.page.locator('mark', { hasText: 'fference' }).waitFor();
  await ada.page.getByRole('combobox', { name: 'What messages have' }).selectOption('file');
  await ada.page.getByText('Nothing was found.').waitFor();
  await ada.page.getByRole('combobox', { name: 'What messages have' }).selectOption('');
  await found.click();
  await ada.page.locator('.message.target', { hasText: 'difference engine' }).waitFor();
  await ada.page.locator('.message-body', { hasText: 'day 5' }).waitFor();
  await ada.isAccessible('a message of long ago');
  await ada.page.reload();
  await ada.page.locator('.message.target', { hasText: 'difference engine' }).waitFor();
  await ada.page.getByRole('link', { name: 'To the newest' }).click();
  await ada.isIn('Engine room');
  await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ada.actsOn('Nothing of note, day 3', 'Copy link');
  await ada.page.getByText('Copied.').waitFor();
  const address = await ada.page.evaluate(() => navigator.clipboard.readText());
  await ada.page.goto(address);
  await ada.page.locator('.message.target', { hasText: 'day 3' }).waitFor();
  ada.isContent();
  await ada.leaves();
});

test('searching fits on a phone', async () => {
  const bob = await Person.arrives(browser, server.url, 'bob', phone);
  await bob.registers('Bob');
  await bob.creates('Attic');
  await bob.says('An attic full of clocks');
  await bob.nothingPending();
  await bob.page.goto(`${server.url}/search`);
  await bob.page.getByRole('searchbox', { name: 'Search messages' }).fill('clock');
  await bob.page.getByRole('link', { name: /attic full of clocks/ }).waitFor();
  await bob.fitsTheScreen();
  bob.isContent();
  await bob.leaves();
});

test('a message that is to be sent later waits in a list, and can be taken back', async () => {
  const eve = await Person.arrives(browser, server.url, 'eve');
  await eve.registers('Eve');
  await eve.creates('Diary');
  await eve.page.locator('input[type=file]').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('milk') });
  await eve.page.getByText('list.txt is ready to be sent.').waitFor();
  await eve.writingField.fill('Remember the milk');
  await eve.page.getByRole('button', { name: 'Send later' }).click();
  const dialog = eve.page.getByRole('dialog');
  await eve.isAccessible('asking when');
  await dialog.getByLabel('When').fill('2001-01-01T10:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await dialog.getByText('Choose a time from now on').waitFor();
  await dialog.getByLabel('When').fill(`${new Date().getFullYear() + 1}-01-01T10:00`);
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await eve.page.getByText('Will be sent:').waitFor();
  await eve.page.getByRole('button', { name: 'Scheduled messages' }).click();
  await dialog.getByText('Remember the milk · list.txt').waitFor();
  await eve.isAccessible('what waits to be sent');
  await dialog.getByRole('button', { name: /^Remove the message/ }).click();
  await dialog.getByText('Nothing waits to be sent.').waitFor();
  eve.isContent();
  await eve.leaves();
});
