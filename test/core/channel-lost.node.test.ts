import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../../core/groups/index.js';
import '../../engines/hub/rare.js';
import { loadRare } from '../../core/client/sync.js';
import type { Action } from '../../core/engine/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { viewOf } from '../../core/store/index.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadRareEvents(), prepareOutbox()]);

const CLOSED = 'channel:s/p' as const;
const OPEN = 'channel:s/c' as const;
const text = (words: string) => ({ kind: 'text', text: words }) as const;

/** Ann's space with an open channel and a private one, and Bob in both. */
const world = async () => {
  const made = await hubWorld(['ann', 'bob'], { rates: { callsPerSecond: 10_000 } });
  const [ann, bob] = [made.client('ann').client, made.client('bob').client];
  for (const client of [ann, bob]) await made.start(client);
  const run = async <T>(work: Promise<T>): Promise<T> => {
    const done = await made.clock.through(work);
    await made.clock.pass(1_000);
    return done;
  };
  await run(ann.spaces.create({ id: 's', name: 'S', members: ['bob'] }));
  await run(bob.spaces.load());
  await run(ann.spaces.createChannel('s', { id: 'c', name: 'C' }));
  await run(ann.spaces.createChannel('s', { id: 'p', name: 'P', private: true, members: ['bob'] }));
  return { ...made, ann, bob, run };
};

describe('a channel that is lost', () => {
  it('locks in mid-typing, keeps the draft, and opens again for who is let in again', async () => {
    const { ann, bob, run, close } = await world();
    await run(ann.messages.send(CLOSED, text('read this')));
    await run(bob.messages.older(CLOSED));
    bob.conversations.draft(CLOSED, 'half a thought');
    assert.equal(bob.can('send', CLOSED), 'available');
    await run(ann.spaces.removeFromChannel('s', 'p', ['bob']));
    const row = bob.store.get('conversation', CLOSED);
    assert.deepEqual([row?.standing, row?.unread, row?.mentions], [{ locked: 'removed' }, 0, []]);
    assert.equal(bob.store.get('draft', CLOSED)?.text, 'half a thought');
    assert.deepEqual(bob.store.list('channels/s'), ['c']);
    for (const action of [
      'send',
      'upload',
      'members',
      'leave',
      'mute',
      'history',
      'invite',
    ] as const satisfies Action[])
      assert.equal(bob.can(action, CLOSED), 'unavailable', action);
    await run(bob.conversations.view({ kinds: ['channel'] }));
    assert.deepEqual(bob.store.list(viewOf({ kinds: ['channel'] })), [OPEN], 'in no list');
    await run(ann.spaces.addToChannel('s', 'p', ['bob']));
    assert.equal(bob.store.get('conversation', CLOSED)?.standing?.locked, undefined);
    assert.equal(bob.can('send', CLOSED), 'available');
    assert.equal(bob.store.get('draft', CLOSED)?.text, 'half a thought');
    await close();
  });

  it('locks them all with the space, and what is sent all the same fails for good without a row of its own', async () => {
    const { ann, bob, run, close } = await world();
    bob.conversations.draft(OPEN, 'second');
    // Opened, and nothing is in it yet.
    await run(bob.messages.older(CLOSED));
    await run(ann.spaces.kick('s', ['bob']));
    assert.equal(bob.can('send', OPEN), 'unavailable');
    assert.equal(bob.store.get('conversation', CLOSED)?.standing?.locked, 'removed');
    assert.equal(bob.store.get('draft', OPEN)?.text, 'second');
    const id = await run(bob.messages.send(OPEN, text('lost?')));
    const { delivery } = bob.store.get('message', id) ?? {};
    assert.deepEqual(delivery, { state: 'failed', code: 'not-found', retryable: false });
    assert.equal(bob.store.get('conversation', OPEN)?.standing?.locked, 'removed');
    await run(bob.messages.discard(id));
    await run(ann.spaces.invite('s', ['bob']));
    assert.equal(bob.can('send', OPEN), 'available');
    await run(bob.messages.send(OPEN, text('back')));
    assert.equal(bob.store.get('conversation', OPEN)?.standing?.locked, undefined);
    await close();
  });

  it('says why: gone by oneself, or over for all', async () => {
    const { ann, bob, run, close } = await world();
    const why = (id: typeof OPEN | typeof CLOSED) => bob.store.get('conversation', id)?.standing?.locked;
    for (const id of [OPEN, CLOSED]) await run(bob.messages.older(id));
    await run(ann.spaces.removeChannel('s', 'c'));
    assert.equal(why(OPEN), 'dismissed');
    assert.equal(bob.can('send', OPEN), 'unavailable');
    await run(bob.spaces.leave('s'));
    assert.deepEqual([why(OPEN), why(CLOSED)], ['dismissed', 'left']);
    await close();
  });

  it('locks for who comes back from being away', async () => {
    const { ann, bob, run, clock, close } = await world();
    bob.conversations.draft(CLOSED, 'waits');
    await run(bob.session.stop());
    await run(ann.spaces.removeFromChannel('s', 'p', ['bob']));
    await run(bob.session.start());
    await run(bob.spaces.load());
    await clock.pass(5_000);
    assert.equal(bob.can('send', CLOSED), 'unavailable');
    assert.equal(bob.store.get('draft', CLOSED)?.text, 'waits');
    await close();
  });
});
