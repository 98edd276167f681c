// What everyone is to find, and what everyone has seen: pinned messages, and who has read one.

import { after, before, test } from 'node:test';
import { Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('pins'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a message is pinned, marked for everyone, found in the details, and unpinned', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada', desktop);
  const bob = await Person.arrives(browser, server.url, 'bob', phone);
  await ada.registers('Ada');
  await bob.registers('Bob');
  await ada.creates('House rules');
  await bob.looksUp('House rules');
  await bob.isIn('House rules');
  await ada.says('No shoes inside.');
  await ada.says('Something else.');
  await ada.nothingPending();
  await bob.sees('Something else.');
  await bob.log.getByRole('button', { name: /^Actions for the message of Ada/ }).first().click();
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Copy link' }).waitFor();
  if (await bob.page.getByRole('dialog').getByRole('button', { name: 'Pin', exact: true }).count()) throw new Error('a member may not pin');
  await bob.page.keyboard.press('Escape');

  await ada.log.getByRole('button', { name: /^Actions for the message of Ada/ }).first().click();
  const seen = ada.page.getByRole('dialog').getByRole('button', { name: 'Seen by 1 person' });
  await seen.waitFor();
  await ada.isAccessible('the actions for a message');
  await seen.click();
  await ada.page.getByRole('dialog').getByText('@bob').waitFor();
  await ada.isAccessible('who has seen a message');
  await ada.page.keyboard.press('Escape');

  await ada.actsOn('No shoes inside.', 'Pin');
  const mark = bob.log.getByRole('listitem').filter({ hasText: 'No shoes inside.' }).getByText('Pinned');
  await mark.waitFor();
  await bob.isAccessible('a pinned message');
  await bob.page.getByRole('button', { name: 'Details and members' }).click();
  await bob.page.getByRole('button', { name: 'Pinned messages' }).click();
  await bob.isAccessible('the list of what is pinned');
  await bob.fitsTheScreen();
  await bob.page.getByRole('dialog').getByRole('link', { name: /No shoes inside\./ }).click();
  await bob.page.locator('.message.target', { hasText: 'No shoes inside.' }).waitFor();
  await bob.page.getByRole('link', { name: 'To the newest' }).click();
  await bob.isIn('House rules');

  await ada.actsOn('No shoes inside.', 'Unpin');
  await mark.waitFor({ state: 'detached' });
  await ada.page.getByRole('button', { name: 'Pinned messages' }).click();
  await ada.page.getByRole('dialog').getByText('Nothing is pinned here.').waitFor();
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});
