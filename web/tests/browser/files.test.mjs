// A picture and a file go into a message by the button, by pasting and by dropping; the other one sees and saves them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('files'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A picture made by the browser itself. @param {Person} person @returns {Promise<Buffer>} */
async function picture(person) {
  const bytes = await person.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 800);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    for (let x = 0; x < 1200; x += 10) {
      context.fillStyle = `hsl(${x / 4} 80% 60%)`;
      context.fillRect(x, 0, 10, 800);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

test('a picture and a file are sent, seen, enlarged and saved', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada');
  const bob = await Person.arrives(browser, server.url, 'bob', phone);
  await ada.registers('Ada Lovelace');
  await bob.registers('Bob');
  await ada.creates('Pictures');
  await bob.looksUp('Pictures');
  await bob.isIn('Pictures');

  /** @type {() => void} */
  let goesOn = () => {};
  const held = new Promise((resolve) => void (goesOn = () => resolve(null)));
  await ada.page.route(/\/files\?name=colours/, async (route) => {
    await held;
    await route.continue();
  });
  const chooser = ada.page.waitForEvent('filechooser');
  await ada.page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles([
    { name: 'colours.png', mimeType: 'image/png', buffer: await picture(ada) },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>window.__x = 1</script>') },
    { name: 'wrong.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\nnothing', 'latin1') },
  ]);
  const tray = ada.page.getByRole('list', { name: 'Files to send' });
  const progress = tray.getByRole('progressbar', { name: 'Upload of colours.png' });
  await progress.waitFor();
  assert.equal(await ada.page.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true, 'what is on its way is waited for');
  goesOn();
  await progress.waitFor({ state: 'detached' });
  await tray.getByText('The picture cannot be used').waitFor();
  await ada.isAccessible('files to send');
  assert.equal(await ada.page.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true);
  await tray.getByRole('button', { name: 'Remove wrong.png' }).click();
  await ada.page.getByRole('button', { name: 'Send', exact: true }).click();
  await tray.getByRole('listitem').waitFor({ state: 'hidden' });

  const shown = bob.log.getByRole('button', { name: 'Enlarge colours.png' });
  await shown.locator('img[src^="blob:"]').waitFor();
  assert.equal(await shown.locator('img').evaluate((/** @type {HTMLImageElement} */ image) => image.decode().then(() => image.naturalWidth)), 640);
  const place = await shown.boundingBox();
  assert.ok(place && Math.abs(place.width / place.height - 1.5) < 0.05, 'the place of a picture has its shape');
  await bob.fitsTheScreen();
  await bob.isAccessible('a message with files');
  const saving = bob.page.waitForEvent('download');
  await bob.log.getByRole('button', { name: 'Save page.html' }).click();
  assert.equal((await saving).suggestedFilename(), 'page.html');
  await shown.click();
  const large = bob.page.getByRole('dialog').getByRole('img', { name: 'colours.png' });
  await bob.page.getByRole('dialog').locator('img[src^="blob:"]').waitFor();
  assert.equal(await large.evaluate((/** @type {HTMLImageElement} */ image) => image.decode().then(() => image.naturalWidth)), 1200);
  await bob.isAccessible('a picture, enlarged');
  await bob.page.getByRole('button', { name: 'Close' }).click();

  for (const kind of ['paste', 'drop']) {
    await ada.writingField.evaluate((field, kind) => {
      const data = new DataTransfer();
      data.items.add(new File([kind], `${kind}.txt`, { type: 'text/plain' }));
      const how = { bubbles: true, cancelable: true };
      field.dispatchEvent(kind === 'paste' ? new ClipboardEvent(kind, { ...how, clipboardData: data }) : new DragEvent(kind, { ...how, dataTransfer: data }));
    }, kind);
    await tray.getByRole('button', { name: `Remove ${kind}.txt` }).waitFor();
  }
  await tray.locator('progress').first().waitFor({ state: 'detached' });
  await ada.writingField.fill('two more');
  await ada.page.getByRole('button', { name: 'Send', exact: true }).click();
  await bob.sees('two more');
  await bob.log.getByRole('button', { name: 'Save paste.txt' }).waitFor();
  await bob.log.getByRole('button', { name: 'Save drop.txt' }).waitFor();

  await ada.actsOn('two more', 'Delete');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await bob.log.getByRole('button', { name: 'Save drop.txt' }).waitFor({ state: 'detached' });
  await ada.page.reload();
  await ada.log.getByRole('button', { name: 'Enlarge colours.png' }).locator('img[src^="blob:"]').waitFor();

  await ada.page.getByRole('link', { name: 'Your profile' }).click();
  const own = ada.page.waitForEvent('filechooser');
  await ada.page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await own).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: await picture(ada) });
  await ada.page.getByRole('button', { name: 'Remove the picture' }).waitFor();
  await ada.isAccessible('the profile with a picture');
  await bob.log.locator('.avatar img[src^="blob:"]').first().waitFor();
  await ada.page.getByRole('region', { name: 'You', exact: true }).getByRole('button', { name: 'Save', exact: true }).click();
  await ada.page.getByText('Saved.').first().waitFor();
  assert.equal(await bob.log.locator('.avatar img').count() > 0, true, 'saving the name keeps the picture');
  await ada.page.getByRole('button', { name: 'Remove the picture' }).click();
  await bob.log.locator('.avatar img').first().waitFor({ state: 'detached' });
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});
