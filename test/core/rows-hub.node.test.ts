import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { viewOf } from '../../core/store/index.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  loadRare(),
  loadRareEvents(),
  prepareOutbox(),
  import('../../core/acts/index.js'),
  import('../../core/rows/index.js'),
]);
await import('../../engines/hub/rare.js');

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const BOB = 'direct:bob' as const;
const CAT = 'direct:cat' as const;
const ANN = 'direct:ann' as const;

/** Ann with a computer and a phone; Bob and Cat have written to her. */
const world = async () => {
  const made = await hubWorld(['ann', 'bob', 'cat']);
  const [desk, phone] = [made.client('ann'), made.client('ann', { device: { class: 'mobile' } })];
  const [bob, cat] = [made.client('bob'), made.client('cat')];
  for (const { client } of [desk, phone, bob, cat]) await made.start(client);
  for (const { client } of [bob, cat]) {
    await client.messages.send(ANN, text('hi'));
    await made.clock.pass(1000);
  }
  const run = async <T>(work: Promise<T>): Promise<T> => {
    work.catch(() => {});
    await made.clock.pass(1000);
    // Loading takes real time; what follows from the work is told after it.
    const done = await work;
    await made.clock.pass(1000);
    return done;
  };
  return { ...made, desk, phone, bob, cat, run };
};
const list = (client: Client, filter = {}) => client.store.list(viewOf(filter));
const row = (client: Client, id = BOB as `direct:${string}`) => client.store.get('conversation', id);

describe('rows of the list, on two devices', () => {
  it('tags: made, assigned, pinned within, renamed, sorted, removed; the views follow', async () => {
    const { desk, phone, bob, run, close } = await world();
    await run(phone.client.tags.load());
    const id = await run(desk.client.tags.create('Work', [BOB, CAT]));
    const home = await run(desk.client.tags.create('Home'));
    await run(phone.client.conversations.view({ tag: id }));
    assert.deepEqual(list(phone.client, { tag: id }), [CAT, BOB]);
    await run(desk.client.tags.pin(id, BOB, true));
    for (const { client } of [desk, phone]) assert.deepEqual(row(client)?.pinnedIn, [id]);
    assert.deepEqual(list(phone.client, { tag: id }), [BOB, CAT]);
    assert.deepEqual(phone.client.store.get('unread', 'total')?.tags, { [id]: 2 });
    await run(phone.client.tags.rename(id, 'Office'));
    await run(phone.client.tags.sort([home, id]));
    for (const { client } of [desk, phone]) {
      assert.deepEqual(client.store.list('tags'), [home, id]);
      assert.equal(client.store.get('tag', id)?.name, 'Office');
    }
    await run(phone.client.tags.assign(id, [BOB], false));
    await run(bob.client.messages.send(ANN, text('again')));
    assert.deepEqual(list(phone.client, { tag: id }), [CAT]);
    assert.equal(row(desk.client)?.tags, undefined);
    await run(desk.client.tags.remove(id));
    for (const { client } of [desk, phone]) {
      assert.deepEqual([client.store.list('tags'), row(client, CAT)?.tags], [[home], undefined]);
    }
    await assert.rejects(run(desk.client.tags.rename(id, 'x')), { code: 'not-found', field: 'id' });
    await assert.rejects(run(desk.client.tags.create(' ')), { code: 'invalid', field: 'name' });
    await close();
  });

  it('marks, data, levels and shields go to both; what is refused is taken back', async () => {
    const { desk, phone, bob, hub, run, close } = await world();
    const { conversations } = desk.client;
    await run(phone.client.conversations.view({ mark: 'hidden' }));
    const marking = conversations.mark([BOB], 'hidden', true);
    assert.deepEqual(list(desk.client), [CAT, BOB], 'not before the part is there');
    await run(marking);
    for (const { client } of [desk, phone]) {
      assert.deepEqual(list(client), [CAT]);
      assert.equal(client.store.get('unread', 'total')?.count, 1);
    }
    assert.deepEqual(list(phone.client, { mark: 'hidden' }), [BOB]);
    await run(conversations.mark([BOB], 'hidden', false));
    await run(conversations.setData(BOB, { vip: true }));
    await run(conversations.notify(CAT, 'all'));
    assert.deepEqual([row(phone.client)?.data, row(phone.client, CAT)?.loud], [{ vip: true }, true]);
    await run(conversations.setData(BOB, undefined));
    await run(conversations.notify(CAT, null));
    assert.deepEqual([row(phone.client)?.data, row(phone.client, CAT)?.loud], [undefined, undefined]);
    await run(conversations.shield(BOB, true));
    await run(bob.client.messages.send(ANN, text('do you hear?')));
    for (const { client } of [desk, phone]) assert.deepEqual([row(client)?.unread, row(client)?.shielded], [0, true]);
    await run(conversations.shield(BOB, false));
    await run(bob.client.messages.send(ANN, text('and now?')));
    for (const { client } of [desk, phone])
      assert.deepEqual([row(client)?.unread, row(client)?.shielded], [1, undefined]);
    for (const [data, code] of [
      ['x'.repeat(4096), 'too-large'],
      [() => {}, 'invalid'],
    ] as const)
      await assert.rejects(run(conversations.setData(BOB, data)), { code, field: 'data' });
    await assert.rejects(run(conversations.mark(['direct:nobody', BOB], 'star', true)), { code: 'not-found' });
    assert.equal(row(desk.client)?.marks, undefined, 'taken back');
    void hub;
    await close();
  });

  it('wipe and read all, by kind, by tag; the other device follows', async () => {
    const { desk, phone, bob, cat, run, close } = await world();
    await run(phone.client.tags.load());
    const id = await run(desk.client.tags.create('Work', [BOB]));
    await run(desk.client.conversations.readAll({ tag: id }));
    const total = (client: Client) => client.store.get('unread', 'total');
    for (const { client } of [desk, phone]) {
      assert.deepEqual([total(client)?.count, total(client)?.kinds, total(client)?.tags], [1, { direct: 1 }, {}]);
    }
    assert.equal(bob.client.store.get('cursor', `${ANN}/ann`)?.read, 1);
    await run(phone.client.conversations.readAll());
    for (const { client } of [desk, phone]) assert.equal(total(client)?.count, 0);
    assert.equal(await run(desk.client.conversations.wipe(['group'])), 0);
    assert.equal(await run(desk.client.conversations.wipe()), 2);
    for (const { client } of [desk, phone]) assert.deepEqual(list(client), []);
    await run(cat.client.messages.send(ANN, text('back')));
    assert.deepEqual(list(phone.client), [CAT]);
    await close();
  });

  it('views page, find by words, and are read again after what was missed could not be told', async () => {
    const { desk, bob, run, clock, hub, close } = await world();
    for (let n = 0; n < 3; n++) await run(bob.client.groups.create({ name: `Group ${n}`, members: ['ann'] }));
    assert.equal(await run(desk.client.conversations.view({ words: 'GROUP' })), false);
    assert.equal(list(desk.client, { words: 'GROUP' }).length, 3);
    assert.deepEqual(await run(desk.client.conversations.view({})), false);
    desk.wire.network.value = false;
    await clock.pass(1000);
    await run(bob.client.groups.create({ name: 'Group 3', members: ['ann'] }));
    void hub;
    desk.wire.network.value = true;
    await clock.pass(20_000);
    assert.equal(list(desk.client, { words: 'GROUP' }).length, 4);
    await close();
  });
});
