import assert from 'node:assert/strict';
import { it } from 'node:test';
import { restarted } from './support/restart.js';
import { onEveryStorage, Refused, settle, type TestClient } from './support/service.js';

type Outcome = 'done' | string;
const outcomeOf = (call: Promise<unknown>): Promise<Outcome> =>
  call.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : Promise.reject(error)),
  );

const text = (words: string) => ({ kind: 'text', text: words });

onEveryStorage('calls of the same moment', (make) => {
  const say = async (ann: TestClient, more: object = {}) =>
    (
      await ann.call('messages.send', {
        clientId: crypto.randomUUID(),
        conversation: 'direct:bob',
        content: text('one'),
        ...more,
      })
    ).id;

  it('of two edits with the same base one is made', async () => {
    const { enter } = await make();
    const [ann, phone, bob] = [await enter('ann'), await enter('ann', 'phone'), await enter('bob')];
    const id = await say(ann);
    const edit = (client: TestClient, words: string) =>
      outcomeOf(client.call('messages.edit', { conversation: 'direct:bob', id, content: text(words), base: 0 }));
    assert.deepEqual((await Promise.all([edit(ann, 'two'), edit(phone, 'three')])).toSorted(), ['conflict', 'done']);
    await settle();
    assert.equal(bob.of('edited').length, 1);
  });

  it('edit, recall, reaction, pin and deletion together leave one state, the same for all devices', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const at = async () => ({ id: await say(ann) });
    for (let n = 0; n < 24; n++) {
      const { id } = await at();
      const [mine, his] = [
        { conversation: 'direct:bob', id },
        { conversation: 'direct:ann', id },
      ];
      const deeds = [
        () => ann.call('messages.edit', { ...mine, content: text('wombat') }),
        () => ann.call('messages.recall', mine),
        () => bob.call('messages.react', { ...his, emoji: '👍', on: true }),
        () => bob.call('messages.pin', { ...his, pinned: true }),
        () => bob.call('messages.extend', { ...his, set: { a: 'wombat' } }),
        () => bob.call('messages.delete', { conversation: 'direct:ann', ids: [id] }),
      ];
      const order = deeds.map((_, index) => deeds[(index * 5 + n) % deeds.length] as (typeof deeds)[number]);
      const outcomes = await Promise.all(order.map((deed) => outcomeOf(deed())));
      for (const outcome of outcomes) assert.ok(['done', 'forbidden', 'not-found'].includes(outcome), outcome);
      const [message] = (await ann.call('messages.get', { conversation: 'direct:bob', ids: [id] })).items;
      assert.ok(message?.recalled);
      const { recalled, content, reactions, pinned, extensions, edited } = message;
      assert.deepEqual([content, reactions, pinned, extensions, edited], [{ kind: 'recalled' }, ...Array(4)]);
      assert.equal(recalled.by, 'ann');
    }
    assert.deepEqual((await bob.call('messages.pins', { conversation: 'direct:ann' })).items, []);
    assert.deepEqual((await ann.call('search.messages', { words: ['wombat'] })).items, []);
    const [row] = (await bob.call('conversations.list', {})).items;
    assert.deepEqual([row?.last, row?.unread, row?.pins], [undefined, 0, undefined]);
  });

  it('what burns while it is edited, recalled or read stays burnt, also over a restart', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const ids = [await say(ann, { expire: 1 }), await say(ann, { expire: 1 }), await say(ann, { expire: 1 })];
    await bob.call('conversations.read', { conversation: 'direct:ann', upTo: 3 });
    const [edited, recalled, pinned] = ids as [string, string, string];
    const conversation = 'direct:bob';
    world.clock.advance(1_000);
    await Promise.all([
      outcomeOf(ann.call('messages.edit', { conversation, id: edited, content: text('wombat') })),
      outcomeOf(ann.call('messages.recall', { conversation, id: recalled })),
      outcomeOf(ann.call('messages.pin', { conversation, id: pinned, pinned: true })),
    ]);
    await settle();
    assert.deepEqual(await bob.texts('direct:ann'), []);
    assert.deepEqual((await bob.call('search.messages', { words: ['wombat'] })).items, []);
    const next = await restarted(world, 1);
    const again = await next.enter('bob', 'late', 0);
    await settle();
    assert.deepEqual(again.messages, []);
    assert.deepEqual((await again.call('messages.pins', { conversation: 'direct:ann' })).items, []);
    await next.hub.close();
  });

  it('each call again, after an answer that got lost, changes and tells nothing more', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await say(ann, { receipt: true });
    const ring = await ann.call('signals.invite', { clientId: 'ring', conversation: 'direct:bob' });
    const stream = await ann.call('messages.send', {
      ...{ clientId: 's', conversation: 'direct:bob', content: { kind: 'stream', text: '' } },
    });
    const [mine, his] = [{ conversation: 'direct:bob' }, { conversation: 'direct:ann' }];
    const deeds: readonly (() => Promise<unknown>)[] = [
      () => ann.call('signals.invite', { clientId: 'ring', conversation: 'direct:bob' }),
      () => ann.call('messages.edit', { ...mine, id, content: text('two'), base: 0 }),
      () => ann.call('messages.extend', { ...mine, id, set: { a: '1' }, was: { a: null } }),
      () => ann.call('messages.extend', { ...mine, id, remove: ['a'], was: { a: '1' } }),
      () => bob.call('messages.react', { ...his, id, emoji: '👍', on: true }),
      () => bob.call('messages.react', { ...his, id, emoji: '👍', on: false }),
      () => bob.call('messages.pin', { ...his, id, pinned: true }),
      () => ann.call('messages.grow', { ...mine, id: stream.id, from: 0, text: 'abc' }),
      () => ann.call('messages.grow', { ...mine, id: stream.id, from: 3, text: 'd', done: true }),
      () => bob.call('signals.answer', { ...his, id: ring.id, accept: true, data: 'x' }),
      () => bob.call('conversations.read', { ...his, upTo: 3 }),
      () => bob.call('conversations.unread-from', his),
      () => ann.call('commands.send', { ...mine, id: 'c', name: 'x', keep: true }),
      () => ann.call('settings.set', { privacy: { typing: false } }),
      () => bob.call('messages.delete', { ...his, ids: [id] }),
      () => bob.call('messages.clear', his),
      () => ann.call('messages.recall', { ...mine, id }),
    ];
    for (const deed of deeds) {
      const first = await deed();
      await settle();
      const before = [ann.events.length, bob.events.length, ann.signals.length, bob.signals.length];
      assert.deepEqual(await deed(), first, String(deed));
      await settle();
      const after = [ann.events.length, bob.events.length, ann.signals.length, bob.signals.length];
      assert.deepEqual(after, before, String(deed));
    }
  });
});
