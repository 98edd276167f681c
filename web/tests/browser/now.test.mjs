// What is so at this moment: who is writing, and who is here.

import { after, before, test } from 'node:test';
import { Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('now'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('one sees who is writing until the message comes', async () => {
  const ann = await Person.arrives(browser, server.url, 'ann');
  const ben = await Person.arrives(browser, server.url, 'ben', phone);
  await ann.registers('Ann Smith');
  await ann.creates('Tea');
  await ben.registers('Ben');
  await ben.looksUp('Tea');
  await ben.isIn('Tea');
  await ann.says('hello');
  await ben.sees('hello');

  await ben.writingField.pressSequentially('On my w');
  await ann.page.getByText('Ben is typing …').waitFor();
  await ann.isAccessible('somebody is typing');
  await ann.fitsTheScreen();
  await ben.writingField.press('Enter');
  await ann.sees('On my w');
  await ann.page.getByText('Ben is typing …').waitFor({ state: 'detached' });

  // So soon after another message it is told only when she has gone on for a while.
  const writing = ann.writingField.pressSequentially('Good, then I will put the kettle on', { delay: 150 });
  await ben.page.getByText('Ann Smith is typing …').waitFor();
  await writing;
  // Without a further word it is over by itself.
  await ben.page.getByText('Ann Smith is typing …').waitFor({ state: 'detached' });
  for (const person of [ann, ben]) {
    person.isContent();
    await person.leaves();
  }
});

test('one sees who is here, until they hide it', async () => {
  const cat = await Person.arrives(browser, server.url, 'cat');
  const dan = await Person.arrives(browser, server.url, 'dan');
  await cat.registers('Cat');
  await cat.creates('Choir');
  await dan.registers('Dan');
  await dan.looksUp('Choir');
  await dan.isIn('Choir');
  const member = cat.page.getByRole('complementary').getByRole('listitem').filter({ hasText: '@dan' });
  await member.getByText('Online').waitFor();
  await cat.isAccessible('somebody is online');

  await dan.page.getByRole('link', { name: 'Your profile' }).click();
  const box = dan.page.getByRole('checkbox', { name: 'Hide when I am online' });
  await box.check();
  await member.getByText('Online').waitFor({ state: 'detached' });
  await dan.isAccessible('the profile');
  await dan.page.reload();
  await dan.page.waitForFunction(() => document.querySelector('input[type=checkbox]:checked'));
  await box.uncheck();
  await member.getByText('Online').waitFor();
  for (const person of [cat, dan]) {
    person.isContent();
    await person.leaves();
  }
});

test('one marks messages as unread, and quiets a chat', async () => {
  const eva = await Person.arrives(browser, server.url, 'eva');
  const fay = await Person.arrives(browser, server.url, 'fay');
  await eva.registers('Eva');
  await eva.creates('Garden');
  await fay.registers('Fay');
  await fay.looksUp('Garden');
  await fay.isIn('Garden');
  await fay.says('first');
  await fay.says('second');
  await fay.says('third');
  await eva.sees('third');
  await eva.actsOn('second', 'Mark unread from here');
  await eva.log.getByText('New messages').waitFor();
  await eva.creates('Elsewhere');
  const garden = eva.page.getByRole('link', { name: /Garden/ });
  await garden.getByText('2 unread messages').waitFor();
  await eva.page.reload();
  await garden.getByText('2 unread messages').waitFor();
  await garden.click();
  await eva.isIn('Garden');
  await eva.log.getByText('New messages').waitFor();
  await eva.page.getByLabel('Tell me of').selectOption('Nothing');
  await eva.isAccessible('what one wants to be told of');
  await eva.page.reload();
  await eva.page.waitForFunction(() => /** @type {any} */ (document.querySelector('.notify select'))?.value === 'none');
  for (const person of [eva, fay]) {
    person.isContent();
    await person.leaves();
  }
});
