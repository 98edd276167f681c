// What is one's own: drafts and saved messages on two devices, and second thoughts.

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

test('a saved message is marked, on the other device too, and found among the saved ones', async () => {
  const cid = await Person.arrives(browser, server.url, 'cid', desktop);
  await cid.registers('Cid');
  await cid.creates('Recipes');
  const pocket = await Person.arrives(browser, server.url, 'cid', phone);
  await pocket.logsIn();
  await cid.page.getByRole('link', { name: 'Saved messages' }).click();
  await cid.page.getByText('You have saved no message.').waitFor();
  await cid.isAccessible('nothing saved');
  await cid.page.goBack();
  await cid.says('Two eggs, a pound of flour');
  await cid.says('And some salt');
  await cid.nothingPending();
  await pocket.page.getByRole('link', { name: /Recipes/ }).click();
  await cid.actsOn('Two eggs, a pound of flour', 'Save');
  for (const device of [cid, pocket]) await device.log.getByRole('listitem').filter({ hasText: 'Two eggs' }).getByTitle('Saved').waitFor();
  await cid.page.reload();
  await cid.log.getByTitle('Saved').waitFor();
  await cid.isAccessible('a saved message');
  await pocket.page.goto(`${server.url}/saved`);
  await pocket.isAccessible('saved messages');
  await pocket.fitsTheScreen();
  await pocket.page.getByRole('link', { name: /Two eggs/ }).click();
  await pocket.page.locator('.message.target', { hasText: 'Two eggs' }).waitFor();
  await pocket.page.goto(`${server.url}/saved`);
  await pocket.page.getByRole('button', { name: 'Remove from saved' }).click();
  await pocket.page.getByText('You have saved no message.').waitFor();
  await cid.log.getByTitle('Saved').waitFor({ state: 'detached' });
  for (const device of [cid, pocket]) {
    device.isContent();
    await device.leaves();
  }
});

test('what was just sent can be taken back, by a button and by a shortcut, and nothing stands for it', async () => {
  const dee = await Person.arrives(browser, server.url, 'dee', desktop);
  const eli = await Person.arrives(browser, server.url, 'eli', phone);
  await dee.registers('Dee');
  await eli.registers('Eli');
  await dee.creates('Haste');
  await eli.looksUp('Haste');
  await eli.isIn('Haste');
  await dee.says('A good thought');
  await dee.says('A hasty wrod');
  await eli.sees('A hasty wrod');
  await dee.isAccessible('an undo is offered');
  await dee.page.getByRole('button', { name: 'Undo' }).click();
  await dee.showsInField('A hasty wrod');
  for (const { log } of [dee, eli]) await log.getByText('A hasty wrod', { exact: true }).waitFor({ state: 'detached' });
  await dee.says('A hasty word');
  await eli.sees('A hasty word');
  await dee.writingField.press('Control+z');
  await dee.showsInField('A hasty word');
  for (const { log } of [dee, eli]) await log.getByText('A hasty word', { exact: true }).waitFor({ state: 'detached' });
  for (const person of [dee, eli]) assert.deepEqual(await person.said(), ['A good thought']);
  await dee.page.getByRole('link', { name: /Haste.*You: A good thought/ }).waitFor();
  // What never reached the server leaves no trace there.
  await dee.writingField.fill('');
  await server.halt();
  await dee.page.getByText('The connection was lost.').first().waitFor();
  await dee.says('Never said');
  await dee.page.getByRole('button', { name: 'Undo' }).click();
  await dee.showsInField('Never said');
  await server.start();
  await dee.says('Said after all');
  await eli.sees('Said after all');
  assert.deepEqual(await eli.said(), ['A good thought', 'Said after all']);
  for (const person of [dee, eli]) {
    person.isContent();
    await person.leaves();
  }
});
