import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { sharedTabs } from '../contracts/engine/client-world.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  ...[loadRare(), loadRareEvents(), import('../../engines/hub/rare.js'), import('../../core/acts/index.js')],
  ...[import('../../core/people/index.js'), import('../../core/groups/index.js'), import('../../core/rows/index.js')],
]);

type World = Awaited<ReturnType<typeof hubWorld>>;

const until = async ({ clock }: World, what: () => boolean): Promise<void> => {
  for (let n = 0; n < 1_000 && !what(); n++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await clock.pass(50);
  }
  assert.ok(what(), what.toString());
};
const run = async <T>(world: World, work: Promise<T>): Promise<T> => {
  let settled = false;
  work.finally(() => {
    settled = true;
  });
  await until(world, () => settled);
  return work;
};
const pass = async ({ clock }: World): Promise<void> => {
  for (let n = 0; n < 20; n++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await clock.pass(50);
  }
};

describe('what could not be told', () => {
  it('is read again whichever tab had read the lists: nobody comes back who is gone', async () => {
    const world = await hubWorld(['ann', 'bob', 'cat'], { retention: { replay: 1 } });
    const cache = new MemoryCache();
    const environment = { tabs: sharedTabs() };
    const [first, second] = [world.client('ann', { cache, environment }), world.client('ann', { cache, environment })];
    const phone = world.client('ann', { device: { id: 'phone', class: 'mobile' } });
    for (const one of [first, second, phone]) await world.start(one.client);
    const all = (client: Client) =>
      (['contacts', 'blocked', 'tags', 'groups'] as const).map((name) => client.store.list(name).length);
    const { contacts, blocklist, tags, groups } = phone.client;
    await run(
      world,
      contacts.add('bob', { oneWay: true }).catch(() => undefined),
    );
    await world.storage.transaction((tx) => tx.docs.put('contact', 'ann', 'bob', { groups: [], since: 1 }));
    await run(world, blocklist.add(['cat']));
    const tag = await run(world, tags.create('Work'));
    await run(world, groups.create({ id: 'tea', name: 'Tea' }));
    const { client } = first;
    const loads = [client.contacts.load(), client.blocklist.load(), client.tags.load(), client.groups.more()];
    await run(world, Promise.all(loads));
    assert.deepEqual(all(client), [1, 1, 1, 1]);
    await until(world, () => all(second.client).join() === '1,1,1,1');
    // The tab that read it all is gone, the connection is lost, and too much happens for all of it to be told.
    await run(world, client.session.stop());
    await until(world, () => second.client.store.get('session', 'self')?.leader === true);
    await until(world, () => second.client.store.get('session', 'self')?.state === 'connected');
    second.wire.network.value = false;
    for (const port of second.wire.ports) port.close();
    await pass(world);
    await run(world, contacts.remove(['bob']));
    await run(world, blocklist.remove(['cat']));
    await run(world, tags.remove(tag));
    await run(world, groups.leave('tea'));
    second.wire.network.value = true;
    await until(world, () => second.client.store.get('session', 'self')?.state === 'connected');
    await until(world, () => second.client.store.get('session', 'self')?.sync === 'finished');
    await until(world, () => all(second.client).join() === '0,0,0,0');
    await world.close();
  });
});
