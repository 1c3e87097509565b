import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const GROUP = 'group:g';

const say = (client: TestClient, text: string, more: object = {}, conversation = GROUP) =>
  client.call('messages.send', {
    ...{ clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text } },
    ...more,
  });

const quote = async (client: TestClient, id: string, conversation = GROUP) =>
  (await client.call('messages.get', { conversation, ids: [id] })).items[0]?.replyTo;

onEveryStorage('quotes', (make) => {
  const group = async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', policy: 'open', members: ['bob', 'cid'] });
    return { world, ann, bob, cid };
  };

  it('say who wrote what, the same wherever the message is told', async () => {
    const { world, ann, bob } = await group();
    const away = await world.enter('ann', 'd2');
    const { id } = await say(ann, 'first');
    await settle();
    const back = await cutAndBack(world, away, 'ann', 'd2', () => say(bob, 'answer', { replyTo: { id } }));
    const expected = { id, preview: 'first', sender: 'ann', kind: 'text' };
    const told = bob.messages.at(-1);
    assert.deepEqual(told?.replyTo, expected);
    assert.deepEqual(ann.messages.at(-1)?.replyTo, expected);
    assert.deepEqual(back.messages.at(-1)?.replyTo, expected);
    const { items } = await ann.call('messages.history', { conversation: GROUP });
    assert.deepEqual(items.at(-1)?.replyTo, expected);
    assert.deepEqual(await quote(ann, told?.id ?? ''), expected);
    const [row] = (await ann.call('conversations.list', {})).items;
    assert.deepEqual(row?.last?.replyTo, expected);
    const found = await ann.call('search.messages', { words: ['answer'] });
    assert.deepEqual(found.items[0]?.replyTo, expected);
    await ann.call('messages.pin', { conversation: GROUP, id: told?.id ?? '', pinned: true });
    const pins = await ann.call('messages.pins', { conversation: GROUP });
    assert.deepEqual(pins.items[0]?.replyTo, expected);
  });

  it('follow what becomes of the quoted message', async () => {
    const { ann, bob } = await group();
    const { id } = await say(ann, 'x'.repeat(300));
    const answer = await say(bob, 'answer', { replyTo: { id } });
    assert.deepEqual((await quote(bob, answer.id))?.preview, 'x'.repeat(200));
    await ann.call('messages.edit', { conversation: GROUP, id, content: { kind: 'text', text: 'second thoughts' } });
    assert.deepEqual(await quote(bob, answer.id), { id, preview: 'second thoughts', sender: 'ann', kind: 'text' });
    await ann.call('messages.recall', { conversation: GROUP, id });
    assert.deepEqual(await quote(bob, answer.id), { id, gone: 'recalled' });
    // What is gone can still be answered.
    const again = await say(bob, 'what was it?', { replyTo: { id } });
    assert.deepEqual(await quote(ann, again.id), { id, gone: 'recalled' });
  });

  it('show nothing of what the viewer cannot see', async () => {
    const { world, ann, bob, cid } = await group();
    const directed = await say(ann, 'for bob', { audience: ['bob'] });
    const open = await say(bob, 'I say to that', { replyTo: { id: directed.id } });
    await settle();
    assert.deepEqual(bob.messages.at(-1)?.replyTo?.preview, 'for bob');
    assert.deepEqual(cid.messages.at(-1)?.replyTo, { id: directed.id, gone: 'missing' });
    const plain = await say(ann, 'for all');
    const answer = await say(ann, 'and this', { replyTo: { id: plain.id } });
    await cid.call('messages.delete', { conversation: GROUP, ids: [plain.id] });
    assert.deepEqual(await quote(cid, answer.id), { id: plain.id, gone: 'missing' });
    assert.equal((await quote(bob, answer.id))?.preview, 'for all');
    await bob.call('messages.clear', { conversation: GROUP, upTo: plain.seq });
    assert.deepEqual(await quote(bob, answer.id), { id: plain.id, gone: 'missing' });
    const dan = await world.enter('dan');
    await dan.call('groups.join', { group: 'g' });
    const late = await say(ann, 'once more', { replyTo: { id: open.id } });
    assert.deepEqual(await quote(dan, late.id), { id: open.id, gone: 'missing' });
    await ann.call('messages.recall', { conversation: GROUP, id: directed.id });
    assert.deepEqual(await quote(cid, open.id), { id: directed.id, gone: 'missing' });
  });

  it('cannot be made of what the sender cannot see, and nothing is sent then', async () => {
    const { world, ann, bob, cid } = await group();
    const directed = await say(ann, 'for bob', { audience: ['bob'] });
    const elsewhere = await say(ann, 'between us', {}, 'direct:bob');
    const deleted = await say(ann, 'deleted');
    await cid.call('messages.delete', { conversation: GROUP, ids: [deleted.id] });
    const dan = await world.enter('dan');
    await dan.call('groups.join', { group: 'g' });
    const before = (await ann.texts(GROUP)).length;
    for (const more of [{}, { transient: true }]) {
      const answer = (client: TestClient, id: string) => say(client, 'answer', { replyTo: { id }, ...more });
      for (const id of [directed.id, elsewhere.id, deleted.id, 'none']) {
        await assert.rejects(answer(cid, id), refused('not-found', 'replyTo.id'), id);
      }
      await assert.rejects(answer(bob, elsewhere.id), refused('not-found', 'replyTo.id'));
      await assert.rejects(answer(dan, deleted.id), refused('not-found', 'replyTo.id'));
    }
    const first = say(ann, 'hello', { replyTo: { id: elsewhere.id } }, 'direct:dan');
    await assert.rejects(first, refused('not-found', 'replyTo.id'));
    assert.equal((await ann.texts(GROUP)).length, before);
    assert.deepEqual((await dan.call('conversations.list', {})).items.length, 1);
  });

  it('a repeated sending is answered as before, also when the quoted message has gone meanwhile', async () => {
    const { ann, bob } = await group();
    const { id } = await say(ann, 'first');
    const sent = await say(bob, 'answer', { clientId: 'c', replyTo: { id } });
    await bob.call('messages.delete', { conversation: GROUP, ids: [id] });
    assert.deepEqual(await say(bob, 'answer', { clientId: 'c', replyTo: { id } }), sent);
  });
});
