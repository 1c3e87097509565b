import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const SECRET = 'a secret of the tests, long enough for HS256';

export const scratch = (name: string): string => mkdtempSync(join(tmpdir(), `im-${name}-`));

/** A failed test must not leave its processes behind: they would keep the run alive. */
const living = new Set<ChildProcess>();
after(() => {
  for (const child of living) child.kill('SIGKILL');
});

/** Waits for what cannot be awaited; fails after ten seconds. */
export async function until(fits: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!fits()) {
    if (Date.now() > end) throw new Error(`not in 10 seconds: ${fits}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first match in what it said; rejects if it ends without. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
}

/** Runs a script of the project by its source, in a process of its own. */
export function run(script: string, args: readonly string[], env: Record<string, string | undefined> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, PORT: undefined, HOST: undefined, DATA: undefined, IM_ELEMENTS_SECRET: SECRET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  child.once('close', () => living.delete(child));
  let out = '';
  let err = '';
  const heard = new Set<() => void>();
  const hear = (): void => {
    for (const tell of heard) tell();
  };
  child.stdout?.on('data', (chunk) => {
    out += chunk;
    hear();
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
    hear();
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, out, err }) as Ended);
  const said = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(out);
        if (found) resolve(found);
      };
      heard.add(look);
      look();
      ended.then(({ code }) => reject(new Error(`ended with ${code} before ${pattern}: ${err}`)));
    });
  return { child, ended, said };
}

export interface HubProcess extends Running {
  readonly url: string;
}

/** `im-elements hub` on a free port. */
export async function startProcess(data: string, ...more: string[]): Promise<HubProcess> {
  const running = run('hub/cli.ts', ['hub', '--data', data, '--port', '0', '--log', 'warn', ...more]);
  const [, url] = await running.said(/hub listening on (\S+)/);
  return { ...running, url: url as string };
}

export const cli = (...args: string[]): Promise<Ended> => run('hub/cli.ts', args).ended;
