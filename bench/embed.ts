// What the script tag costs a shop: bytes and time for the page, the bubble, and the click until the chat can be written to.
// Run: npm run build && npx tsx bench/embed.ts [--rounds=7]. Bytes are as sent, each file also gzipped here; times are this machine's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launch, person } from '../test/pages/support/browser.js';
import { Stack } from '../test/pages/support/stack.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const ROUNDS = Number(values.rounds);

interface Step {
  readonly name: string;
  readonly ms: number;
  readonly files: readonly string[];
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
/** As the files lie in dist/; the demo's own server compresses nothing, others do. */
const bytesOf = (file: string): readonly [number, number] => {
  const bytes = readFileSync(join('dist', file.slice('/dist/'.length)));
  return [bytes.length, gzipSync(bytes, { level: 9 }).length];
};

/** One visit with an empty cache, by somebody who has never been here. */
async function visit(browser: Browser, url: string): Promise<Step[]> {
  const context = await person(browser);
  const page = await context.newPage();
  let files: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/dist/')) files.push(pathname);
  });
  const step = async (name: string, run: () => Promise<unknown>): Promise<Step> => {
    const began = performance.now();
    await run();
    const ms = performance.now() - began;
    const taken = files;
    files = [];
    return { name, ms, files: taken };
  };
  const steps = [
    await step('page and bubble', () => arrive(page, url)),
    await step('click to first row', () => write(page)),
  ];
  await context.close();
  return steps;
}

async function arrive(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/demo/shop.html`);
  await page.locator('im-chat-widget [part=launcher]').waitFor();
}

/** To the field, and a first message written at once: its row is the first that is painted. */
async function write(page: Page): Promise<void> {
  await page.locator('im-chat-widget [part=launcher]').click();
  const box = page.locator('im-chat-widget textarea');
  await box.fill('Hello');
  await box.press('Enter');
  await page.locator('im-chat-widget im-message').waitFor();
}

const stack = await Stack.start();
const browser = await launch();
try {
  const visits: Step[][] = [];
  // A hub lets twenty new visitors a minute in from one address.
  for (let round = 0; round <= Math.min(ROUNDS, 18); round += 1) visits.push(await visit(browser, stack.url));
  const [, ...counted] = visits;
  let total = 0;
  for (const [at, { name, files }] of (counted[0] ?? []).entries()) {
    const sizes = [...new Set(files)].map(bytesOf);
    const [raw, zipped] = [0, 1].map((which) => sizes.reduce((sum, size) => sum + (size[which] ?? 0), 0));
    total += zipped ?? 0;
    const ms = median(counted.map((steps) => steps[at]?.ms ?? Number.NaN));
    console.log(`${name}: ${ms.toFixed(0)} ms, ${sizes.length} files, ${kB(raw ?? 0)}, gzipped ${kB(zipped ?? 0)}`);
  }
  console.log(`gzipped in all: ${kB(total)}`);
} finally {
  await browser.close();
  await stack.stop();
}
