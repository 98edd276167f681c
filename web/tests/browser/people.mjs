// People in front of real browsers, who do what people do: read labels, fill in fields, press buttons.

import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** @typedef {import('playwright-core').Page} Page */

const PATIENCE_MS = 20_000;
export const PASSWORD = 'seven quiet otters';
export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: root ? ['--no-sandbox'] : [],
  });
}

export class Person {
  /** What the browser complained about, but for the answers that a test provokes. @type {string[]} */
  complaints = [];

  /** @param {Page} page @param {string} url @param {string} username */
  constructor(page, url, username) {
    this.page = page;
    this.url = url;
    this.username = username;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(`error: ${error}`));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      // The browser itself logs refused requests and lost sockets, which are part of the plot.
      const expected = /Failed to load resource|WebSocket connection to/.test(message.text());
      if (message.type() === 'error' && !expected) this.complaints.push(message.text());
    });
  }

  /**
   * @param {import('playwright-core').Browser} browser @param {string} url @param {string} username
   * @param {import('playwright-core').BrowserContextOptions} [device]
   */
  static async arrives(browser, url, username, device = desktop) {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', serviceWorkers: 'block', ...device });
    return new Person(await context.newPage(), url, username);
  }

  /** @param {string} [name] */
  async registers(name = '') {
    await this.page.goto(`${this.url}/register`);
    await this.page.getByLabel('Username').fill(this.username);
    await this.page.getByLabel('Name (optional)').fill(name);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await this.page.getByRole('link', { name: 'Your profile' }).waitFor();
  }

  /** On another device. */
  async logsIn() {
    await this.page.goto(`${this.url}/login`);
    await this.page.getByLabel('Username').fill(this.username);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Log in' }).click();
    await this.page.getByRole('link', { name: 'Your profile' }).waitFor();
  }

  /** @param {string} name @param {{password?: string, description?: string}} [wish] */
  async creates(name, { password = '', description = '' } = {}) {
    await this.page.getByRole('button', { name: 'New chat' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByLabel('What it is about').fill(description);
    await dialog.getByLabel('Password (optional)').fill(password);
    await dialog.getByRole('button', { name: 'Create chat' }).click();
    await this.isIn(name);
  }

  /** @param {string} name */
  async looksUp(name) {
    await this.page.getByRole('link', { name: 'Discover chats' }).click();
    await this.page.getByLabel('Search by name').fill(name);
    await this.page.getByRole('button', { name: `Join ${name}`, exact: true }).click();
  }

  /** @param {string} name */
  isIn(name) {
    return this.page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
  }

  /** @param {string} text */
  async says(text) {
    await this.writingField.fill(text);
    await this.writingField.press('Enter');
  }

  /** @param {string} text */
  async showsInField(text) {
    await this.page.waitForFunction((text) => document.querySelector('textarea')?.value === text, text);
  }

  /** @param {string} text */
  async sees(text) {
    await this.log.getByText(text, { exact: true }).waitFor();
  }

  /** @param {string} text of a message @param {string} action */
  async actsOn(text, action) {
    // A reply that quotes it is another message.
    const said = this.page.getByText(text, { exact: true }).and(this.page.locator(':not(.quote-text)'));
    const message = this.log.getByRole('listitem').filter({ has: said });
    await message.hover();
    await message.getByRole('button', { name: /^Actions for the message/ }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: action }).click();
  }

  /** What one may do with a member. @param {string} name @param {string} action */
  async manages(name, action) {
    await this.page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
  }

  get log() {
    return this.page.getByRole('log');
  }

  get writingField() {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  /** Every message on the page, as far as its history was loaded. @returns {Promise<string[]>} */
  said() {
    return this.log.locator('.message-body').allTextContents();
  }

  /**
   * Stands between the page and the server, from the next socket on: `up` sees what the page says, `down` what it would hear; what
   * they return goes on. While `cut` says so, no socket opens.
   * @param {{up?: (frame: any) => boolean, down?: (frame: any) => boolean, cut?: () => boolean}} wish
   */
  async isIntercepted({ up = () => true, down = () => true, cut = () => false }) {
    await this.page.routeWebSocket(/\/api\/v1\/ws$/, (page) => {
      if (cut()) return void page.close({ code: 4001 });
      const server = page.connectToServer();
      page.onMessage((text) => up(JSON.parse(String(text))) && server.send(text));
      server.onMessage((text) => down(JSON.parse(String(text))) && page.send(text));
    });
  }

  /** Until each of them has it from the server. */
  async nothingPending() {
    await this.page.waitForFunction(() => document.querySelectorAll('.message.pending, .message.failed').length === 0);
  }

  /** axe finds nothing on what is shown now. @param {string} where @param {string[]} [rules]  these alone; else all, and one that is for the asking */
  async isAccessible(where, rules) {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(async (rules) => {
      const wish = rules ? { runOnly: rules } : { rules: { 'target-size': { enabled: true } } };
      const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'], ...wish });
      return violations.map((/** @type {any} */ v) => `${v.id}: ${v.help}: ${v.nodes.map((/** @type {any} */ n) => `${n.html} (${n.failureSummary})`).join(' | ')}`);
    }, rules);
    assert.deepEqual(found, [], where);
  }

  async fitsTheScreen() {
    const overhang = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overhang, 0, 'the page scrolls sideways');
  }

  isContent() {
    assert.deepEqual(this.complaints, [], this.username);
  }

  leaves() {
    return this.page.context().close();
  }
}
