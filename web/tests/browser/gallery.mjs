// Makes pictures of every view, at three widths and in each theme, for whoever changes how they look: tests/output/views/*.png.
//
// Arguments: parts of the names of the pictures wanted, such as `chat`, `360` or `dark`; all of them if there are none.

import { mkdir } from 'node:fs/promises';
import { furnish } from './furnish.mjs';
import { launch } from './people.mjs';
import { Server, output } from './server.mjs';
import { OUTSIDE, VIEWS, mayasPage } from './views.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Record<string, number>} */
const WIDTHS = { 360: 740, 820: 1100, 1440: 900 };
/** @type {Record<string, import('playwright-core').BrowserContextOptions>} */
const THEMES = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, contrast: { colorScheme: 'light', contrast: 'more' } };
const wanted = process.argv.slice(2);
const folder = `${output}/views/`;

/** @param {Page} page @param {string} name */
async function taken(page, name) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' });
}

/** @param {import('playwright-core').Browser} browser @param {string} url @param {Record<string, string>} place @param {import('playwright-core').BrowserContextOptions} theme @param {string} called */
async function gallery(browser, url, place, theme, called) {
  const isWanted = (/** @type {string} */ name) => wanted.every((part) => name.includes(part));
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...theme });
  const visitor = await context.newPage();
  await visitor.goto(url);
  const inside = await mayasPage(browser, url, theme);
  for (const [width, height] of Object.entries(WIDTHS)) {
    for (const [page, views] of /** @type {[Page, typeof VIEWS][]} */ ([[visitor, OUTSIDE], [inside, VIEWS]])) {
      await page.setViewportSize({ width: Number(width), height });
      for (const [name, open] of Object.entries(views)) {
        const picture = `${name}-${width}-${called}`;
        if (!isWanted(picture)) continue;
        await open(page, place);
        await taken(page, picture);
      }
    }
  }
  await context.close();
  await inside.context().close();
}

const server = await Server.start('gallery');
const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const place = await furnish(server);
  for (const [called, theme] of Object.entries(THEMES)) await gallery(browser, server.url, place, theme, called);
  console.log(`Written to ${folder}`);
} finally {
  await browser.close();
  await server.stop();
}
