import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, person } from './support/browser.js';
import { Agent, Visitor } from './support/people.js';
import { freePort } from './support/stack.js';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends.reverse()) await end();
});

/** What `npm start` runs once all is installed and built; that it installs and builds is not for a test among others. */
async function start(env: Readonly<Record<string, string>>): Promise<{ said: string; stop(): Promise<number> }> {
  const child: ChildProcess = spawn(process.execPath, ['dist/demo/server.js'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ends.push(() => child.kill('SIGKILL'));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address: ${said}`)), 20_000);
    const hear = (chunk: Buffer): void => {
      said += chunk;
      if (!said.includes('/ws')) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code}: ${said}`));
    });
  });
  return {
    said,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await gone;
      return code as number;
    },
  };
}

test('the started demo honours PORT, HOST and DATA, and a restart keeps the conversation', async () => {
  const data = await mkdtemp(join(tmpdir(), 'im-start-'));
  ends.push(() => rm(data, { recursive: true, force: true }));
  const env = { PORT: String(await freePort()), HOST: '127.0.0.2', DATA: join(data, 'deeper') };
  const url = `http://${env.HOST}:${env.PORT}`;
  const started = await start(env);
  for (const page of ['index', 'shop', 'agent', 'messenger'])
    assert.ok(started.said.includes(`${url}/demo/${page}.html`), started.said);
  assert.ok(existsSync(join(env.DATA, 'hub.db')) && existsSync(join(env.DATA, 'secret')));

  const browser: Browser = await launch();
  ends.push(() => browser.close());
  const visitor = await Visitor.arrive(await person(browser), url);
  await visitor.open();
  await visitor.write('Do you keep this?');
  const agent = await Agent.signIn(await person(browser), url);
  await agent.openFirst('Do you keep this?');
  await agent.write('For ever and a day');
  await visitor.rows('For ever').waitFor();

  assert.equal(await started.stop(), 0);
  const again = await start(env);
  // The pages that stayed open go on by themselves.
  await visitor.write('Still me?');
  await agent.rows('Still me?').waitFor();
  // Somebody else, with nothing in the browser, finds all of it.
  const other = await Agent.signIn(await person(browser), url);
  await other.openFirst('Still me?');
  await other.rows('Do you keep this?').waitFor();
  await other.rows('For ever and a day').waitFor();
  assert.deepEqual([...agent.faults, ...visitor.faults, ...other.faults], []);
  assert.equal(await again.stop(), 0);
});
