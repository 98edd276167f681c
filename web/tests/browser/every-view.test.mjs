// What holds for every view: axe finds nothing in any theme, nothing has to be scrolled sideways, whatever the size and spacing of its letters,
// and it can be turned around for languages that are written from right to left.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { furnish } from './furnish.mjs';
import { Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';
import { OUTSIDE, VIEWS, mayasPage } from './views.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;
/** @type {Record<string, string>} */ let place;

before(async () => {
  [server, browser] = await Promise.all([Server.start('every-view'), launch()]);
  place = await furnish(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The first one is looked at for everything, the others for their colours. */
const LOOKS = /** @type {const} */ ({
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  'high contrast, light': { colorScheme: 'light', contrast: 'more' },
  'high contrast, dark': { colorScheme: 'dark', contrast: 'more' },
});

/** As WCAG 1.4.12 asks: lines, paragraphs, letters and words further apart than anyone set them. */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';
/** A window of 1280 pixels at 400 %. */
const NARROW = { width: 320, height: 640 };
/** The layout of the phone is the one that gets there. */
const NARROW_FROM = 719;

/** @param {Person} person @param {string} name */
async function isForEveryone(person, name) {
  const { page } = person;
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    await person.isAccessible(`${name}, ${look}`, look === 'light' ? undefined : ['color-contrast']);
  }
  const size = page.viewportSize();
  if (!size || size.width > NARROW_FROM) return;
  await page.setViewportSize(NARROW);
  await fits(person, `${name} at 320 pixels`);
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, SPACED);
  await fits(person, `${name} with wide letters`);
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  await fits(person, `${name} from right to left`);
  await page.setViewportSize(size);
}

/** Nothing is wider than the page, nor than the part of it that scrolls up and down. @param {Person} person @param {string} where */
async function fits(person, where) {
  const wide = await person.page.evaluate(() => {
    const scrolls = (/** @type {Element} */ element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || element === document.documentElement;
    return [...document.querySelectorAll('html, body *')]
      .filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth && !element.matches('pre, textarea, input'))
      .map((element) => `${element.tagName} .${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
  });
  assert.deepEqual(wide, [], where);
}

const all = readdirSync(new URL('../../js/views/', import.meta.url)).map((name) => `/js/views/${name}`);

for (const [size, device] of Object.entries({ phone, desktop })) {
  test(`every view is for everyone: ${size}`, async (context) => {
    const maya = new Person(await mayasPage(browser, server.url, { ...device, reducedMotion: 'reduce' }), server.url, 'maya');
    const visitor = await Person.arrives(browser, server.url, 'nobody', device);
    await visitor.page.goto(server.url);
    /** @type {Set<string>} */
    const loaded = new Set();
    for (const { page } of [maya, visitor]) page.on('request', (request) => loaded.add(new URL(request.url()).pathname));
    for (const [person, views] of /** @type {[Person, typeof VIEWS][]} */ ([[visitor, OUTSIDE], [maya, VIEWS]])) {
      for (const [name, open] of Object.entries(views)) {
        await context.test(name, async () => {
          await open(person.page, place);
          await isForEveryone(person, name);
        });
      }
    }
    assert.deepEqual(all.filter((path) => !loaded.has(path)), [], 'views that views.mjs does not show');
    for (const person of [maya, visitor]) {
      person.isContent();
      await person.leaves();
    }
  });
}
