import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const folders: string[] = [];
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const one of children) one.kill('SIGKILL');
  for (const path of folders) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});

/** A folder that is gone when this process is. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'im-servers-'));
  folders.push(path);
  return path;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

interface Manner {
  readonly env?: Readonly<Record<string, string>>;
  /** Has a log of its own. */
  readonly quiet?: true;
}

/** Ends by itself when its standard input does, and so also where this process is killed. */
export function child(command: string, args: readonly string[], { env, quiet }: Manner = {}): Child {
  const started = spawn(command, args, {
    stdio: ['pipe', 'pipe', quiet ? 'ignore' : 'inherit'],
    env: { ...process.env, ...env },
  });
  const gone = once(started, 'exit');
  children.add(started);
  return {
    pid: started.pid ?? 0,
    process: started,
    async stop() {
      started.stdin?.end();
      await Promise.race([gone, wait(10_000, undefined, { ref: false })]);
      started.kill('SIGKILL');
      children.delete(started);
    },
  };
}

/** Asks again and again until there is an answer; throws where the process ends first. */
export async function until<T>({ process }: Child, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (process.exitCode !== null) throw new Error(`the server ended with ${process.exitCode}`);
    await wait(50);
  }
  throw new Error('the server was not ready within a minute');
}
