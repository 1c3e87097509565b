import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { seeded } from '../faults/random.js';
import { Gateway } from './support/gateway.js';
import { Agent, type Person, Visitor } from './support/people.js';
import { world } from './support/world.js';

const here = world();
const PATIENCE = 30_000;
const numbers = (mark: string, upTo: number): string[] => Array.from({ length: upTo }, (_, at) => `${mark} ${at + 1}.`);

async function until(what: string, fits: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await fits())) {
    if (Date.now() > end) return assert.fail(`not in ${PATIENCE / 1000} seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Each text once, in the order typed; waits while some are missing. */
async function inOrder(
  where: string,
  marks: Readonly<Record<string, number>>,
  read: () => Promise<string[]>,
): Promise<string[]> {
  const total = Object.values(marks).reduce((sum, one) => sum + one, 0);
  let texts: string[] = [];
  await until(where, async () => {
    texts = await read();
    return texts.length >= total;
  }).catch(() => undefined);
  for (const [mark, upTo] of Object.entries(marks)) {
    const found = texts.filter((text) => text.startsWith(`${mark} `));
    assert.deepEqual(found, numbers(mark, upTo), where);
  }
  return texts;
}

/** On the disk and on every screen; the screens show one order, and nothing is on its way any more. */
async function allArrived(marks: Readonly<Record<string, number>>, ...screens: readonly Person[]): Promise<void> {
  const names = Object.keys(marks);
  const kept = await inOrder('on the disk', marks, async () => here.stack.kept(names));
  for (const screen of screens) {
    const shown = await inOrder('on the screen', marks, () => screen.texts(names));
    await until('nothing is on its way', async () => (await screen.pending()) === 0);
    assert.equal(shown.length, kept.length);
    assert.deepEqual(await screen.texts(names), kept, 'the order of the disk');
  }
}

async function pair(hello: string): Promise<{ agent: Agent; visitor: Visitor }> {
  const agent = await Agent.signIn(await here.someone(), here.stack);
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  await visitor.open();
  await visitor.write(hello);
  await agent.openFirst(hello);
  return { agent, visitor };
}

test('the hub killed while both write', async () => {
  const { agent, visitor } = await pair('Before the kill');
  const writing = Promise.all([visitor.burst('ask', 1, 24), agent.burst('answer', 1, 24)]);
  await until('some are on the disk', () => here.stack.kept(['ask', 'answer']).length >= 8);
  await here.stack.kill();
  const saved = here.stack.kept(['ask', 'answer']).length;
  await writing;
  assert.ok(saved < 48, `${saved} were there already`);
  await here.stack.up();
  await allArrived({ ask: 24, answer: 24 }, visitor, agent);
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

test('a page left and come back to, with all that it could not send', async () => {
  const { agent, visitor } = await pair('Before the reload');
  await here.stack.kill();
  await visitor.burst('reloaded', 1, 12);
  await visitor.rows('reloaded 12.').waitFor();
  await visitor.page.reload().catch(() => undefined);
  await here.stack.up();
  await visitor.page.goto(`${here.stack.url}/demo/shop.html`);
  await visitor.open();
  await allArrived({ reloaded: 12 }, visitor, agent);
});

test('a page that is reloaded again and again while it sends', async () => {
  const { agent, visitor } = await pair('Before many reloads');
  for (let round = 0; round < 3; round += 1) {
    await visitor.burst('again', round * 5 + 1, round * 5 + 5);
    await visitor.rows(`again ${round * 5 + 5}.`).waitFor();
    await visitor.page.reload();
    await visitor.open();
  }
  await allArrived({ again: 15 }, visitor, agent);
});

test('a page that crashes with all that it could not send', async () => {
  const { agent, visitor } = await pair('Before the crash');
  await here.stack.kill();
  await visitor.burst('crashed', 1, 12);
  await visitor.rows('crashed 12.').waitFor();
  const crashed = visitor.page.waitForEvent('crash');
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await here.stack.up();
  const again = await Visitor.arrive(visitor.page.context(), here.stack);
  await again.open();
  await allArrived({ crashed: 12 }, again, agent);
});

test('offline for a while, and back', async () => {
  const { agent, visitor } = await pair('Before the tunnel');
  await visitor.page.context().setOffline(true);
  await Promise.all([visitor.burst('tunnel', 1, 12), agent.burst('daylight', 1, 12)]);
  await visitor.rows('tunnel 12.').waitFor();
  await visitor.chat.locator('im-connection').getByText('You are offline').first().waitFor();
  assert.deepEqual(here.stack.kept(['tunnel']), []);
  await visitor.page.context().setOffline(false);
  await allArrived({ tunnel: 12, daylight: 12 }, visitor, agent);
});

/** Connections to the hub that a page has open. */
const connections = (page: Page): Set<unknown> => {
  const open = new Set<unknown>();
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/ws')) return;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return open;
};

test('two tabs, one connection; the tab that holds it is closed in mid-burst', async () => {
  const agent = await Agent.signIn(await here.someone(), here.stack);
  const context = await here.someone();
  const first = await Visitor.arrive(context, here.stack);
  const firstOpen = connections(first.page);
  await first.open();
  await first.write('Before the other tab');
  await agent.openFirst('Before the other tab');
  const second = await Visitor.arrive(context, here.stack);
  const secondOpen = connections(second.page);
  await second.open();
  await second.rows('Before the other tab').waitFor();

  await first.burst('first', 1, 20);
  await first.rows('first 20.').waitFor();
  await second.burst('second', 1, 8);
  assert.deepEqual([firstOpen.size, secondOpen.size], [1, 0]);
  const left = 28 - here.stack.kept(['first', 'second']).length;
  assert.ok(left > 0, 'all was sent before the tab could be closed');
  await first.page.close();
  await second.burst('second', 9, 16);
  await agent.write('Are you still there?');
  await second.rows('Are you still there?').waitFor();
  await allArrived({ first: 20, second: 16 }, second, agent);
  assert.equal(secondOpen.size, 1);
  assert.deepEqual([...agent.faults, ...second.faults], []);
});

test('a network that loses, delays and doubles what is sent', async () => {
  const gateway = await Gateway.before(here.stack, seeded(7));
  try {
    const agent = await Agent.signIn(await here.someone(), gateway.url);
    const visitor = await Visitor.arrive(await here.someone(), gateway.url);
    await visitor.open();
    await visitor.write('Before the storm');
    await agent.openFirst('Before the storm');
    gateway.weather = { delay: 60, duplicate: 0.15, lose: 0.03 };
    await Promise.all([visitor.burst('rain', 1, 24), agent.burst('hail', 1, 24)]);
    await until('some of it was lost and doubled', () => {
      const { delayed, duplicated, lost } = gateway.happened;
      return delayed > 20 && duplicated > 5 && lost > 1;
    });
    await until('most has arrived', () => here.stack.kept(['rain', 'hail']).length >= 40);
    gateway.weather = { delay: 0, duplicate: 0, lose: 0 };
    await allArrived({ rain: 24, hail: 24 }, visitor, agent);
    assert.deepEqual([...agent.faults, ...visitor.faults], []);
  } finally {
    await gateway.close();
  }
});
