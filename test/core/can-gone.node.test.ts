import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../../core/groups/index.js';
import '../../engines/hub/rare.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import type { Action } from '../../core/engine/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadRareEvents(), prepareOutbox()]);

const G = 'group:g' as const;

const world = async () => {
  const made = await hubWorld(['ann', 'bob', 'cem'], { rates: { callsPerSecond: 10_000 } });
  const [ann, bob] = [made.client('ann').client, made.client('bob').client];
  for (const client of [ann, bob]) await made.start(client);
  const run = async <T>(work: Promise<T>): Promise<T> => {
    const done = await made.clock.through(work);
    await made.clock.pass(1_000);
    return done;
  };
  return { ...made, ann, bob, run };
};

/** What stands in the menu of a row, done. */
const DEEDS: { readonly [A in Action]?: (client: Client, tag: string) => Promise<unknown> } = {
  pin: (client) => client.conversations.pin(G, true),
  mute: (client) => client.conversations.notify(G, 'none'),
  mark: (client) => client.conversations.mark([G], 'star', true),
  tag: (client, tag) => client.tags.assign(tag, [G], true),
  'mark-unread': (client) => client.conversations.markUnread(G),
  shield: (client) => client.conversations.shield(G, true),
  data: (client) => client.conversations.setData(G, { a: 1 }),
  history: (client) => client.messages.older(G),
  search: (client) => client.messages.search({ words: ['hello'], conversationId: G }),
  clear: async (client) => {
    await client.messages.clear(G);
    await client.messages.older(G);
  },
  remove: (client) => client.conversations.remove(G),
};

const ENDS: Readonly<Record<string, (ann: Client, bob: Client) => Promise<unknown>>> = {
  removed: (ann) => ann.groups.kick('g', ['bob']),
  banned: (ann) => ann.groups.kick('g', ['bob'], { ban: true }),
  left: (_, bob) => bob.groups.leave('g'),
  dismissed: (ann) => ann.groups.dismiss('g'),
};

describe('can() where one is no more', () => {
  for (const [why, end] of Object.entries(ENDS))
    it(`offers of a group what the hub lets be done, and nothing else: ${why}`, async () => {
      const { ann, bob, run, close } = await world();
      await run(ann.groups.create({ id: 'g', name: 'G', members: ['bob'] }));
      await run(ann.messages.send(G, { kind: 'text', text: 'hello' }));
      const tag = await run(bob.tags.create('Work'));
      for (const action of Object.keys(DEEDS)) assert.equal(bob.can(action as Action, G), 'available', action);
      await run(end(ann, bob));
      assert.equal(bob.store.get('conversation', G)?.standing?.locked, why);
      const told: Record<string, string> = {};
      const done: Record<string, string> = {};
      for (const [action, deed] of Object.entries(DEEDS)) {
        told[action] = bob.can(action as Action, G);
        done[action] = await run(deed(bob, tag)).then(
          () => 'available',
          () => 'unavailable',
        );
      }
      assert.deepEqual(told, done);
      assert.equal(told.pin, why === 'dismissed' ? 'available' : 'unavailable');
      await close();
    });

  it('clears for good what one could still read, on every device', async () => {
    const { ann, bob, client, start, run, close } = await world();
    await run(ann.groups.create({ id: 'g', name: 'G', members: ['bob'] }));
    await run(ann.messages.send(G, { kind: 'text', text: 'hello' }));
    await run(ann.groups.kick('g', ['bob']));
    await run(bob.messages.clear(G));
    const phone = client('bob').client;
    await start(phone);
    await run(phone.messages.older(G));
    assert.equal(phone.store.get('conversation', G)?.standing?.locked, 'removed');
    assert.deepEqual(
      [...phone.store.entries()].filter(([key]) => key.startsWith('message/')),
      [],
    );
    await close();
  });

  it('takes what one is in a space for what one is in its channels alone', async () => {
    const { ann, bob, run, close } = await world();
    await run(ann.groups.create({ id: 'tea', name: 'Tea', type: 'public', members: ['cem'] }));
    await run(bob.spaces.create({ id: 'tea', name: 'Mine' }));
    await run(bob.spaces.load());
    for (const action of ['dismiss', 'kick', 'edit-policy', 'invite'] as const)
      assert.equal(bob.can(action, 'group:tea'), 'unavailable', action);
    assert.equal(bob.can('dismiss', 'channel:tea/~'), 'available');
    await close();
  });

  it('lets members invite into an open space, and into no other', async () => {
    const { ann, bob, run, close } = await world();
    for (const policy of ['open', 'invite'] as const) {
      await run(ann.spaces.create({ id: policy, name: policy, policy, members: ['bob'] }));
    }
    await run(bob.spaces.load());
    const outcomes = await run(bob.spaces.invite('open', ['cem']));
    assert.equal(outcomes.get('cem'), 'joined');
    assert.equal(bob.can('invite', 'channel:open/~'), 'available');
    assert.equal(bob.can('invite', 'channel:invite/~'), 'unavailable');
    await assert.rejects(run(bob.spaces.invite('invite', ['cem'])), { code: 'forbidden' });
    await close();
  });
});
