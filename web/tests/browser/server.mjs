// A server of one's own: on a free port, with its own data, stopped and started as the test likes.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.DIALOGO_BIN ?? join(repository, 'target/debug/dialogo');
export const output = join(repository, 'web/tests/output');

/** The first start creates a database cluster. */
const START_MS = 90_000;
const STOP_MS = 30_000;

export class Server {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #folder = '';
  #log = '';
  url = '';
  /** @type {Record<string, string>} */
  #settings = {};

  /** @param {string} name  of its log in tests/output @param {Record<string, string>} [settings] */
  static async start(name, settings = {}) {
    const server = new Server();
    server.#settings = settings;
    server.#folder = await mkdtemp(join(tmpdir(), 'dialogo-web-'));
    // The database runs as another user when this one is root, and has to get to its folder.
    await chmod(server.#folder, 0o755);
    await mkdir(output, { recursive: true });
    server.#log = join(output, `${name}.log`);
    server.url = `http://127.0.0.1:${await freePort()}`;
    await server.start();
    return server;
  }

  async start() {
    const log = await open(this.#log, 'a');
    this.#child = spawn(program, ['serve'], { env: this.#environment(), cwd: this.#folder, stdio: ['ignore', log.fd, log.fd] });
    const failed = new Promise((_, reject) => this.#child?.once('error', reject));
    await Promise.race([this.#ready(), failed]);
    await log.close();
  }

  /** Another command of the program, beside the server. @param {...string} words */
  async runs(...words) {
    await promisify(execFile)(program, words, { env: this.#environment(), cwd: this.#folder });
  }

  #environment() {
    return {
      ...process.env,
      DIALOGO__SERVER__HOST: '127.0.0.1',
      DIALOGO__SERVER__PORT: new URL(this.url).port,
      DIALOGO__DATA_DIR: join(this.#folder, 'data'),
      ...this.#settings,
    };
  }

  async restart() {
    await this.halt();
    await this.start();
  }

  /** Stops the process and keeps its data. */
  async halt() {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  async stop() {
    await this.halt();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ready() {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode != null) break;
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const log = await readFile(this.#log, 'utf8').catch(() => '');
    throw new Error(`${program} did not become ready. The end of ${this.#log}:\n${log.slice(-3000)}`);
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
