import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { loadRare } from '../../core/client/sync.js';
import { loadGroup } from '../../core/client/tabs.js';
import type { Client, ClientEvents } from '../../core/client/types.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { Switch, sharedTabs } from '../contracts/engine/client-world.js';
import { rows } from '../helpers/client.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  loadRare(),
  loadRareEvents(),
  prepareOutbox(),
  loadGroup(),
  import('../../core/acts/index.js'),
  import('../../core/rows/index.js'),
]);
await Promise.all([import('../../engines/hub/rare.js'), import('../../core/rows/alerts.js')]);

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const BOB = 'direct:bob' as const;
const ANN = 'direct:ann' as const;

const wordsOf = ({ message, silent }: ClientEvents['alert']): string =>
  `${message.content.kind === 'text' ? message.content.text : message.content.kind}${silent ? ' (silent)' : ''}`;

const hear = (client: Client): string[] => {
  const heard: string[] = [];
  client.on('alert', (alert) => heard.push(wordsOf(alert)));
  return heard;
};

/** Who speaks is loaded with the first listener, and that takes real time: the levels are there when it has come. */
const listening = async (clock: { pass(ms: number): Promise<void> }, client: Client): Promise<void> => {
  for (let tries = 0; tries < 2000 && !client.store.has('settings/self'); tries++) await clock.pass(1);
  await clock.pass(100);
  assert.ok(client.store.has('settings/self'));
};

const two = async () => {
  const world = await hubWorld(['ann', 'bob']);
  const [ann, bob] = [world.client('ann'), world.client('bob')];
  const heard = hear(ann.client);
  await world.start(ann.client);
  await world.start(bob.client);
  await listening(world.clock, ann.client);
  const run = async <T>(work: Promise<T>): Promise<T> => {
    work.catch(() => {});
    await world.clock.pass(1000);
    // Loading takes real time; what follows from the work is told after it.
    const done = await work;
    await world.clock.pass(1000);
    return done;
  };
  const say = async (words: string, ms = 1000) => {
    await bob.client.messages.send(ANN, text(words));
    await world.clock.pass(ms);
  };
  return { ...world, ann, bob, heard, run, say };
};

describe('alerts', () => {
  it('come for what others write now, where the levels say so', async () => {
    const { ann, bob, heard, run, say, close } = await two();
    await say('one');
    assert.deepEqual(heard, ['one']);
    await run(ann.client.messages.send(BOB, text('mine')));
    await run(ann.client.conversations.notify(BOB, 'none'));
    await say('muted');
    await run(ann.client.conversations.notify(BOB, 'silent'));
    await say('hush');
    await run(ann.client.conversations.notify(BOB, null));
    await run(ann.client.notify.kind('direct', 'none'));
    await say('no');
    await run(ann.client.notify.kind('direct', null));
    await run(ann.client.notify.all('silent'));
    await say('wide');
    await run(ann.client.notify.all('all'));
    await run(ann.client.notify.pause(ann.client.session.now() + 3000));
    await say('paused', 4000);
    await say('after the pause');
    await run(bob.client.messages.send(ANN, text('sent silently'), { silent: true }));
    assert.deepEqual(heard, ['one', 'hush (silent)', 'wide (silent)', 'after the pause']);
    await run(ann.client.notify.quiet({ start: '00:00', minutes: 1439, zone: 'UTC', level: 'none' }));
    await say('at night');
    await run(ann.client.notify.quiet(null));
    await say('by day');
    assert.deepEqual(heard.slice(4), ['by day']);
    for (const [hours, field] of [
      [{ start: '9:00', minutes: 1, zone: 'UTC', level: 'none' }, 'hours.start'],
      [{ start: '09:00', minutes: 0, zone: 'UTC', level: 'none' }, 'hours.minutes'],
      [{ start: '09:00', minutes: 1, zone: 'Nowhere', level: 'none' }, 'hours.zone'],
      [{ start: '09:00', minutes: 1, zone: 'UTC', level: 'all' }, 'hours.level'],
    ] as const)
      await assert.rejects(run(ann.client.notify.quiet(hours as never)), { code: 'invalid', field });
    await close();
  });

  it('do not come for what was missed, nor to who listens no more', async () => {
    const { ann, heard, say, clock, close } = await two();
    ann.wire.network.value = false;
    await clock.pass(1000);
    await say('missed');
    ann.wire.network.value = true;
    await clock.pass(20_000);
    assert.equal(rows(ann.client, BOB).length === 0 && ann.client.store.get('conversation', BOB)?.unread, 1);
    assert.deepEqual(heard, []);
    await say('live');
    assert.deepEqual(heard, ['live']);
    const off = ann.client.on('alert', () => void (heard as unknown[]).push('twice'));
    off();
    off();
    await say('again');
    assert.deepEqual(heard, ['live', 'again']);
    await close();
  });

  it('wait for a reader who has the conversation before him, and come if he does not look', async () => {
    const { ann, heard, say, clock, close } = await two();
    ann.client.conversations.open(BOB);
    await clock.pass(500);
    await say('seen', 300);
    assert.deepEqual(heard, []);
    ann.client.receipts.seen(BOB, [rows(ann.client, BOB).at(-1)?.id ?? '']);
    await clock.pass(5000);
    assert.deepEqual(heard, []);
    await say('not seen', 300);
    assert.deepEqual(heard, []);
    await clock.pass(2000);
    assert.deepEqual(heard, ['not seen']);
    ann.wire.visible.value = false;
    await say('nobody is there', 300);
    assert.deepEqual(heard, ['not seen', 'nobody is there']);
    await close();
  });
});

describe('alerts in several tabs', () => {
  it('come once: in one that is seen, else in the one that leads, also when that one goes', async () => {
    const world = await hubWorld(['ann', 'bob']);
    const { clock } = world;
    const tabs = sharedTabs();
    const bob = world.client('bob');
    await world.start(bob.client);
    const cache = new MemoryCache();
    let ids = 0;
    const tab = () => {
      const visible = new Switch();
      const { now, setTimeout, clearTimeout } = clock;
      const id = () => `tab-${String(++ids).padStart(16, '0')}`;
      const { client } = world.client('ann', {
        cache,
        environment: { now, setTimeout, clearTimeout, random: () => 0.5, id, tabs, visible },
      });
      return { client, visible, heard: [] as string[] };
    };
    const [one, two, mute] = [tab(), tab(), tab()];
    for (const { client } of [one, two, mute]) await world.start(client);
    for (const { client, heard } of [one, two]) client.on('alert', (alert) => heard.push(wordsOf(alert)));
    await listening(clock, one.client);
    const said = async (words: string) => {
      await bob.client.messages.send(ANN, text(words));
      await clock.pass(5000);
      return [one, two, mute].map(({ heard }) => heard.splice(0).join());
    };
    /** What comes while nobody leads was missed: from when on does this one tell? */
    const taken = async (at: number): Promise<void> => {
      for (let n = 0; n < 100; n++) if ((await said(`${n}?`))[at] === `${n}?`) return;
      assert.fail('nobody took over');
    };
    assert.deepEqual(await said('a'), ['a', '', '']);
    one.visible.value = false;
    await clock.pass(100);
    assert.deepEqual(await said('b'), ['', 'b', '']);
    two.visible.value = false;
    await clock.pass(100);
    assert.deepEqual(await said('c'), ['c', '', ''], 'nobody looks: the one that leads');
    const stopping = one.client.session.stop();
    await clock.pass(5000);
    await stopping;
    await taken(1);
    assert.deepEqual(await said('d'), ['', 'd', '']);
    const next = two.client.session.stop();
    await clock.pass(5000);
    await next;
    mute.client.on('alert', (alert) => mute.heard.push(wordsOf(alert)));
    await taken(2);
    assert.deepEqual(await said('e'), ['', '', 'e']);
    await world.close();
  });
});
