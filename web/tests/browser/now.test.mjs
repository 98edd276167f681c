// What is so at this moment: who is writing.

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
