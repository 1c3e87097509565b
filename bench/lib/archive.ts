import { type Call, callerOf } from '../../demo/server/caller.js';
import { pageToken, pageTokens } from '../../hub/host/page/tokens.js';
import type { WireContent } from '../../hub/protocol/index.js';
import { createHub, type Hub } from '../../hub/service/index.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { sentence } from './seed.js';

/** A hub on a database, with as many calls as one likes: its clock is ahead by a second for each of them. */
export interface Archive {
  readonly hub: Hub;
  readonly enter: (user: string) => Promise<Call>;
  readonly skip: () => void;
}

export const READER = 'reader';
const FILES = 50;
/** In one of 10,000 texts, in one of 100, and in one of 200. */
export const [RARE, SHORT, CJK] = ['quinquereme', 'qx', '订单已经到达'];

export async function open(file: string, synchronous: 'full' | 'normal'): Promise<Archive> {
  const storage = sqliteStorage({ file, synchronous });
  await storage.transaction(async (tx) => {
    for (let n = 0; n < FILES; n++)
      await tx.files.put({
        ...{ id: `f${n}`, owner: READER, name: `photo ${n}.png`, bytes: 1e5, mime: 'image/png', createdAt: 1 },
      });
  });
  let ahead = 0;
  const hub = await createHub({
    storage,
    tokens: pageTokens([], Date.now),
    clock: {
      now: () => Date.now() + ahead,
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
    options: { rates: { callsPerSecond: 1e7, visitorsPerMinute: 1e6 }, limits: { sendsPerSecond: 1e7 } },
  });
  const enter = async (user: string): Promise<Call> => {
    const { call } = callerOf(hub);
    await call('session.hello', {
      protocol: 1,
      token: pageToken(user),
      device: { id: `of-${user}`, class: 'desktop' },
    });
    return call;
  };
  const skip = (): void => {
    ahead += 1000;
  };
  return { hub, enter, skip };
}

const contentOf = (n: number): WireContent => {
  if (n % 21 === 0) return { kind: 'image', file: { id: `f${n % FILES}` }, width: 800, height: 600 };
  const extra = [n % 10_000 === 5 && RARE, n % 100 === 7 && SHORT, n % 200 === 11 && CJK].filter(Boolean).join(' ');
  return { kind: 'text', text: `${n}: ${sentence(n)} ${extra}`.trim() };
};

export interface Place {
  readonly conversation: string;
  /** Who writes there beside the reader, and how he names it. */
  readonly other: string;
  readonly others: string;
}

/** Half of them direct, half of them groups of six. */
export const placesOf = (count: number): readonly Place[] =>
  Array.from({ length: count }, (_, n) =>
    n % 2 === 0
      ? { conversation: `direct:p${n}`, other: `p${n}`, others: `direct:${READER}` }
      : { conversation: `group:g${n}`, other: `p${n}`, others: `group:g${n}` },
  );

/** The reader writes a third of all, and has read all but the last hundred of each; one of 50 in groups names him. */
export async function fill({ enter, hub, skip }: Archive, places: readonly Place[], messages: number): Promise<void> {
  const calls = new Map<string, Call>();
  for (const user of [READER, ...places.map(({ other }) => other)]) calls.set(user, await enter(user));
  const mine = calls.get(READER) as Call;
  const each = Math.floor(messages / places.length);
  for (const [at, { conversation, other, others }] of places.entries()) {
    skip();
    const group = conversation.startsWith('group:');
    const near = Array.from({ length: 5 }, (_, n) => places[(at + 2 * n) % places.length]?.other as string);
    if (group) await mine('groups.create', { id: conversation.slice(6), type: 'work', members: [...new Set(near)] });
    const theirs = calls.get(other) as Call;
    const say = (n: number) => {
      const own = n % 3 === 0;
      return (own ? mine : theirs)('messages.send', {
        ...{ clientId: `n${n}`, conversation: own ? conversation : others, content: contentOf(n) },
        ...(group && n % 50 === 1 && !own && { mentions: { users: [READER] } }),
      });
    };
    const numbers = Array.from({ length: each }, (_, n) => at * each + n);
    const sent = await Promise.all(numbers.map(say));
    await mine('conversations.read', { conversation, upTo: Math.max(...sent.map(({ seq }) => seq)) - 100 });
  }
  await hub.close();
}
