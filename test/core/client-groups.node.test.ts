import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import '../../core/groups/index.js';
import '../../engines/hub/rare.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import type { Group, Member } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadRareEvents(), prepareOutbox()]);

const GROUP = 'group:g';
const PEOPLE = ['ann', 'bob', 'cid', 'dan', 'eve'] as const;

/** What two people who run a group may think of at the same time; a refusal is as good an end as any. */
const DEEDS: Readonly<Record<string, (client: Client, who: string, n: number) => Promise<unknown>>> = {
  invite: (client, who) => client.groups.invite('g', [who]),
  kick: (client, who) => client.groups.kick('g', [who]),
  ban: (client, who) => client.groups.kick('g', [who], { ban: true }),
  unban: (client, who) => client.groups.unban('g', [who]),
  promote: (client, who) => client.groups.setRole('g', [who], 'admin'),
  demote: (client, who) => client.groups.setRole('g', [who], 'member'),
  transfer: (client, who) => client.groups.transfer('g', who),
  mute: (client, who, n) => client.groups.mute('g', [who], n % 2 ? client.session.now() + 3_600_000 : 0),
  exempt: (client, who, n) => client.groups.exempt('g', [who], n % 2 === 0),
  muteAll: (client, _, n) => client.groups.muteAll('g', n % 2 === 0),
  rename: (client, _, n) => client.groups.update('g', { name: `Name ${n}` }),
  field: (client, who, n) => client.groups.update('g', { fields: { [who]: n % 3 ? String(n) : null } }),
  policy: (client, _, n) => client.groups.update('g', { policy: (['invite', 'apply', 'open'] as const)[n % 3] }),
  announce: (client, _, n) => client.groups.announce('g', n % 4 ? `hear ${n}` : null, { notify: n % 2 === 0 }),
  card: (client, who, n) => client.groups.updateMember('g', who, { card: n % 3 ? `card ${n}` : null }),
  attribute: (client, who, n) => client.groups.setAttributes('g', { [who]: n % 3 ? String(n) : null }),
  init: (client, _, n) => client.groups.initAttributes('g', { begun: String(n) }),
  count: (client, _, n) => client.groups.count('g', 'points', { by: n }),
  join: (client) => client.groups.join('g'),
  leave: (client) => client.groups.leave('g'),
  answer: async (client, _, n) => {
    const open = client.store.list('applications')[n % 3];
    if (open) await (n % 2 ? client.groups.accept(open) : client.groups.refuse(open));
  },
  read: (client) => client.groups.readApplications(),
};

const step = fc.record({
  by: fc.constantFrom(0, 0, 1, 1, 2, 3),
  deed: fc.constantFrom(...Object.keys(DEEDS)),
  who: fc.constantFrom(...PEOPLE),
  n: fc.nat(20),
  /** Milliseconds until the next: 0 is before anybody could answer. */
  pause: fc.constantFrom(0, 0, 1, 40),
  cut: fc.boolean(),
});

const bare = <T extends object>(value: T | undefined): unknown =>
  value && Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

const membersIn = ({ store }: Client): Member[] =>
  store.list('members/g').map((user) => store.get('member', `g/${user}`) as Member);
const byUser = (rows: readonly Member[]) => [...rows].sort((a, b) => (a.userId < b.userId ? -1 : 1)).map(bare);

it('groups: whatever two of them do at once, everybody ends with what the hub has', async () => {
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
        await done(ann.groups.create({ id: 'g', policy: 'apply', members: ['bob', 'cid'] }));
        await done(ann.groups.setRole('g', ['bob'], 'admin'));
        for (const client of clients) {
          await done(client.groups.more());
          await done(client.groups.moreApplications());
          if (client.userId !== 'dan') await done(client.groups.moreMembers('g'));
        }
        const asked: Promise<unknown>[] = [];
        for (const { by, deed, who, n, pause, cut } of steps) {
          const seat = seats[by] as (typeof seats)[number];
          const run = DEEDS[deed] as (typeof DEEDS)[string];
          asked.push(run(seat.client, who, n).catch((error: { readonly code?: string }) => error.code));
          if (pause > 0) await world.clock.pass(pause);
          // Somebody else’s connection breaks in the middle.
          if (cut && n % 5 === 0) for (const port of (seats[(by + 1) % 4] as typeof seat).wire.ports) port.close();
        }
        const codes = await done(Promise.all(asked));
        // Whoever was cut off is back by then, and told.
        for (let round = 0; round < 60; round++) await world.clock.pass(1_000);
        assert.ok(!codes.includes('engine'), `a call failed inside: ${codes}`);
        await check(world, clients);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 40 },
  );
});

/** All members see the same, and it is what is stored; who is gone has it said. */
const check = async (world: Awaited<ReturnType<typeof hubWorld>>, clients: readonly Client[]): Promise<void> => {
  const stored = await world.storage.transaction(async (tx) => ({
    row: await tx.groups.get('g'),
    members: await tx.members.page(GROUP, 99),
    title: (await tx.groups.get('g'))?.name,
  }));
  const owners = stored.members.filter(({ role }) => role === 'owner').map(({ user }) => user);
  if (stored.members.length > 0 && !stored.row?.dismissed) assert.deepEqual(owners, [stored.row?.owner], 'one owner');
  const admins = stored.members.filter(({ role }) => role === 'admin').map(({ user }) => user);
  assert.deepEqual([...(stored.row?.admins ?? [])].sort(), admins.sort(), 'the admins of the group are its admins');
  let first: { readonly group: Group | undefined; readonly who: string } | undefined;
  for (const client of clients) {
    const { store, userId } = client;
    const seat = stored.members.find(({ user }) => user === userId);
    const standing = store.get('conversation', GROUP)?.standing;
    if (!seat) {
      assert.ok(!standing?.role, `${userId} is no member, and his row says ${JSON.stringify(standing)}`);
      assert.ok(!store.list('groups').includes('g'), `${userId} is no member, and has it in his list`);
      assert.equal(store.get('member', `g/${userId}`), undefined);
      continue;
    }
    assert.equal(standing?.role, seat.role, `role of ${userId}`);
    assert.equal(store.get('conversation', GROUP)?.title, stored.title, `title for ${userId}`);
    assert.deepEqual(store.list('groups'), stored.row?.dismissed ? [] : ['g'], `list of ${userId}`);
    const group = store.get('group', 'g');
    assert.equal(group?.memberCount, stored.members.length, `members counted by ${userId}`);
    first ??= { group, who: userId };
    assert.deepEqual(bare(group), bare(first.group), `${userId} and ${first.who} see the same group`);
    assert.deepEqual(group?.attributes ?? {}, stored.row?.attributes ?? {});
    assert.deepEqual(group?.counters ?? {}, stored.row?.counters ?? {});
    if (!store.has('list/members/g')) continue;
    const truth = stored.members.map(({ user, role, more }) => {
      const { card, mutedUntil, exempt, fields, joinedAt } = more ?? {};
      return { groupId: 'g', userId: user, role, card, mutedUntil, exempt, fields, joinedAt } as Member;
    });
    assert.deepEqual(byUser(membersIn(client)), byUser(truth), `members for ${userId}`);
  }
};
