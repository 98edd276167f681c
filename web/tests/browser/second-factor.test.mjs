// A log-in with a code of an authenticator app, and an end of all sessions.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jsQr from 'jsqr';
import { PASSWORD, Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';
import { codeOf } from './totp.mjs';
import { signsIn } from './views.mjs';

/** The package is older than modules. @type {typeof import('jsqr').default} */
const readQrCode = /** @type {any} */ (jsQr);

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('second-factor'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** @param {Person} person */
const factorOf = (person) => person.page.getByRole('region', { name: 'Second factor' });

/** What a phone reads of what is on screen. @param {import('playwright-core').Locator} picture */
async function readByCamera(picture) {
  const png = [...(await picture.screenshot())];
  const { data, width, height } = await picture.evaluate(async (_, png) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(png)]));
    const { width, height } = bitmap;
    const canvas = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext('2d'));
    canvas.drawImage(bitmap, 0, 0);
    return { data: [...canvas.getImageData(0, 0, width, height).data], width, height };
  }, png);
  return readQrCode(Uint8ClampedArray.from(data), width, height, { inversionAttempts: 'dontInvert' })?.data;
}

/** Up to the question for the code. @param {Person} person */
async function triesToLogIn(person) {
  await person.page.goto(`${person.url}/login`);
  await signsIn(person.page, person.username, PASSWORD);
  await person.page.getByRole('heading', { name: 'One more step' }).waitFor();
}

/** @param {Person} person @param {string} code */
async function givesCode(person, code) {
  await person.page.getByLabel('Code').fill(code);
  await person.page.getByRole('button', { name: 'Log in' }).click();
}

test('a second factor is set up, asked for at the log-in, replaced by a recovery code, and turned off', async () => {
  const una = await Person.arrives(browser, server.url, 'una');
  const { page } = una;
  await una.registers('Una');
  await page.getByRole('link', { name: 'Your profile' }).click();
  await factorOf(una).getByLabel('Your password').fill('not my password');
  await factorOf(una).getByRole('button', { name: 'Set up' }).click();
  await factorOf(una).getByText('That is not your current password').waitFor();
  await factorOf(una).getByLabel('Your password').fill(PASSWORD);
  await factorOf(una).getByRole('button', { name: 'Set up' }).click();
  const secret = (await factorOf(una).locator('.secret').textContent()) ?? '';
  assert.match(secret.replaceAll(' ', ''), /^[A-Z2-7]{16,}$/);
  const address = new URL((await factorOf(una).getByRole('link', { name: 'Open the app on this device' }).getAttribute('href')) ?? '');
  assert.deepEqual([address.protocol, address.searchParams.get('secret')], ['otpauth:', secret.replaceAll(' ', '')]);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await readByCamera(factorOf(una).getByRole('img', { name: 'QR code' })), address.href, colorScheme);
    await una.isAccessible(`setting up a second factor, ${colorScheme}`);
  }
  await factorOf(una).getByRole('textbox', { name: 'Code' }).fill('000000');
  await factorOf(una).getByRole('button', { name: 'Turn on' }).click();
  await factorOf(una).getByText('That code is wrong').waitFor();
  // An earlier one, so that the present one is still good for a log-in.
  await factorOf(una).getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, -1));
  await factorOf(una).getByRole('button', { name: 'Turn on' }).click();
  const codes = factorOf(una).locator('.recovery-codes code');
  await codes.first().waitFor();
  const [recovery] = await codes.allTextContents();
  await una.isAccessible('the recovery codes');

  const pocket = await Person.arrives(browser, server.url, 'una', phone);
  await triesToLogIn(pocket);
  await pocket.page.getByLabel('Code').and(pocket.page.locator(':focus')).waitFor();
  await pocket.isAccessible('one more step');
  await givesCode(pocket, '123456');
  await pocket.page.getByText('That code is wrong').waitFor();
  await givesCode(pocket, codeOf(secret));
  await pocket.page.getByRole('link', { name: 'Your profile' }).waitFor();

  const library = await Person.arrives(browser, server.url, 'una');
  await triesToLogIn(library);
  await givesCode(library, recovery);
  await library.page.getByRole('link', { name: 'Your profile' }).click();
  await factorOf(library).getByText('It is on. Recovery codes left: 9.').waitFor();
  await factorOf(library).getByLabel('Code').fill(recovery);
  await factorOf(library).getByRole('button', { name: 'Turn off' }).click();
  await factorOf(library).getByText('That code is wrong').waitFor();
  await factorOf(library).getByLabel('Code').fill(codeOf(secret, 1));
  await factorOf(library).getByRole('button', { name: 'Turn off' }).click();
  await factorOf(library).getByText('Whoever knows your password alone').waitFor();
  await library.page.getByRole('button', { name: 'Log out', exact: true }).click();
  await library.page.getByRole('heading', { name: 'Log in' }).waitFor();
  await library.logsIn();
  for (const device of [una, pocket, library]) {
    device.isContent();
    await device.leaves();
  }
});

test('all one’s devices are logged out at once', async () => {
  const vic = await Person.arrives(browser, server.url, 'vic');
  const pocket = await Person.arrives(browser, server.url, 'vic', phone);
  await vic.registers('Vic');
  await vic.page.getByRole('link', { name: 'Your profile' }).click();
  await vic.page.getByText('Only here.').waitFor();
  assert.equal(await vic.page.getByRole('button', { name: 'Log out everywhere' }).count(), 0);
  await pocket.logsIn();
  await vic.page.reload();
  const list = vic.page.getByRole('region', { name: 'Where you are logged in' });
  await list.getByRole('listitem').filter({ hasText: 'This device' }).getByText('Current').waitFor();
  assert.equal(await list.getByRole('listitem').count(), 2);
  await list.getByRole('button', { name: 'Log out everywhere' }).click();
  await vic.page.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
  for (const { page } of [vic, pocket]) await page.getByRole('heading', { name: 'Log in' }).waitFor();
  for (const { page } of [vic, pocket]) assert.equal(await page.evaluate(() => localStorage.getItem('dialogo.session')), null);
  for (const device of [vic, pocket]) {
    device.isContent();
    await device.leaves();
  }
});
