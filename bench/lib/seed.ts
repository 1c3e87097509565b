import { type Call, callerOf } from '../../demo/server/caller.js';
import { pageToken, pageTokens } from '../../hub/host/page/tokens.js';
import { createHub, type Hub } from '../../hub/service/index.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';

async function signIn(hub: Hub, user: string): Promise<Call> {
  const { call } = callerOf(hub);
  await call('session.hello', {
    protocol: 1,
    token: pageToken(user),
    device: { id: `seed-${user}`, class: 'desktop' },
  });
  return call;
}

const WORDS =
  'the lamp on your desk arrives tomorrow before noon unless the road is closed again and nobody answers'.split(' ');
/** Lengths as people write: mostly short, some long. Counted from the end, conversations of any length end alike. */
export const sentence = (at: number): string =>
  Array.from(
    { length: 3 + ((at * 7919) % (at % 17 === 0 ? 60 : 14)) },
    (_, word) => WORDS[(at * 31 + word * 7) % WORDS.length],
  ).join(' ');

/** Fills a hub's database with conversations of the given lengths between `reader` and others; `unread`: how many of their last the reader has not read. */
export async function seed(
  file: string,
  reader: string,
  lengths: Readonly<Record<string, number>>,
  unread: Readonly<Record<string, number>> = {},
): Promise<void> {
  const storage = sqliteStorage({ file, synchronous: 'normal' });
  const plenty = { callsPerSecond: 1e7, visitorsPerMinute: 1e6 };
  const people = [reader, ...Object.keys(lengths)].map((id) => ({ id, name: id }));
  const hub = await createHub({
    storage,
    tokens: pageTokens(people, Date.now),
    options: { rates: plenty, limits: { sendsPerSecond: 1e7 } },
  });
  const read = await signIn(hub, reader);
  for (const [user, length] of Object.entries(lengths)) {
    const call = await signIn(hub, user);
    for (let from = 0; from < length; from += 500) {
      const some = Array.from({ length: Math.min(500, length - from) }, (_, at) => from + at);
      await Promise.all(
        some.map((at) =>
          (at % 3 === 0 ? read : call)('messages.send', {
            clientId: `seed-${user}-${String(at).padStart(8, '0')}`,
            conversation: `direct:${at % 3 === 0 ? user : reader}`,
            content: { kind: 'text', text: `${at + 1}: ${sentence(length - at)}` },
          }),
        ),
      );
    }
    await read('conversations.read', { conversation: `direct:${user}`, upTo: length - (unread[user] ?? 0) });
  }
  await hub.close();
}
