import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const SERVER = 'dist/demo/server.js';
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The demo's server as a process of its own, on a data folder of its own, that can be killed and started again. */
export class Stack {
  readonly url: string;
  readonly data: string;
  readonly #port: number;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, data: string) {
    this.#port = port;
    this.data = data;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Stack> {
    if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run "npm run build" first`);
    const stack = new Stack(await freePort(), await mkdtemp(join(tmpdir(), 'im-pages-')));
    await stack.up();
    return stack;
  }

  async up(): Promise<void> {
    const env = { ...process.env, PORT: String(this.#port), HOST: '127.0.0.1', DATA: this.data };
    const child = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        if (this.#output.includes('/ws')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.#output}`)));
    });
  }

  /** No goodbye: what was answered must be on the disk. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(this.data, { recursive: true, force: true });
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
  if (!executablePath) throw new Error(`no Chromium at ${BROWSERS.join(', ')}; set CHROMIUM to its path`);
  return chromium.launch({ executablePath, args: FLAGS });
}

/** What a page may not do while we look: throw, log an error, break its policy. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    // A lost connection is the business of some tests, and Chromium logs it as an error of the page.
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION_REFUSED|WebSocket connection|ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(
        message.text(),
      )
    )
      faults.push(`logged: ${message.text()}`);
  });
  return faults;
}

/** A person: a browser profile of their own. */
export const person = (browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
