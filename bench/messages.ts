// What is asked of a hub with 100,000 messages, and what 1,000 rows of a transcript cost when reactions arrive.
// Run: npx tsx bench/messages.ts [--messages=100000] [--conversations=200] [--rounds=300] [--file=kept.db]. Node, SQLite, no sockets.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Call } from '../demo/server/caller.js';
import type { WireMessage } from '../hub/protocol/index.js';
import { type Archive, CJK, fill, open, type Place, placesOf, RARE, READER, SHORT } from './lib/archive.js';
import { Figures, machine, timed, worked } from './lib/figures.js';
import { transcript } from './lib/transcript.js';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    conversations: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '300' },
    file: { type: 'string' },
  },
});
const [MESSAGES, CONVERSATIONS, ROUNDS] = [values.messages, values.conversations, values.rounds].map(Number) as [
  number,
  number,
  number,
];
/** So many calls at once, for how many a second there are. */
const AT_ONCE = 32;
const started = Date.now();

type Run = (n: number) => Promise<unknown>;

/** One after the other, for the times of each; then many at once. */
async function measure(figures: Figures, { skip }: Archive, name: string, run: Run, rounds = ROUNDS): Promise<void> {
  const times: number[] = [];
  let n = 0;
  const next = () => {
    skip();
    return run(n++);
  };
  for (let warm = 0; warm < 5; warm++) await next();
  const before = worked();
  for (let round = 0; round < rounds; round++) times.push((await timed(next)).ms);
  const cpu = (worked() - before) / rounds;
  const began = performance.now();
  for (let from = 0; from < rounds; from += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, next));
  const all = Math.ceil(rounds / AT_ONCE) * AT_ONCE;
  figures.row(name, times, { cpu, rate: (all / (performance.now() - began)) * 1000 });
}

/** Newest texts of the reader and of others, in each place. */
async function textsOf(call: Call, places: readonly Place[]): Promise<{ own: WireMessage[]; all: WireMessage[] }> {
  const all: WireMessage[] = [];
  for (const { conversation } of places) {
    const { items } = await call('messages.history', { conversation, kinds: ['text'], limit: 20 });
    all.push(...items);
  }
  return { all, own: all.filter(({ sender }) => sender === READER) };
}

async function reads(archive: Archive, call: Call, places: readonly Place[]): Promise<void> {
  const figures = new Figures(`Reading, ${MESSAGES} messages in ${CONVERSATIONS} conversations`);
  const place = (n: number) => places[(n * 37) % places.length] as Place;
  const search = (name: string, words: string, rounds = ROUNDS) =>
    measure(figures, archive, `search: ${name}`, () => call('search.messages', { words: [words] }), rounds);
  await search('a rare word', RARE);
  await search('a word of every fourth', 'lamp', 20);
  await search('two characters', SHORT, 20);
  await search('three CJK characters', CJK.slice(0, 3));
  await search('two CJK characters', CJK.slice(4), 20);
  await measure(figures, archive, 'search: two characters, in one conversation', (n) =>
    call('search.messages', { words: [SHORT], conversation: place(n).conversation }),
  );
  await measure(figures, archive, 'media wall: a page of 50 pictures', (n) =>
    call('messages.history', { conversation: place(n).conversation, kinds: ['image', 'video'], limit: 50 }),
  );
  await measure(figures, archive, 'a page of 100 messages', (n) =>
    call('messages.history', { conversation: place(n).conversation, limit: 100 }),
  );
  await measure(figures, archive, 'unread of all', () => call('conversations.unread', {}), 50);
  await measure(figures, archive, 'a page of 50 rows, with unread and mentions', () =>
    call('conversations.list', { limit: 50 }),
  );
  await measure(figures, archive, 'a row with 100 unread and who named him', (n) =>
    call('conversations.get', { ids: [(places[(n * 2 + 1) % places.length] as Place).conversation] }),
  );
}

async function changes(archive: Archive, call: Call, places: readonly Place[]): Promise<void> {
  const { own, all } = await textsOf(call, places);
  const figures = new Figures('Changing, everybody connected');
  const at = (list: readonly WireMessage[], n: number) => list[(n * 7919) % list.length] as WireMessage;
  const of = ({ conversation, id }: WireMessage) => ({ conversation, id });
  await measure(figures, archive, 'send', (n) =>
    call('messages.send', {
      ...{ clientId: `${started}-${n}`, conversation: (places[n % places.length] as Place).conversation },
      content: { kind: 'text', text: `the lamp ${n}` },
    }),
  );
  await measure(figures, archive, 'edit', (n) =>
    call('messages.edit', { ...of(at(own, n)), content: { kind: 'text', text: `other words ${started} ${n}` } }),
  );
  await measure(figures, archive, 'react and take it back', (n) =>
    call('messages.react', {
      ...of(at(all, n >> 1)),
      emoji: ['👍', '🎉', '❤️'][(n >> 1) % 3] as string,
      on: n % 2 === 0,
    }),
  );
  await measure(figures, archive, 'pin and unpin', (n) => {
    const message = at(all, n >> 1);
    return call('messages.pin', { ...of(message), pinned: n % 2 === 0 });
  });
  await measure(figures, archive, 'extend', (n) =>
    call('messages.extend', { ...of(at(all, n)), set: { note: `${started} ${n}` } }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'im-messages-'));
const file = values.file ?? join(folder, 'hub.db');
const places = placesOf(CONVERSATIONS);
try {
  console.log(machine());
  if (!existsSync(file)) {
    const { ms } = await timed(async () => fill(await open(file, 'normal'), places, MESSAGES));
    console.log(`seeded in ${(ms / 1000).toFixed(0)} s`);
  }
  const archive = await open(file, 'full');
  const call = await archive.enter(READER);
  for (const { other } of places) await archive.enter(other);
  await reads(archive, call, places);
  await changes(archive, call, places);
  await archive.hub.close();
  await transcript(1000);
  console.log(`\n${machine()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
