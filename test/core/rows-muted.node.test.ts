import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { viewOf } from '../../core/store/index.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadRareEvents(), prepareOutbox(), import('../../core/rows/index.js')]);
await Promise.all([import('../../core/acts/index.js'), import('../../core/groups/index.js')]);
await import('../../engines/hub/rare.js');

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const G = 'group:g' as const;
const ANN = 'direct:ann' as const;
const total = ({ store }: Client) => {
  const { count, muted, kinds } = store.get('unread', 'total') ?? {};
  return { count, muted, kinds };
};
const muted = ({ store }: Client) => store.list(viewOf({ muted: true }));

/** Bob has one unread message of a group and one of Ann herself, and looks at what is muted, on two devices. */
const world = async () => {
  const made = await hubWorld(['ann', 'bob'], { rates: { callsPerSecond: 10_000 } });
  const [ann, desk, phone] = ['ann', 'bob', 'bob'].map((name) => made.client(name).client) as [Client, Client, Client];
  for (const client of [ann, desk, phone]) await made.start(client);
  const run = async <T>(work: Promise<T>): Promise<T> => {
    const done = await made.clock.through(work);
    await made.clock.pass(1_000);
    return done;
  };
  await run(ann.groups.create({ id: 'g', name: 'G', members: ['bob'] }));
  await run(ann.messages.send(G, text('all of you')));
  await run(ann.messages.send('direct:bob', text('you')));
  for (const client of [desk, phone]) await run(client.conversations.view({ muted: true }));
  return { ...made, ann, desk, phone, run };
};

describe('what wider levels mute', () => {
  it('is counted apart and stands among the muted, on every device, and no more when it is taken back', async () => {
    const { ann, desk, phone, run, close } = await world();
    for (const client of [desk, phone]) assert.deepEqual([total(client).count, muted(client)], [2, []]);
    await run(desk.notify.kind('group', 'none'));
    const apart = { count: 1, muted: 1, kinds: { direct: 1 } };
    for (const client of [desk, phone]) assert.deepEqual([total(client), muted(client)], [apart, [G]]);
    await run(ann.messages.send(G, text('more')));
    for (const client of [desk, phone]) assert.deepEqual(total(client), { ...apart, muted: 2 });
    await run(desk.conversations.markRead(G));
    for (const client of [desk, phone]) assert.deepEqual(total(client), { ...apart, muted: 0 });
    await run(ann.messages.send(G, text('again')));
    await run(phone.conversations.notify(G, 'all'));
    const loud = { count: 2, muted: 0, kinds: { direct: 1, group: 1 } };
    for (const client of [desk, phone]) assert.deepEqual([total(client), muted(client)], [loud, []], 'chosen for it');
    await run(phone.conversations.notify(G, null));
    await run(desk.notify.kind('group', null));
    for (const client of [desk, phone]) assert.deepEqual([total(client), muted(client)], [loud, []]);
    await run(desk.notify.all('none'));
    for (const client of [desk, phone]) {
      assert.deepEqual(total(client), { count: 0, muted: 2, kinds: {} });
      assert.deepEqual([...muted(client)].sort(), [ANN, G]);
    }
    await close();
  });

  it('is so from the start for who comes later', async () => {
    const { desk, client, start, run, close } = await world();
    await run(desk.notify.kind('group', 'none'));
    const late = client('bob').client;
    await start(late);
    await run(late.conversations.view({ muted: true }));
    assert.deepEqual(total(late), { count: 1, muted: 1, kinds: { direct: 1 } });
    assert.deepEqual(muted(late), [G]);
    await close();
  });
});
