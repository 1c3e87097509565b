import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { faultsOf, launch } from './support/browser.js';
import { freePort } from './support/stack.js';

const CLI = 'dist/hub/cli.js';
const README = readFileSync('README.md', 'utf8');
const BLOCKS = [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code = '']) => ({
  language,
  code,
}));
const block = (language: string, word: string): string => {
  const found = BLOCKS.find((one) => one.language === language && one.code.includes(word))?.code;
  assert.ok(found, `README.md has no ${language} sample with ${word}`);
  return found;
};

const dir = mkdtempSync(join(tmpdir(), 'im-readme-'));
let shop: Server;
let hub: ChildProcess | undefined;
let hubUrl: string;

/** The words behind `npx im-elements` of a line of the README, with the places of this test. */
function words(command: string, places: Readonly<Record<string, string>>): string[] {
  const line = block('', `npx im-elements ${command}`)
    .split('\n')
    .find((one) => one.startsWith(`npx im-elements ${command}`));
  return (line ?? '')
    .split(' ')
    .slice(2)
    .map((word) => places[word] ?? word);
}

const places = (): Record<string, string> => ({
  './data': join(dir, 'data'),
  './copy': join(dir, 'copy'),
  './secret': join(dir, 'secret'),
  'https://shop.example': `http://127.0.0.1:${(shop.address() as AddressInfo).port}`,
  '8080': new URL(hubUrl).port,
});
const run = async (command: string): Promise<string> =>
  (await promisify(execFile)(process.execPath, [CLI, ...words(command, places())])).stdout;

before(async () => {
  writeFileSync(join(dir, 'secret'), 'a secret of at least thirty-two bytes');
  hubUrl = `http://127.0.0.1:${await freePort()}`;
  const here = (text: string): string =>
    text
      .replaceAll('https://chat.example.com', hubUrl)
      .replaceAll('wss://chat.example.com', hubUrl.replace('http', 'ws'));
  const policy = `default-src 'none'; style-src 'self'; ${here(block('', 'require-trusted-types-for'))}`
    .replace(/\s+/g, ' ')
    .trim();
  const page = `<!doctype html><title>Shop</title><body>${here(block('html', 'loader.js'))}`;
  shop = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(page);
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  hub = spawn(process.execPath, [CLI, ...words('hub', places())], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(hub.stdout as NodeJS.ReadableStream, 'data');
});
after(async () => {
  shop.close();
  if (hub?.exitCode === null) {
    hub.kill('SIGTERM');
    await once(hub, 'exit');
  }
  rmSync(dir, { recursive: true, force: true });
});

test('the script tag of the README is a chat on a page elsewhere, under the policy that stands there', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const context = await browser.newContext({ permissions: ['local-network-access'] });
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(places()['https://shop.example'] as string);
  await page.locator('im-chat-widget').getByRole('button').first().click();
  const field = page.locator('im-chat-widget textarea');
  await field.fill('Is the hub there?');
  await field.press('Enter');
  await page.locator('im-chat-widget im-message:state(own)').filter({ hasText: 'Is the hub there?' }).waitFor();
  await page.locator('im-chat-widget im-message:state(own):not(:state(pending))').waitFor();
  assert.deepEqual(faults, []);
});

test('the commands of the README sign somebody in, whom its sample for Node takes, and make a copy', async () => {
  const token = (await run('token')).trim();
  mkdirSync('.test', { recursive: true });
  const sample = block('js', 'createClient')
    .replace("'https://chat.example.com'", `'${hubUrl}', webSocket: WebSocket`)
    .replace(/token: async \(\) =>.*$/m, `token: async () => '${token}' },`)
    .replace('direct:ben', 'direct:support');
  const file = join('.test', 'readme.mjs');
  writeFileSync(file, `import { WebSocket } from 'ws';\n${sample}\nconsole.log('sent'); process.exit();\n`);
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 20_000 });
  assert.match(stdout, /sent/);
  assert.match(await run('backup'), /copied/);
});
