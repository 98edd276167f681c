// Makes the pictures for the README, from a real server: docs/images/{desktop-light,desktop-dark,phone}.png.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { furnish } from './furnish.mjs';
import { PASSWORD, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

/** @param {import('playwright-core').Browser} browser @param {string} url @param {string} path @param {string} file @param {object} device */
async function picture(browser, url, path, file, device) {
  const context = await browser.newContext({ locale: 'en-GB', ...device });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel('Username').fill('maya');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name: /Spring release/ }).click();
  await page.getByRole('log').getByText('Priya knows a very good baker.').waitFor();
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  if (path === '/') await page.getByRole('link', { name: 'Back to the chats' }).click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${images}${file}.png`, animations: 'disabled', caret: 'hide' });
  await context.close();
}

const server = await Server.start('screenshots');
const browser = await launch();
try {
  await mkdir(images, { recursive: true });
  const { 'Spring release': id } = await furnish(server);
  const wide = { ...desktop, viewport: { width: 1280, height: 800 } };
  await picture(browser, server.url, `/chats/${id}`, 'desktop-light', { ...wide, colorScheme: 'light' });
  await picture(browser, server.url, `/chats/${id}`, 'desktop-dark', { ...wide, colorScheme: 'dark' });
  await picture(browser, server.url, `/chats/${id}`, 'phone', { ...phone, colorScheme: 'light' });
  await picture(browser, server.url, '/', 'phone-list', { ...phone, colorScheme: 'dark' });
  console.log(`Written to ${images}`);
} finally {
  await browser.close();
  await server.stop();
}
