import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { loadRare } from '../../core/client/sync.js';
import { loadGroup } from '../../core/client/tabs.js';
import type { Client } from '../../core/client/types.js';
import { loadOwnTyping } from '../../core/client/typing.js';
import type { ConversationId } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { loadRareFacets } from '../../engines/hub/later.js';
import { sharedTabs } from '../contracts/engine/client-world.js';
import { seeded } from '../faults/random.js';
import { rows, texts } from '../helpers/client.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  loadRare(),
  loadRareEvents(),
  loadRareFacets(),
  loadOwnTyping(),
  prepareOutbox(),
  import('../../core/acts/index.js'),
  import('../../core/rows/index.js'),
  import('../../core/groups/index.js'),
]);

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const BOB = 'direct:bob' as const;
const ANN = 'direct:ann' as const;

const two = async () => {
  const world = await hubWorld(['ann', 'bob', 'cat']);
  const [ann, bob] = [world.client('ann'), world.client('bob')];
  await world.start(ann.client);
  await world.start(bob.client);
  return { ...world, ann, bob };
};

describe('two people on a hub', () => {
  it('write, are delivered, read, typed to, and recall', async () => {
    const { ann, bob, clock, close } = await two();
    ann.client.conversations.open(BOB);
    const id = await ann.client.messages.send(BOB, text('hello'));
    await clock.pass(1000);
    assert.deepEqual(bob.client.store.list('conversations'), [ANN]);
    assert.equal(bob.client.store.get('conversation', ANN)?.unread, 1);
    assert.equal(bob.client.store.get('unread', 'total')?.count, 1);
    assert.equal(ann.client.store.get('cursor', `${BOB}/bob`)?.delivered, 1);
    bob.client.conversations.open(ANN);
    await clock.pass(100);
    const [row] = rows(bob.client, ANN);
    bob.client.receipts.seen(ANN, [row?.id ?? '']);
    bob.client.typing.set(ANN, 'text');
    await clock.pass(1000);
    assert.equal(ann.client.store.get('cursor', `${BOB}/bob`)?.read, 1);
    assert.equal(ann.client.store.get('typing', BOB)?.users[0]?.userId, 'bob');
    assert.equal(bob.client.store.get('unread', 'total')?.count, 0);
    await ann.client.messages.recall(id);
    await clock.pass(1000);
    assert.deepEqual(texts(ann.client, BOB), ['recalled']);
    assert.deepEqual(texts(bob.client, ANN), ['recalled']);
    await close();
  });

  it('see the same order after being away, with nothing lost or doubled', async () => {
    const { ann, bob, clock, close } = await two();
    ann.client.conversations.open(BOB);
    bob.client.conversations.open(ANN);
    await clock.pass(100);
    bob.wire.network.value = false;
    for (let i = 0; i < 30; i++) {
      await ann.client.messages.send(BOB, text(`a${i}`));
      await clock.pass(300);
    }
    for (let i = 0; i < 3; i++) await bob.client.messages.send(ANN, text(`b${i}`));
    bob.wire.network.value = true;
    await clock.pass(20_000);
    const wanted = [...Array.from({ length: 30 }, (_, i) => `a${i}`), 'b0', 'b1', 'b2'];
    assert.deepEqual(texts(ann.client, BOB), wanted);
    assert.deepEqual(texts(bob.client, ANN), wanted);
    await close();
  });

  it('a second device sees what the first did', async () => {
    const { ann, bob, client, start, clock, close } = await two();
    const phone = client('ann', { device: { class: 'mobile' } });
    await start(phone.client);
    await bob.client.messages.send(ANN, text('hi'));
    await clock.pass(1000);
    await ann.client.conversations.markRead(BOB);
    const pinning = ann.client.conversations.pin(BOB, true);
    await clock.pass(1000);
    await pinning;
    const row = phone.client.store.get('conversation', BOB);
    assert.deepEqual([row?.unread, row?.pinned], [0, true]);
    await ann.client.messages.send(BOB, text('mine'));
    await clock.pass(1000);
    const last = phone.client.store.get('message', phone.client.store.get('conversation', BOB)?.lastMessageId ?? '');
    assert.deepEqual([last?.own, last?.content.kind === 'text' && last.content.text], [true, 'mine']);
    await close();
  });

  it('a group: made, written in, its members listed', async () => {
    const { ann, bob, clock, close } = await two();
    const making = ann.client.groups.create({ name: 'Team', members: ['bob'] });
    await clock.pass(500);
    const id = await making;
    await ann.client.messages.send(id, text('all'));
    await clock.pass(1000);
    assert.equal(bob.client.store.get('conversation', id)?.title, 'Team');
    const listing = bob.client.groups.moreMembers(id.slice(6));
    await clock.pass(100);
    assert.equal(await listing, false);
    assert.deepEqual([...bob.client.store.list(`members/${id.slice(6)}`)].sort(), ['ann', 'bob']);
    await close();
  });

  it('a removed conversation comes back with the next message, counted right', async () => {
    const { ann, bob, clock, close } = await two();
    await bob.client.messages.send(ANN, text('one'));
    await clock.pass(1000);
    const removing = ann.client.conversations.remove(BOB);
    await clock.pass(500);
    await removing;
    assert.deepEqual(ann.client.store.list('conversations'), []);
    await bob.client.messages.send(ANN, text('two'));
    await clock.pass(1000);
    assert.equal(ann.client.store.get('conversation', BOB)?.unread, 2);
    await close();
  });
});

describe('unread counts', () => {
  /** What the hub itself counts, conversation by conversation. */
  const truth = async (
    client: Client,
    engine: { conversations: { get?: unknown; list: unknown } },
    pass: () => Promise<void>,
  ) => {
    const { list, unread } = engine.conversations as import('../../core/engine/index.js').ConversationFacet;
    const asking = Promise.all([list({ limit: 100 }), unread?.()]);
    await pass();
    const [{ items }, total] = await asking;
    const own = items.map(({ id }) => [id, client.store.get('conversation', id)?.unread]);
    const hub = items.map(({ id, unread: count }) => [id, count]);
    return { own, hub, total };
  };

  for (let seed = 1; seed <= 40; seed++)
    it(`equal the hub's own after any course of things (seed ${seed})`, async () => {
      const random = seeded(seed);
      const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
      const world = await hubWorld(['ann', 'bob', 'cat']);
      const { clock, close } = world;
      const people = new Map(['ann', 'bob', 'cat'].map((name) => [name, world.client(name)]));
      for (const { client } of people.values()) await world.start(client);
      const ann = people.get('ann') as NonNullable<ReturnType<typeof people.get>>;
      const making = ann.client.groups.create({ name: 'g', members: ['bob', 'cat'] });
      await clock.pass(500);
      const group = await making;
      const places: Record<string, readonly ConversationId[]> = {
        ann: ['direct:bob', 'direct:cat', group],
        bob: ['direct:ann', group],
        cat: ['direct:ann', group],
      };
      const leave: (() => void)[] = [];
      for (let step = 0; step < 60; step++) {
        const name = pick(['ann', 'bob', 'cat']);
        const { client, wire } = people.get(name) as typeof ann;
        const id = pick(places[name] as readonly ConversationId[]);
        const own = rows(client, id).filter((row) => row.own && row.order && !row.recalled);
        const what = pick([
          'send',
          'send',
          'send',
          'send',
          'read',
          'read-some',
          'recall',
          'cut',
          'back',
          'open',
          'pass',
        ]);
        if (what === 'send') await client.messages.send(id, text(`${step}`), { uncounted: random() < 0.1 });
        else if (what === 'read') await client.conversations.markRead(id);
        else if (what === 'read-some')
          client.receipts.seen(
            id,
            rows(client, id)
              .slice(0, 3)
              .map((row) => row.id),
          );
        else if (what === 'recall' && own.length > 0) await client.messages.recall(pick(own).id).catch(() => undefined);
        else if (what === 'cut') wire.network.value = false;
        else if (what === 'back') wire.network.value = true;
        else if (what === 'open') leave.push(client.conversations.open(id));
        await clock.pass(Math.floor(random() * 400));
      }
      for (const { wire } of people.values()) wire.network.value = true;
      await clock.pass(60_000);
      for (const { client, engine } of people.values()) {
        const { own, hub, total } = await truth(client, engine, () => clock.pass(100));
        assert.deepEqual(own, hub);
        const { count, muted } = client.store.get('unread', 'total') ?? {};
        assert.deepEqual([count, muted], [total?.count, total?.muted]);
      }
      await close();
    });
});

// Loading takes real time, and the clock of these tests is not.
await loadGroup();

describe('two tabs of one person', () => {
  it('share a connection; either may ask; the survivor takes over; logout ends both', async () => {
    const world = await hubWorld(['ann', 'bob']);
    const { clock } = world;
    const tabs = sharedTabs();
    const bob = world.client('bob');
    await world.start(bob.client);
    const cache = new MemoryCache();
    let ids = 0;
    const tab = () => {
      const made = world.client('ann', {
        cache,
        environment: {
          now: clock.now,
          setTimeout: clock.setTimeout,
          clearTimeout: clock.clearTimeout,
          random: () => 0.5,
          id: () => `tab-${String(++ids).padStart(16, '0')}`,
          tabs,
        },
      });
      return made.client;
    };
    const [first, second] = [tab(), tab()];
    await world.start(first);
    await world.start(second);
    const leading = (one: Client) => one.store.get('session', 'self')?.leader;
    assert.deepEqual([leading(first), leading(second)], [true, false]);
    second.conversations.open(BOB);
    const sending = second.messages.send(BOB, text('from the second'));
    await clock.pass(1000);
    const id = await sending;
    assert.deepEqual(
      rows(first, BOB).map((row) => [row.id, row.delivery.state]),
      [[id, 'sent']],
    );
    assert.deepEqual(texts(second, BOB), ['from the second']);
    const heard: string[] = [];
    second.on('message', (message) => heard.push(message.id));
    await bob.client.messages.send(ANN, text('hi'));
    await clock.pass(1000);
    assert.equal(heard.length, 1);
    const stopping = first.session.stop();
    await clock.pass(5000);
    await stopping;
    assert.equal(leading(second), true);
    assert.equal(second.store.get('session', 'self')?.state, 'connected');
    const third = tab();
    await world.start(third);
    assert.deepEqual(texts(third, BOB).length >= 0 && leading(third), false);
    const out = third.session.logout();
    await clock.pass(10_000);
    await out;
    await clock.pass(10_000);
    for (const one of [second, third]) assert.equal(one.store.get('session', 'self')?.state, 'idle');
    await world.close();
  });
});
