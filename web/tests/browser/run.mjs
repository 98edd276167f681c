// Runs the browser tests against the real server and a real Chromium.
//
// DIALOGO_BIN: the server (default: target/debug/dialogo). CHROMIUM: the browser (default: /usr/bin/chromium).
// Arguments: parts of the names of the files to run; all of them if there are none.

import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = process.env.DIALOGO_BIN ?? fileURLToPath(new URL('../../../target/debug/dialogo', import.meta.url));
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
for (const [name, path] of [['server', program], ['browser', chromium]]) {
  if (!existsSync(path)) {
    console.error(`There is no ${name} at ${path}. Build it, or say where it is with ${name === 'server' ? 'DIALOGO_BIN' : 'CHROMIUM'}.`);
    process.exit(2);
  }
}

const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .map((name) => here + name);
// One file after the other: each has its own server, database and browser.
const tests = run({ files, concurrency: 1, timeout: 15 * 60_000 });
tests.on('test:fail', () => {
  process.exitCode = 1;
});
const report = tests.compose(new spec());
report.pipe(process.stdout);
await finished(report);
