import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const SERVER = 'dist/demo/server.js';
/** Longest that a server takes to say where it is, milliseconds. */
const START_MS = 20_000;

/** The demo's server as a process of its own, on a data folder of its own, that can be killed and started again. */
export class Stack {
  readonly url: string;
  readonly data: string;
  readonly port: number;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, data: string) {
    this.port = port;
    this.data = data;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Rejects, and leaves nothing behind, when the server does not start. */
  static async start(): Promise<Stack> {
    if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run "npm run build" first`);
    const stack = new Stack(await freePort(), await mkdtemp(join(tmpdir(), 'im-pages-')));
    try {
      await stack.up();
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return stack;
  }

  get output(): string {
    return this.#output;
  }

  async up(): Promise<void> {
    const env = { ...process.env, PORT: String(this.port), HOST: '127.0.0.1', DATA: this.data };
    const child = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#output = '';
    let late: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        if (this.#output.includes('/ws')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.#output}`)));
      late = setTimeout(() => reject(new Error(`no address in ${START_MS} ms: ${this.#output}`)), START_MS);
    }).finally(() => clearTimeout(late));
  }

  /** No goodbye: what was answered must be on the disk. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As Ctrl+C or a service manager ends it. */
  quit(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async stop(): Promise<void> {
    await this.quit();
    await rm(this.data, { recursive: true, force: true });
  }

  /** What the hub has on the disk of the messages with these texts or kinds. */
  rows(where: string): readonly { readonly doc: Readonly<Record<string, unknown>> }[] {
    const db = new Database(join(this.data, 'hub.db'), { readonly: true });
    try {
      const found = db.prepare<[], { doc: string }>(`SELECT doc FROM messages WHERE ${where} ORDER BY key, seq`).all();
      return found.map(({ doc }) => ({ doc: JSON.parse(doc) }));
    } finally {
      db.close();
    }
  }

  /** Makes the messages with this text so many milliseconds older. */
  age(text: string, by: number): void {
    const db = new Database(join(this.data, 'hub.db'), { timeout: 10_000 });
    try {
      const older = "json_set(doc, '$.at', json_extract(doc, '$.at') - ?)";
      const { changes } = db
        .prepare(`UPDATE messages SET doc = ${older} WHERE json_extract(doc, '$.content.text') = ?`)
        .run(by, text);
      if (changes === 0) throw new Error(`no message says ${text}`);
    } finally {
      db.close();
    }
  }

  /** Texts that start with one of the marks, as they lie on the disk, in the order of each conversation. */
  kept(marks: readonly string[]): string[] {
    const db = new Database(join(this.data, 'hub.db'), { readonly: true });
    try {
      const sql = "SELECT json_extract(doc, '$.content.text') AS text FROM messages ORDER BY key, seq";
      const texts = db.prepare<[], { text: string | null }>(sql).all();
      return texts.flatMap(({ text }) => (text && marks.some((mark) => text.startsWith(`${mark} `)) ? [text] : []));
    } finally {
      db.close();
    }
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
