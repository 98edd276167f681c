// How people come into chats that somebody else keeps: brought in by name.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('inviting'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('somebody is found by a part of the name and brought into a chat', async () => {
  const gil = await Person.arrives(browser, server.url, 'gil', phone);
  const hal = await Person.arrives(browser, server.url, 'hal');
  await gil.registers('Gil Blas');
  await hal.registers('Hal Incandenza');
  await hal.creates('Locked', { password: 'open sesame' });
  const details = hal.page.getByRole('complementary');
  await details.getByRole('button', { name: 'Add people' }).click();
  const dialog = hal.page.getByRole('dialog');
  await dialog.getByLabel('Find a person').fill('blas');
  await dialog.getByRole('button', { name: /Gil Blas/ }).waitFor();
  await hal.isAccessible('adding somebody');
  await dialog.getByRole('button', { name: /Gil Blas/ }).click();
  await hal.page.getByText('Gil Blas is in this chat now.').waitFor();
  await details.getByRole('heading', { name: 'Members (2)' }).waitFor();
  await gil.page.getByRole('link', { name: /Locked/ }).click();
  await gil.isIn('Locked');
  await gil.page.getByRole('button', { name: 'Details and members' }).click();
  await gil.page.getByRole('heading', { name: 'Members (2)' }).waitFor();
  await gil.page.getByRole('button', { name: 'Leave chat' }).waitFor();
  assert.equal(await gil.page.getByRole('button', { name: 'Add people' }).count(), 0, 'a member adds nobody');
  for (const person of [gil, hal]) {
    person.isContent();
    await person.leaves();
  }
});
