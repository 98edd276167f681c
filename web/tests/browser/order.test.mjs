// Who keeps order in a chat, and how: moderators, and what they may do.

import { after, before, test } from 'node:test';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('order'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Several people in a chat of the first. @param {string} chat @param {string[]} names */
async function gathered(chat, names) {
  const people = await Promise.all(names.map((name) => Person.arrives(browser, server.url, name)));
  for (const person of people) await person.registers();
  await people[0].creates(chat);
  for (const person of people.slice(1)) {
    await person.looksUp(chat);
    await person.isIn(chat);
  }
  return people;
}

test('a moderator is appointed, deletes what a member wrote, removes the member and bans them', async () => {
  const [olga, moe, max] = await gathered('Square', ['olga', 'moe', 'max']);
  await olga.manages('moe', 'Make moderator');
  await moe.page.locator('.member').filter({ hasText: '@moe' }).getByText('Moderator', { exact: true }).waitFor();
  await max.says('Buy my things');
  await moe.sees('Buy my things');
  await moe.actsOn('Buy my things', 'Delete');
  await moe.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await max.log.getByText('Buy my things').waitFor({ state: 'detached' });
  await moe.manages('max', 'Remove from chat');
  await moe.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await max.page.getByText('You were removed from “Square”.').waitFor();
  await olga.isAccessible('members with roles');
  await max.page.getByRole('button', { name: 'Join to read and write' }).click();
  await max.isIn('Square');
  await moe.manages('max', 'Ban');
  await moe.page.getByLabel('Reason').fill('spam');
  await moe.page.getByRole('dialog').getByRole('button', { name: 'Ban', exact: true }).click();
  await max.page.getByText('You were banned from “Square”.').waitFor();
  await max.page.getByRole('button', { name: 'Join to read and write' }).click();
  await max.page.getByText('You are banned from this chat.').waitFor();
  await olga.page.getByRole('button', { name: 'Banned people' }).click();
  await olga.page.getByRole('dialog').getByText('@max · spam').waitFor();
  await olga.isAccessible('the banned');
  await olga.page.getByRole('button', { name: 'Unban max' }).click();
  await olga.page.getByRole('dialog').getByText('@max · spam').waitFor({ state: 'detached' });
  await max.page.getByRole('button', { name: 'Join to read and write' }).click();
  await max.isIn('Square');
  for (const person of [olga, moe, max]) {
    person.isContent();
    await person.leaves();
  }
});

test('a muted member, and whoever only reads, is told why; the wait of a slow chat is told when one writes too soon', async () => {
  const [ola, ugo] = await gathered('Notices', ['ola', 'ugo']);
  await ola.manages('ugo', 'Mute');
  await ola.page.getByRole('dialog').getByRole('button', { name: 'Mute', exact: true }).click();
  await ugo.page.getByText(/^You are muted until /).waitFor();
  await ugo.isAccessible('muted');
  await ola.manages('ugo', 'Let write again');
  await ugo.writingField.waitFor();

  const pace = async (/** @type {string} */ label, /** @type {string} */ value) => {
    await ola.page.getByRole('button', { name: 'Chat settings' }).click();
    await ola.page.getByRole('dialog').getByLabel(label).selectOption(value);
    await ola.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ola.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await pace('Who may write', 'moderators');
  await ugo.page.getByText('Only the owner and the moderators write here.').waitFor();
  await ola.says('For announcements');
  await ugo.sees('For announcements');
  await pace('Who may write', 'everyone');
  await ugo.writingField.waitFor();
  await pace('A member waits', '3600');
  await ugo.says('First');
  await ola.sees('First');
  await ugo.says('Second');
  await ugo.page.getByText(/This chat is slow\. Wait \d+ minutes/).waitFor();
  for (const person of [ola, ugo]) {
    person.isContent();
    await person.leaves();
  }
});

test('a message is reported, and who keeps order sees what it said, and bans its author with all that they wrote', async () => {
  const [oda, rex, ira] = await gathered('Market', ['oda', 'rex', 'ira']);
  await rex.says('Cheap watches');
  await rex.says('More cheap watches');
  await rex.nothingPending();
  await ira.sees('More cheap watches');
  await ira.actsOn('Cheap watches', 'Report…');
  await ira.isAccessible('reporting a message');
  await ira.page.getByLabel('What is wrong with it').selectOption('spam');
  await ira.page.getByLabel('What there is to add').fill('the third time');
  await ira.page.getByRole('dialog').getByRole('button', { name: 'Report', exact: true }).click();
  await ira.page.getByText('Reported. Thank you.').waitFor();
  const queue = oda.page.getByRole('button', { name: 'Reported messages 1' });
  await queue.waitFor();
  await oda.page.getByRole('link', { name: /Market.*1 reported message/ }).waitFor();
  await queue.click();
  const dialog = oda.page.getByRole('dialog', { name: 'Reported messages' });
  await dialog.getByText('Cheap watches', { exact: true }).waitFor();
  await dialog.getByText('Spam: the third time').waitFor();
  await oda.isAccessible('the reported messages');
  await dialog.getByRole('button', { name: 'Ban: message of rex' }).click();
  await oda.page.getByLabel('Delete all that they wrote here').check();
  await oda.isAccessible('a ban with all that somebody wrote');
  await oda.page.getByRole('dialog').getByRole('button', { name: 'Ban', exact: true }).click();
  for (const text of ['Cheap watches', 'More cheap watches']) await ira.log.getByText(text, { exact: true }).waitFor({ state: 'detached' });
  await rex.page.getByText('You were banned from “Market”.').waitFor();
  await dialog.getByText('Nothing waits to be decided.').waitFor();
  await oda.page.keyboard.press('Escape');
  await oda.page.getByRole('button', { name: 'Reported messages', exact: true }).waitFor();
  await oda.page.getByRole('button', { name: 'Who did what' }).click();
  await oda.page.getByRole('dialog').getByText('oda deleted all that rex had written').waitFor();
  for (const person of [oda, rex, ira]) {
    person.isContent();
    await person.leaves();
  }
});
