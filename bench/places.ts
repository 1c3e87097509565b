// A live room of 1,000 messages a second into 50 sockets, and a space of 50 channels with 3,000 members, 200 of them here.
// Run: npx tsx bench/places.ts [--sockets=50] [--seconds=10] [--members=3000]. One hub process of Node on SQLite, real sockets.
import { parseArgs } from 'node:util';
import type { ServerFrame } from '../hub/protocol/index.js';
import { machine, part, wait } from './lib/figures.js';
import { loopback, type Seat } from './lib/sockets.js';

const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '10' },
    members: { type: 'string', default: '3000' },
  },
});
const [SOCKETS, SECONDS, MEMBERS] = [Number(values.sockets), Number(values.seconds), Number(values.members)];
const PER_SECOND = 1000;
const CHANNELS = 50;
const HERE = 200;

const at = (list: readonly number[], share: number): string => part(list, share).toFixed(1);
const told = (name: string, list: readonly number[]): void =>
  console.log(`${name}: p50 ${at(list, 0.5)} ms, p99 ${at(list, 0.99)} ms (${list.length})`);

const { enter, end } = await loopback(MEMBERS);

/** Said at a steady pace by ten people; heard by all sockets. The time is that from the call to the frame. */
async function room(): Promise<void> {
  const times: number[] = [];
  let shed = 0;
  const hear = (frame: ServerFrame): void => {
    if (!('signal' in frame) || frame.signal.t !== 'room') return;
    shed += frame.signal.news.shed ?? 0;
    for (const { content } of frame.signal.news.messages ?? []) times.push(performance.now() - Number(content.text));
  };
  const seats: Seat[] = [];
  for (let n = 0; n < SOCKETS; n++) seats.push(await enter(`guest${n}`, hear));
  for (const [n, { call }] of seats.entries())
    await call('rooms.join', { room: 'live', ...(n === 0 && { create: {} }) });
  const began = performance.now();
  const answers: number[] = [];
  let sent = 0;
  while (performance.now() - began < SECONDS * 1000) {
    for (const due = ((performance.now() - began) / 1000) * PER_SECOND; sent < due; sent++) {
      const now = performance.now();
      const said = seats[sent % 10]?.call('messages.send', {
        ...{ clientId: `m${sent}`, conversation: 'room:live', content: { kind: 'text', text: String(now) } },
      });
      said?.then(
        () => answers.push(performance.now() - now),
        (error) => console.error(String(error)),
      );
    }
    await wait(5);
  }
  await wait(500);
  console.log(`room: ${sent} messages in ${SECONDS} s into ${SOCKETS} sockets, left out ${shed / SOCKETS}`);
  told('room, answer to the sender', answers);
  told('room, arrival', times);
  const lost = sent * SOCKETS - times.length - shed;
  console.log(`room, lost: ${lost}`);
  if (lost !== 0) process.exitCode = 1;
  for (const seat of seats) seat.close();
}

async function space(): Promise<void> {
  const people = Array.from({ length: MEMBERS }, (_, n) => `member${n}`);
  for (const user of people) (await enter(user)).close();
  const times: number[] = [];
  const hear = (frame: ServerFrame): void => {
    if (!('push' in frame)) return;
    for (const event of frame.push)
      if (event.t === 'message') times.push(performance.now() - Number(event.message.content.text));
  };
  const here: Seat[] = [];
  for (const user of people.slice(0, HERE)) here.push(await enter(user, hear));
  const [owner] = here as [Seat];
  let began = performance.now();
  await owner.call('spaces.create', { id: 'big', name: 'Big', members: people.slice(1, 1001) });
  for (let from = 1001; from < MEMBERS; from += 100)
    await owner.call('spaces.invite', { space: 'big', users: people.slice(from, from + 100) });
  console.log(`space: ${MEMBERS} members seated in ${(performance.now() - began).toFixed(0)} ms`);
  began = performance.now();
  for (let n = 0; n < CHANNELS; n++)
    await owner.call('spaces.create-channel', { space: 'big', id: `c${n}`, name: `Channel ${n}` });
  console.log(`space: ${CHANNELS} channels made in ${(performance.now() - began).toFixed(0)} ms`);
  const answers: number[] = [];
  for (let n = 0; n < 200; n++) {
    const now = performance.now();
    await here[n % HERE]?.call('messages.send', {
      ...{ clientId: `s${n}`, conversation: `channel:big/c${n % CHANNELS}` },
      content: { kind: 'text', text: String(now) },
    });
    answers.push(performance.now() - now);
    await wait(50);
  }
  await wait(2000);
  told('space, answer to the sender', answers);
  told(`space, arrival at ${HERE} sockets`, times);
  if (times.length !== 200 * HERE) process.exitCode = 1;
  const timed = async (name: string, run: (n: number) => Promise<unknown>): Promise<void> => {
    const list: number[] = [];
    for (let n = 0; n < 50; n++) {
      const now = performance.now();
      await run(n);
      list.push(performance.now() - now);
    }
    told(name, list);
  };
  await timed('space, opening it (all channels with their rows)', async (n) =>
    here[n + 100]?.call('spaces.channels', { space: 'big' }),
  );
  await timed('space, opening it again', async (n) => here[n + 100]?.call('spaces.channels', { space: 'big' }));
  await timed('space, opening a channel', async (n) =>
    here[n + 150]?.call('messages.history', { conversation: `channel:big/c${n % CHANNELS}` }),
  );
  await timed('space, a page of members', async () => owner.call('spaces.members', { space: 'big', limit: 100 }));
  for (const seat of here) seat.close();
}

try {
  console.log(machine());
  await room();
  await space();
} finally {
  await end();
}
