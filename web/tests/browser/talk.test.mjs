// Two people talk in a password chat, through reloads and a restart of the server, and nothing is lost.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { PASSWORD, Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('talk'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('two people talk in a password chat, on a desktop and a phone, with a reload and a restart in between', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada', desktop);
  const bob = await Person.arrives(browser, server.url, 'bob', { ...phone, colorScheme: 'dark' });
  await ada.registers('Ada Lovelace');
  await ada.creates('Engine room', { password: 'bernoulli numbers', description: 'Cards, mills and stores' });
  await bob.registers('Charles Babbage');

  await bob.looksUp('Engine room');
  const dialog = bob.page.getByRole('dialog');
  await dialog.getByLabel('Password of the chat').fill('not the password');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await dialog.getByText('That is not the password of this chat').waitFor();
  await dialog.getByLabel('Password of the chat').fill('bernoulli numbers');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await bob.isIn('Engine room');

  await ada.says('Good morning, Charles.');
  await bob.sees('Good morning, Charles.');
  await bob.says('Good morning, Ada.');
  await ada.sees('Good morning, Ada.');
  await ada.page.getByRole('complementary').getByText('Members (2)').waitFor();
  await ada.fitsTheScreen();
  await bob.fitsTheScreen();

  await ada.page.reload();
  await ada.sees('Good morning, Charles.');
  await ada.sees('Good morning, Ada.');
  await ada.says('I am back after a reload.');
  await bob.sees('I am back after a reload.');

  await server.halt();
  await bob.page.getByText('The connection was lost.').first().waitFor();
  await ada.says('Written while the server is away.');
  await ada.says('And one more.');
  await ada.log.getByText('Waiting for the connection').first().waitFor();
  await server.start();

  await bob.sees('Written while the server is away.');
  await bob.sees('And one more.');
  await ada.nothingPending();
  await bob.says('All of it arrived.');
  await ada.sees('All of it arrived.');

  const all = ['Good morning, Charles.', 'Good morning, Ada.', 'I am back after a reload.', 'Written while the server is away.', 'And one more.', 'All of it arrived.'];
  assert.deepEqual(await ada.said(), all);
  assert.deepEqual(await bob.said(), all);
  await bob.page.reload();
  await bob.sees('All of it arrived.');
  assert.deepEqual(await bob.said(), all);
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});

test('what was written before a reload while the server is away is sent after it, once', async () => {
  const cid = await Person.arrives(browser, server.url, 'cid');
  await cid.registers();
  await cid.creates('Diary');
  await cid.says('first');
  await cid.nothingPending();
  await server.halt();
  await cid.says('kept over a reload');
  await cid.log.getByText('Waiting for the connection').waitFor();
  await server.start();
  await cid.page.reload();
  await cid.sees('kept over a reload');
  await cid.nothingPending();
  await cid.page.reload();
  await cid.sees('kept over a reload');
  assert.deepEqual(await cid.said(), ['first', 'kept over a reload']);
  cid.isContent();
  await cid.leaves();
});

test('what is typed without a connection waits over reloads, and is sent exactly once when there is one', async () => {
  const kit = await Person.arrives(browser, server.url, 'kit');
  await kit.registers();
  await kit.creates('Letters');
  let cut = true;
  /** @type {string[]} */
  const sent = [];
  await kit.isIntercepted({
    cut: () => cut,
    up: (frame) => Boolean(frame.type !== 'message.send' || sent.push(frame.data.body)),
  });
  await kit.page.reload();
  await kit.isIn('Letters');
  await kit.says('typed offline');
  await kit.says('and this');
  for (let reload = 0; reload < 2; reload += 1) {
    await kit.log.getByText('Waiting for the connection').first().waitFor();
    await kit.page.reload();
    await kit.sees('typed offline');
  }
  assert.deepEqual(sent, []);
  cut = false;
  await kit.nothingPending();
  await kit.page.reload();
  await kit.sees('and this');
  assert.deepEqual(await kit.said(), ['typed offline', 'and this']);
  assert.deepEqual(sent, ['typed offline', 'and this'], 'each is sent once');
  await kit.leaves();
});

test('a message whose answer was lost with the page is there once', async () => {
  const lea = await Person.arrives(browser, server.url, 'lea');
  await lea.registers();
  await lea.creates('Post');
  let deaf = true;
  /** @type {Set<string>} */
  const clientIds = new Set();
  /** @type {() => void} */ let stored = () => {};
  const isStored = new Promise((resolve) => void (stored = () => resolve(null)));
  await lea.isIntercepted({
    up: (frame) => Boolean(frame.type !== 'message.send' || clientIds.add(frame.data.client_id)),
    down: (frame) => {
      if (!deaf || (frame.type !== 'message.created' && frame.data?.message_id === undefined)) return true;
      if (frame.type === 'ack') stored();
      return false;
    },
  });
  await lea.page.reload();
  await lea.isIn('Post');
  await lea.says('only once');
  await isStored;
  deaf = false;
  await lea.page.reload();
  await lea.sees('only once');
  await lea.nothingPending();
  await lea.page.reload();
  await lea.sees('only once');
  assert.deepEqual(await lea.said(), ['only once']);
  assert.equal(clientIds.size, 1, 'whenever it was sent, it was the same message');
  lea.isContent();
  await lea.leaves();
});

test('history comes as one scrolls up, and the place is kept', async () => {
  const dot = await Person.arrives(browser, server.url, 'dot');
  await dot.registers();
  await dot.creates('Long story');
  const count = 140;
  // One user may say 20 things a second; the outbox waits when the server asks for it.
  for (let line = 1; line <= count; line += 1) await dot.says(`line ${line}`);
  await dot.sees(`line ${count}`);
  await dot.page.waitForFunction(() => document.querySelectorAll('.message.pending, .message.failed').length === 0, null, { timeout: 60_000 });
  await dot.page.reload();
  await dot.sees(`line ${count}`);
  assert.ok((await dot.said()).length < count, 'only the newest page at first');

  const jumped = await dot.page.evaluate(async () => {
    const box = /** @type {HTMLElement} */ (document.querySelector('.timeline'));
    const row = () => [...document.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > box.getBoundingClientRect().top);
    const rows = () => document.querySelectorAll('.message').length;
    let worst = 0;
    for (let pages = 0; pages < 2; pages += 1) {
      const before = rows();
      box.scrollTop = 300;
      const seen = row();
      const top = seen?.getBoundingClientRect().top ?? 0;
      while (rows() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
      worst = Math.max(worst, Math.abs((seen?.getBoundingClientRect().top ?? 0) - top));
    }
    return worst;
  });
  assert.ok(jumped <= 1, `the messages jumped by ${jumped} px`);
  await dot.log.getByText('begins.').waitFor();
  assert.deepEqual(await dot.said(), Array.from({ length: count }, (_, at) => `line ${at + 1}`));

  await dot.page.getByRole('button', { name: 'To the newest' }).click();
  await dot.log.getByText(`line ${count}`, { exact: true }).waitFor();
  await dot.page.getByRole('button', { name: 'To the newest' }).waitFor({ state: 'hidden' });
  dot.isContent();
  await dot.leaves();
});

test('unread messages are counted, marked by a line, and read when they are seen', async () => {
  const eve = await Person.arrives(browser, server.url, 'eve');
  const fay = await Person.arrives(browser, server.url, 'fay');
  await eve.registers();
  await fay.registers();
  await eve.creates('Kitchen');
  await fay.looksUp('Kitchen');
  await fay.isIn('Kitchen');
  await fay.page.getByRole('link', { name: 'Your profile' }).click();
  await eve.says('tea?');
  await eve.says('or coffee?');
  await fay.page.getByRole('link', { name: /Kitchen.*2 unread messages/ }).waitFor();
  await fay.page.waitForFunction(() => document.title.startsWith('(2) '));
  await fay.page.getByRole('link', { name: /Kitchen/ }).click();
  await fay.log.getByText('New messages', { exact: true }).waitFor();
  await fay.page.waitForFunction(() => !document.title.startsWith('('));
  await fay.page.goto(`${fay.url}/profile`);
  await fay.page.getByRole('link', { name: /Kitchen/ }).waitFor();
  await fay.page.getByText('unread message').waitFor({ state: 'detached' });
  for (const person of [eve, fay]) {
    person.isContent();
    await person.leaves();
  }
});

test('a message is changed and deleted, and others see it live', async () => {
  const kim = await Person.arrives(browser, server.url, 'kim');
  const lou = await Person.arrives(browser, server.url, 'lou', phone);
  await kim.registers();
  await lou.registers();
  await kim.creates('Drafts');
  await lou.looksUp('Drafts');
  await lou.isIn('Drafts');
  await kim.says('helo');
  await kim.nothingPending();
  await lou.says('hi');
  await kim.sees('hi');

  await kim.actsOn('helo', 'Edit');
  const field = kim.log.getByRole('textbox', { name: 'Edit message' });
  await field.fill('never mind');
  await field.press('Escape');
  await kim.sees('helo');
  await kim.actsOn('helo', 'Edit');
  await kim.isAccessible('changing a message');
  await field.fill('hello');
  await field.press('Enter');
  await lou.log.getByText('(edited)').waitFor();
  assert.deepEqual(await lou.said(), ['hello (edited)', 'hi']);
  const versions = (/** @type {Person} */ person) => person.log.getByRole('button', { name: 'Edited: show earlier versions' });
  assert.equal(await versions(lou).count(), 0);
  await versions(kim).click();
  await kim.page.getByRole('dialog').getByText('helo', { exact: true }).waitFor();
  await kim.isAccessible('earlier versions');
  await kim.page.keyboard.press('Escape');

  await lou.actsOn('hi', 'Delete');
  await lou.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  // So soon nothing stands for it.
  await kim.log.getByText('hi', { exact: true }).waitFor({ state: 'detached' });
  await lou.says('what?');
  await kim.sees('what?');
  await lou.log.getByRole('button', { name: /Actions for the message of kim/ }).click();
  assert.deepEqual(await lou.page.getByRole('dialog').getByRole('button', { name: /Edit|Delete/ }).count(), 0);
  await lou.page.keyboard.press('Escape');
  await kim.actsOn('what?', 'Delete');
  await kim.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await lou.log.getByText('what?', { exact: true }).waitFor({ state: 'detached' });
  await lou.isAccessible('what is left');
  await lou.fitsTheScreen();
  await kim.page.reload();
  await kim.log.getByText('(edited)').waitFor();
  // The page begins with what was kept, and catches up.
  await kim.log.getByText('what?', { exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual(await kim.said(), ['hello (edited)']);
  for (const person of [kim, lou]) {
    person.isContent();
    await person.leaves();
  }
});

test('people react to a message, by pointer and by keyboard, and everyone sees how many and who', async () => {
  const pam = await Person.arrives(browser, server.url, 'pam');
  const quin = await Person.arrives(browser, server.url, 'quin', phone);
  await pam.registers('Pam');
  await quin.registers('Quin');
  await pam.creates('Applause');
  await quin.looksUp('Applause');
  await quin.isIn('Applause');
  await pam.says('it works');
  await pam.nothingPending();
  await quin.sees('it works');

  await pam.log.getByText('it works', { exact: true }).hover();
  await pam.log.getByRole('button', { name: 'React with 🎉' }).click();
  await quin.log.getByRole('button', { name: /🎉 1.*: Pam/ }).click();
  const both = pam.log.getByRole('button', { name: /🎉 2.*: You and Quin/ });
  await both.waitFor();
  assert.equal(await both.getAttribute('aria-pressed'), 'true');
  assert.equal(await both.getAttribute('title'), 'You and Quin');

  await quin.log.getByRole('button', { name: /^Actions for the message of Pam/ }).click();
  await quin.page.getByRole('dialog').getByRole('button', { name: 'Any emoji' }).click();
  await quin.page.getByLabel('Search emoji').fill('no such thing');
  await quin.page.getByText('No emoji has this in its name.').waitFor();
  await quin.page.getByLabel('Search emoji').fill('crab');
  await quin.page.getByRole('dialog').getByRole('button', { name: 'crab', exact: true }).click();
  await pam.log.getByRole('button', { name: /🦀 1.*: Quin/ }).waitFor();
  await pam.isAccessible('reactions');
  await quin.isAccessible('reactions on a phone');
  await quin.fitsTheScreen();

  // By keyboard: what one takes back keeps the focus where others chose it too.
  await both.focus();
  await pam.page.keyboard.press('Enter');
  await pam.log.getByRole('button', { name: /🎉 1.*: Quin/ }).waitFor();
  assert.equal(await pam.page.evaluate(() => document.activeElement?.textContent), '🎉 1: Quin');
  await pam.log.getByRole('button', { name: /^Actions for the message of Pam/ }).focus();
  for (const label of ['Reply to Pam', 'React with 🎉']) {
    await pam.page.keyboard.press('ArrowLeft');
    assert.equal(await pam.page.evaluate(() => document.activeElement?.getAttribute('aria-label')), label);
  }

  await pam.page.reload();
  await pam.log.getByRole('button', { name: /🎉 1.*: Quin/ }).waitFor();
  await pam.actsOn('it works', 'Delete');
  await pam.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await quin.log.getByText('it works', { exact: true }).waitFor({ state: 'detached' });
  assert.equal(await quin.log.getByRole('button', { name: '🦀' }).count(), 0);
  for (const person of [pam, quin]) {
    person.isContent();
    await person.leaves();
  }
});

test('who is mentioned sees it in the list of chats and in the message', async () => {
  const rae = await Person.arrives(browser, server.url, 'rae');
  const sol = await Person.arrives(browser, server.url, 'sol', phone);
  await rae.registers('Rae');
  await sol.registers('Sol');
  await rae.creates('Roll call');
  await sol.looksUp('Roll call');
  await sol.isIn('Roll call');
  await sol.page.goto(`${sol.url}/`);
  await sol.page.getByRole('link', { name: /Roll call/ }).waitFor();
  await rae.says('@sol <b>are</b> you @nobody-here?');
  await rae.log.getByTitle('@sol').waitFor();
  await sol.page.getByRole('link', { name: /Roll call.*1 mention of you, 1 unread message/ }).waitFor();
  await sol.isAccessible('a mention in the list');
  await sol.page.getByRole('link', { name: /Roll call/ }).click();
  await sol.log.locator('.mention.me').getByText('@Sol', { exact: true }).waitFor();
  assert.deepEqual(await sol.said(), ['@Sol <b>are</b> you @nobody-here?']);
  await sol.isAccessible('a mention');
  for (const person of [rae, sol]) {
    person.isContent();
    await person.leaves();
  }
});

test('the owner changes, hands over and deletes a chat; others see it live', async () => {
  const gus = await Person.arrives(browser, server.url, 'gus');
  const hal = await Person.arrives(browser, server.url, 'hal');
  await gus.registers();
  await hal.registers();
  await gus.creates('Workshop', { password: 'old words here' });
  await gus.page.getByRole('button', { name: 'Chat settings' }).click();
  await gus.page.getByRole('dialog').getByRole('button', { name: 'Remove the password' }).click();
  await gus.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await gus.page.getByText('No password to join').waitFor();
  await hal.looksUp('Workshop');
  await hal.isIn('Workshop');

  await gus.page.getByRole('button', { name: 'Chat settings' }).click();
  await gus.page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Smithy');
  await gus.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await hal.isIn('Smithy');

  await gus.page.getByRole('button', { name: 'Leave chat' }).click();
  await gus.page.getByText('You own this chat. Choose a member').waitFor();
  await gus.page.getByRole('button', { name: 'Actions for hal' }).click();
  await gus.page.getByRole('button', { name: 'Make owner' }).click();
  await gus.page.getByRole('dialog').getByRole('button', { name: 'Make owner' }).click();
  await hal.page.getByRole('button', { name: 'Chat settings' }).waitFor();

  await hal.page.getByRole('button', { name: 'Actions for gus' }).click();
  await hal.page.getByRole('button', { name: 'Remove from chat' }).click();
  await hal.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await gus.page.getByText('You were removed from “Smithy”.').waitFor();
  await gus.page.getByRole('button', { name: 'Join to read and write' }).click();
  await gus.isIn('Smithy');

  await hal.page.getByRole('button', { name: 'Chat settings' }).click();
  await hal.page.getByRole('button', { name: 'Delete this chat' }).click();
  await hal.page.getByRole('button', { name: 'Delete for everyone' }).click();
  await gus.page.getByText('“Smithy” was deleted by its owner.').waitFor();
  for (const person of [gus, hal]) {
    person.isContent();
    await person.leaves();
  }
});

test('profile, password, and sessions that end at once', async () => {
  const ida = await Person.arrives(browser, server.url, 'ida');
  await ida.registers();
  const other = await Person.arrives(browser, server.url, 'IDA', phone);
  await other.logsIn();

  await ida.page.getByRole('link', { name: 'Your profile' }).click();
  const you = ida.page.getByRole('region', { name: 'You', exact: true });
  await you.getByLabel('Name', { exact: true }).fill('Ida Rhodes');
  await you.getByLabel('Emoji or letters').fill('🦀');
  await you.getByRole('button', { name: 'Save' }).click();
  await ida.page.getByRole('navigation').getByText('Ida Rhodes').waitFor();
  await you.getByLabel('Emoji or letters').fill('far too long');
  await you.getByRole('button', { name: 'Save' }).click();
  await you.locator('.field-error').filter({ hasText: /./ }).waitFor();

  await ida.page.getByRole('button', { name: /^End the session on/ }).click();
  await ida.page.getByRole('button', { name: 'End session' }).click();
  await other.page.getByRole('heading', { name: 'Log in' }).waitFor();
  await other.page.getByText('This session was ended.').waitFor();

  const password = ida.page.getByRole('region', { name: 'Password' });
  await password.getByLabel('Current password').fill('wrong one here');
  await password.getByLabel('New password').fill('nine loud geese abroad');
  await password.getByRole('button', { name: 'Change password' }).click();
  await password.getByText('That is not your current password').waitFor();
  await password.getByLabel('Current password').fill(PASSWORD);
  await password.getByRole('button', { name: 'Change password' }).click();
  await ida.page.getByText('Your password is changed.').waitFor();

  await ida.page.getByRole('button', { name: 'Log out' }).click();
  await ida.page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.equal(await ida.page.evaluate(() => localStorage.getItem('dialogo.session')), null);
  for (const person of [ida, other]) {
    person.isContent();
    await person.leaves();
  }
});

test('one takes along what the server has, and deletes the account', async () => {
  const oda = await Person.arrives(browser, server.url, 'oda');
  await oda.registers();
  await oda.creates('Left behind');
  await oda.says('Remember me');
  await oda.nothingPending();
  await oda.page.getByRole('link', { name: 'Your profile' }).click();
  const data = oda.page.getByRole('region', { name: 'Your data' });
  const saved = oda.page.waitForEvent('download');
  await data.getByRole('button', { name: 'Export my data' }).click();
  const document = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  assert.equal(document.user.username, 'oda');
  assert.deepEqual(document.messages.map((/** @type {{body: string}} */ message) => message.body), ['Remember me']);

  await data.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = oda.page.getByRole('dialog', { name: 'Delete my account' });
  await oda.isAccessible('deleting an account');
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await dialog.getByText('You own a chat.').waitFor();
  await oda.leaves();

  const pia = await Person.arrives(browser, server.url, 'pia');
  await pia.registers();
  await pia.page.getByRole('link', { name: 'Your profile' }).click();
  await pia.page.getByRole('button', { name: 'Delete my account' }).click();
  const farewell = pia.page.getByRole('dialog', { name: 'Delete my account' });
  await farewell.getByLabel('Password').fill(PASSWORD);
  await farewell.getByRole('button', { name: 'Delete my account' }).click();
  await pia.page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.equal(await pia.page.evaluate(() => localStorage.getItem('dialogo.session')), null);
  await pia.leaves();
});

test('two tabs of one browser share a session, and a log-out in one is one in both', async () => {
  const jan = await Person.arrives(browser, server.url, 'jan');
  await jan.registers();
  await jan.creates('Tabs');
  const second = new Person(await jan.page.context().newPage(), server.url, 'jan');
  await second.page.goto(jan.page.url());
  await second.isIn('Tabs');
  await jan.says('from the first');
  await second.sees('from the first');
  await Promise.all([jan.page.reload(), second.page.reload()]);
  await Promise.all([jan.sees('from the first'), second.sees('from the first')]);
  await second.says('from the second');
  await jan.sees('from the second');
  await jan.page.goto(`${server.url}/profile`);
  await jan.page.getByRole('button', { name: 'Log out' }).click();
  await second.page.getByRole('heading', { name: 'Log in' }).waitFor();
  for (const person of [jan, second]) person.isContent();
  await jan.leaves();
});
