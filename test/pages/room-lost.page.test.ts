import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { WebSocket } from 'ws';
import { Person } from './support/people.js';
import { world } from './support/world.js';

const here = world();

/** More than a hub keeps of a room on the disk. */
const MANY = 52;

interface Guest {
  readonly user: string;
  readonly token: string;
}

/** A visitor as the hub makes them. */
const visitor = (): Promise<Guest> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${here.stack.url.replace('http', 'ws')}/ws`);
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ id: 1, op: 'visitor.create', args: { name: 'Guest' } })));
    socket.on('message', (data) => {
      const { id, result } = JSON.parse(data.toString());
      if (id !== 1) return;
      socket.close();
      resolve(result);
    });
  });

/** Somebody in the live room of the places page. */
async function come(user: string, context: BrowserContext): Promise<Person> {
  const one = new Person(await context.newPage(), 'im-room');
  await one.page.goto(`${here.stack.url}/demo/places.html?as=${user}`);
  await one.page.locator('im-room:state(joined)').waitFor();
  return one;
}

/** One who is not signed in. */
async function guest(context: BrowserContext): Promise<Person> {
  const { user, token } = await visitor();
  await context.grantPermissions(['local-network-access'], { origin: here.stack.url });
  await context.route('**/demo/api/token', (route) => route.fulfill({ json: { token } }));
  return come(user, context);
}

/** It says that the room is not there now. */
const away = ({ chat }: Person): Promise<void> =>
  chat
    .getByRole('status')
    .filter({ hasText: /You are offline|Coming back to the room/ })
    .waitFor();

const range = (mark: string, upTo: number): string[] => Array.from({ length: upTo }, (_, at) => `${mark} ${at + 1}.`);
const of = (mark: string, texts: readonly string[]): string[] => texts.filter((text) => text.startsWith(`${mark} `));

/** Everybody sees all of it, once, each writer's in the order written, and all of them the same. */
async function whole(all: readonly Person[], upTo: Readonly<Record<string, number>>): Promise<void> {
  const marks = Object.keys(upTo);
  for (const one of all)
    for (const mark of marks) await one.rows(`${mark} ${upTo[mark]}.`).first().waitFor({ state: 'attached' });
  for (const one of all) while ((await one.pending()) > 0) await one.chat.locator('im-message').last().waitFor();
  const seen = await Promise.all(all.map((one) => one.texts(marks)));
  for (const texts of seen)
    for (const mark of marks) assert.deepEqual(of(mark, texts), range(mark, upTo[mark] as number));
  for (const texts of seen) assert.deepEqual(texts, seen[0]);
}

test('a room goes on by itself when the server was away or the network: each message once, in order, for all', async () => {
  const tunnel = await here.someone();
  const ada = await come('ada', await here.someone());
  const ben = await come('ben', tunnel);
  const dora = await guest(await here.someone());
  const all = [ada, ben, dora];
  await ada.burst('ada', 1, 5);
  await ben.burst('ben', 1, 4);
  await whole(all, { ada: 5, ben: 4 });

  await here.stack.quit();
  for (const one of all) await away(one);
  await ada.burst('ada', 6, 8);
  await ben.burst('ben', 5, 8);
  await here.stack.up();
  for (const one of all) await one.page.locator('im-room:state(joined)').waitFor();
  await whole(all, { ada: 8, ben: 8 });

  await tunnel.setOffline(true);
  await away(ben);
  await ada.burst('ada', 9, 14);
  await ben.burst('ben', 9, 12);
  await whole([ada, dora], { ada: 14, ben: 8 });
  await tunnel.setOffline(false);
  await whole(all, { ada: 14, ben: 12 });
  assert.deepEqual(
    all.flatMap(({ faults }) => faults),
    [],
  );
});

test('a hub that fell and forgot: what is missing is a gap, and what was written meanwhile goes once', async () => {
  const tunnel = await here.someone();
  const ada = await come('ada', await here.someone());
  const ben = await come('ben', tunnel);
  await ada.burst('first', 1, 3);
  await whole([ben], { first: 3 });
  await tunnel.setOffline(true);
  await away(ben);
  await ben.burst('late', 1, 3);
  await ada.burst('crowd', 1, MANY);
  await ada.arrived(`crowd ${MANY}.`);
  await here.stack.quit();
  await here.stack.up();
  await tunnel.setOffline(false);
  await ben.rows(`crowd ${MANY}.`).first().waitFor({ state: 'attached' });
  await ada.rows('late 3.').first().waitFor({ state: 'attached' });
  await ben.chat.getByText('Some messages are missing here.').waitFor({ state: 'attached' });
  const texts = await ben.texts(['first', 'crowd', 'late']);
  const crowd = of('crowd', texts);
  assert.deepEqual(of('first', texts), range('first', 3));
  assert.deepEqual(crowd, range('crowd', MANY).slice(-crowd.length));
  assert.deepEqual(of('late', texts), range('late', 3));
  // Up to there one can read, and the words stay: nothing can be fetched.
  await ben.chat.getByText('Some messages are missing here.').scrollIntoViewIfNeeded();
  assert.equal(await ben.chat.getByText('Some messages are missing here.').count(), 1);
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});
