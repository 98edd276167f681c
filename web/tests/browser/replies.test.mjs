// What people say about a message: replies that quote it.

import { after, before, test } from 'node:test';
import { Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('replies'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a reply quotes what it answers, follows its changes, and leads to it', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada', desktop);
  const bob = await Person.arrives(browser, server.url, 'bob', phone);
  await ada.registers('Ada');
  await bob.registers('Bob');
  await ada.creates('Questions');
  await bob.looksUp('Questions');
  await bob.isIn('Questions');
  await ada.says('Tea or coffee?');
  await ada.nothingPending();
  await bob.sees('Tea or coffee?');

  // With a finger: where there is nothing to hover with, it is one of the actions.
  const replies = async (/** @type {string} */ name) => {
    await bob.log.getByRole('button', { name: new RegExp(`^Actions for the message of ${name}`) }).click();
    await bob.page.getByRole('dialog').getByRole('button', { name: 'Reply', exact: true }).click();
  };
  await replies('Ada');
  const cancel = bob.page.getByRole('button', { name: 'Cancel the reply' });
  await cancel.waitFor();
  await bob.isAccessible('while one replies, on a phone');
  await bob.fitsTheScreen();
  await cancel.click();
  await cancel.waitFor({ state: 'hidden' });
  await replies('Ada');
  await bob.says('Tea, please.');
  await cancel.waitFor({ state: 'hidden' });
  const quoteFor = (/** @type {Person} */ person) => person.log.getByRole('link', { name: /In reply to Ada/ });
  await quoteFor(ada).getByText('Tea or coffee?').waitFor();

  // By keyboard: from a message's actions to the reply and out of it again.
  await ada.log.getByRole('button', { name: /^Actions for the message of Bob/ }).focus();
  await ada.page.keyboard.press('ArrowLeft');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('button', { name: 'Cancel the reply' }).waitFor();
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('button', { name: 'Cancel the reply' }).waitFor({ state: 'hidden' });
  await ada.isAccessible('a reply');

  await ada.actsOn('Tea or coffee?', 'Edit');
  await ada.log.getByRole('textbox', { name: 'Edit message' }).fill('Tea, coffee or water?');
  await ada.page.keyboard.press('Enter');
  await quoteFor(bob).getByText('Tea, coffee or water?').waitFor();

  // Far beyond the first page, what is quoted is fetched by itself.
  for (let n = 1; n <= 60; n += 1) await ada.says(`More, number ${n}`);
  await ada.nothingPending();
  await bob.sees('More, number 60');
  await ada.page.waitForFunction(() => document.querySelectorAll('.message').length >= 62);
  await replies('Bob');
  await bob.says('And a biscuit.');
  await bob.nothingPending();
  await ada.page.goto(`${ada.url}/`);
  await ada.page.getByRole('link', { name: /Questions/ }).click();
  await ada.sees('And a biscuit.');
  await ada.log.getByRole('link', { name: /In reply to Bob/ }).getByText('Tea, please.').waitFor();
  await ada.log.getByRole('link', { name: /In reply to Bob/ }).click();
  await ada.page.locator('.message.target', { hasText: 'Tea, please.' }).waitFor();
  const other = ada.page.getByRole('link', { name: /In reply to Ada/ });
  await other.getByText('Tea, coffee or water?').waitFor();
  await ada.isAccessible('a reply among its neighbours');

  await ada.page.getByRole('link', { name: 'To the newest' }).click();
  await ada.sees('And a biscuit.');
  await bob.actsOn('Tea, please.', 'Delete');
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await ada.log.getByRole('link', { name: /In reply to Bob.*Message deleted/ }).waitFor();
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});
