// Two people write to each other alone, and one of them has enough of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('alone'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('one is found by a part of the name, written to alone, blocked and released', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada');
  const bob = await Person.arrives(browser, server.url, 'bobby', phone);
  await ada.registers('Ada Lovelace');
  await bob.registers('Charles Babbage');

  await ada.page.getByRole('button', { name: 'New message' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Find a person').fill('zzz');
  await dialog.getByText('Nobody of this name.').waitFor();
  await dialog.getByLabel('Find a person').fill('babb');
  await dialog.getByRole('button', { name: /Charles Babbage/ }).waitFor();
  await ada.isAccessible('finding a person');
  await dialog.getByRole('button', { name: /Charles Babbage/ }).click();
  await ada.isIn('Charles Babbage');
  await ada.page.getByText('Only the two of you').waitFor();
  assert.equal(await bob.page.getByRole('link', { name: /Ada Lovelace/ }).count(), 0, 'nothing was written yet');

  await ada.says('Are the wheels ready?');
  await bob.page.getByRole('link', { name: /Ada Lovelace/ }).click();
  await bob.isIn('Ada Lovelace');
  await bob.sees('Are the wheels ready?');
  await bob.says('Nearly.');
  await ada.sees('Nearly.');
  await ada.isAccessible('a direct chat');
  await bob.fitsTheScreen();

  const members = ada.page.getByRole('complementary');
  await members.getByRole('button', { name: 'Actions for Charles Babbage' }).click();
  await dialog.getByRole('button', { name: 'Block' }).click();
  await dialog.getByRole('button', { name: 'Block' }).click();
  await ada.page.getByText('Message of someone you have blocked').waitFor();
  await bob.says('Hello?');
  await bob.page.getByText('You and this person cannot write to each other.').waitFor();

  await ada.page.getByRole('link', { name: 'Your profile' }).click();
  await ada.isAccessible('the profile with somebody blocked');
  await ada.page.getByRole('button', { name: 'Unblock Charles Babbage' }).click();
  await ada.page.getByRole('region', { name: 'Blocked people' }).getByText('Nobody.').waitFor();
  await bob.page.getByRole('button', { name: 'Try again' }).click();
  await ada.page.getByRole('link', { name: /Charles Babbage/ }).click();
  await ada.sees('Hello?');
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});
