import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import '../../core/groups/index.js';
import '../../engines/hub/rare.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { readChannel, readSpace } from '../../engines/hub/places.js';
import { withChannels } from '../../hub/service/places/channel-seats.js';
import { channelsOf, wireChannel, wireSpace } from '../../hub/service/places/spaces.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadRareEvents(), prepareOutbox()]);

const PEOPLE = ['ann', 'bob', 'cid', 'dan', 'eve'] as const;
const CHANNELS = ['a', 'b', 'p'] as const;

interface Said {
  readonly who: string;
  readonly channel: string;
  readonly n: number;
}
/** What two people who run a space may think of at the same time; a refusal is as good an end as any. */
const DEEDS: Readonly<Record<string, (client: Client, said: Said) => Promise<unknown>>> = {
  invite: (client, { who }) => client.spaces.invite('s', [who]),
  kick: (client, { who }) => client.spaces.kick('s', [who]),
  promote: (client, { who }) => client.spaces.setRole('s', [who], 'admin'),
  demote: (client, { who }) => client.spaces.setRole('s', [who], 'member'),
  rename: (client, { n }) => client.spaces.update('s', { name: `Name ${n}` }),
  introduce: (client, { n }) => client.spaces.update('s', { introduction: n % 3 ? `It is ${n}` : null }),
  policy: (client, { n }) => client.spaces.update('s', { policy: n % 2 ? 'open' : 'invite' }),
  join: (client) => client.spaces.join('s'),
  leave: (client) => client.spaces.leave('s'),
  make: (client, { who, channel, n }) =>
    client.spaces.createChannel('s', {
      ...{ id: `${channel}${n % 3}`, name: `Made ${n}` },
      ...(n % 2 === 0 && { private: true, members: [who] }),
    }),
  unmake: (client, { channel }) => client.spaces.removeChannel('s', channel),
  topic: (client, { channel, n }) => client.spaces.updateChannel('s', channel, { topic: n % 3 ? `About ${n}` : null }),
  call: (client, { channel, n }) => client.spaces.updateChannel('s', channel, { name: `Channel ${n}` }),
  sort: (client, { channel, n }) => client.spaces.updateChannel('s', channel, { place: n }),
  close: (client, { channel, n }) => client.spaces.updateChannel('s', channel, { private: n % 2 === 0 }),
  let: (client, { who, channel }) => client.spaces.addToChannel('s', channel, [who]),
  put: (client, { who, channel }) => client.spaces.removeFromChannel('s', channel, [who]),
  say: (client, { channel, n }) => client.messages.send(`channel:s/${channel}`, { kind: 'text', text: `said ${n}` }),
};

const step = fc.record({
  by: fc.constantFrom(0, 0, 1, 1, 2, 3),
  deed: fc.constantFrom(...Object.keys(DEEDS)),
  who: fc.constantFrom(...PEOPLE),
  channel: fc.constantFrom(...CHANNELS),
  n: fc.nat(20),
  /** Milliseconds until the next: 0 is before anybody could answer. */
  pause: fc.constantFrom(0, 0, 1, 40),
  cut: fc.boolean(),
});

const bare = <T extends object>(value: T | undefined): unknown =>
  value && Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

it('spaces: whatever two of them do at once, everybody ends with what the hub has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await hubWorld(PEOPLE, {
        limits: { sendsPerSecond: 10_000 },
        rates: { callsPerSecond: 10_000 },
      });
      try {
        const seats = PEOPLE.slice(0, 4).map((name) => world.client(name));
        const clients = seats.map(({ client }) => client);
        for (const client of clients) await world.start(client);
        const done = <T>(work: Promise<T>): Promise<T> => world.clock.through(work);
        const [ann] = clients as [Client];
        await done(ann.spaces.create({ id: 's', name: 'S', members: ['bob', 'cid'] }));
        await done(ann.spaces.setRole('s', ['bob'], 'admin'));
        for (const id of CHANNELS)
          await done(
            ann.spaces.createChannel('s', {
              ...{ id, name: id },
              ...(id === 'p' && { private: true, members: ['bob'] }),
            }),
          );
        for (const client of clients) await done(client.spaces.load());
        const asked: Promise<unknown>[] = [];
        for (const { by, deed, pause, cut, ...said } of steps) {
          const seat = seats[by] as (typeof seats)[number];
          const run = DEEDS[deed] as (typeof DEEDS)[string];
          asked.push(run(seat.client, said).catch((error: { readonly code?: string }) => error.code));
          if (pause > 0) await world.clock.pass(pause);
          // Somebody else’s connection breaks in the middle.
          if (cut && said.n % 5 === 0) for (const port of (seats[(by + 1) % 4] as typeof seat).wire.ports) port.close();
        }
        const codes = await done(Promise.all(asked));
        // Whoever was cut off is back by then, and told.
        for (let round = 0; round < 60; round++) await world.clock.pass(1_000);
        assert.ok(!codes.includes('engine'), `a call failed inside: ${codes}`);
        for (const client of clients) await check(world, client);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 40 },
  );
});

/** One sees what is stored for one's eyes, and nothing of what is not. */
const check = async (world: Awaited<ReturnType<typeof hubWorld>>, client: Client): Promise<void> => {
  const { store, userId } = client;
  const truth = await world.storage.transaction(async (raw) => {
    const tx = withChannels(raw);
    const space = await wireSpace(tx, 's', userId);
    const channels = [];
    for (const doc of await channelsOf(tx, 's')) channels.push((await wireChannel(tx, 's', doc, userId)) ?? []);
    return { space: space && readSpace(space), channels: channels.flat().map(readChannel) };
  });
  const { unread: _u, mentions: _m, ...face } = store.get('space', 's') ?? {};
  assert.deepEqual(bare(face), truth.space ? bare(truth.space) : {}, `the space for ${userId}`);
  assert.deepEqual(store.list('spaces'), truth.space ? ['s'] : [], `spaces of ${userId}`);
  const seen = store.list('channels/s').map((id) => store.get('channel', `s/${id}`));
  const sorted = truth.channels.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  assert.deepEqual(seen.map(bare), sorted.map(bare), `channels for ${userId}`);
  const role = truth.space?.role;
  for (const { id } of sorted) {
    const talk = `channel:s/${id}` as const;
    const { standing, title } = store.get('conversation', talk) ?? {};
    assert.equal(standing?.locked, undefined, `${talk} is open to ${userId}`);
    if (title !== undefined)
      assert.equal(title, store.get('channel', `s/${id}`)?.name, `title of ${talk} for ${userId}`);
    assert.equal(client.can('send', talk), 'available');
    const runs = role === 'owner' || role === 'admin' ? 'available' : 'unavailable';
    assert.equal(client.can('edit-channel', talk), runs, `${userId} is ${role}, and his row says ${standing?.role}`);
  }
  const here = new Set(sorted.map(({ id }) => `channel:s/${id}`));
  for (const [key, value] of [...store.entries()]) {
    if (!key.startsWith('conversation/channel:')) continue;
    const row = value as { readonly id: `channel:${string}`; readonly standing?: { readonly locked?: string } };
    if (here.has(row.id)) continue;
    // Kept for who has it open, or has written: locked.
    const written = store.list(`pending/${row.id}`).length > 0;
    assert.ok(written || row.standing?.locked, `${row.id} is not there for ${userId}, and has a row`);
  }
};
