import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { OpName } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

const GROUP = 'group:g';
const SECRET = 'wombat';

/** Everything a client can ask for in which a message might show. */
const leaks = async (client: TestClient, id: string): Promise<string[]> => {
  const asked: Record<string, unknown> = {
    history: await client.call('messages.history', { conversation: GROUP, limit: 100 }),
    kinds: await client.call('messages.history', { conversation: GROUP, limit: 100, kinds: ['text'] }),
    get: await client.call('messages.get', { conversation: GROUP, ids: [id] }),
    search: await client.call('search.messages', { words: [SECRET] }),
    pins: await client.call('messages.pins', { conversation: GROUP }),
    row: await client.call('conversations.list', {}),
  };
  // Where a quote of it stands, its id is known: there must be no more than that.
  return Object.entries(asked).flatMap(([what, answer]) => {
    const said = JSON.stringify(answer);
    const named = JSON.stringify(answer, (name, value) => (name === 'replyTo' ? undefined : value));
    return said.includes(SECRET) || named.includes(id) ? [what] : [];
  });
};

/** Whatever is done to a message: on what one cannot see it is the same as on what is not there. */
const blind = async (client: TestClient, id: string): Promise<void> => {
  const at = { conversation: GROUP, id };
  const attempts: [OpName, object][] = [
    ['messages.edit', { ...at, content: { kind: 'text', text: 'x' } }],
    ['messages.extend', { ...at, set: { a: '1' } }],
    ['messages.react', { ...at, emoji: '👍', on: true }],
    ['messages.reactors', at],
    ['messages.pin', { ...at, pinned: false }],
    ['messages.grow', { ...at, from: 0, text: 'x' }],
    ['messages.recall', at],
    ['receipts.readers', { ...at, which: 'read' }],
    ['signals.modify', { ...at, data: 'x' }],
  ];
  for (const [op, args] of attempts)
    await assert.rejects(client.call(op, args as never), refused('not-found', 'id'), op);
  await assert.rejects(
    client.call('messages.history', { conversation: GROUP, around: id }),
    refused('not-found', 'around'),
  );
  const reply = { clientId: crypto.randomUUID(), conversation: GROUP, content: { kind: 'text', text: 'x' } };
  await assert.rejects(client.call('messages.send', { ...reply, replyTo: { id } }), refused('not-found', 'replyTo.id'));
  const report = { conversation: GROUP, message: id, reason: 'spam' };
  await assert.rejects(client.call('reports.send', report), refused('not-found', 'message'));
  await client.call('messages.delete', { conversation: GROUP, ids: [id] });
};

onEveryStorage('what a viewer may not see', (make) => {
  /** Ann runs the group; Bob says something in it, with all that a message can have; Cid must not see it. */
  const say = async (bob: TestClient, more: object = {}): Promise<string> => {
    const content = { kind: 'text', text: SECRET };
    const mentions = { users: ['ann'] };
    const args = { clientId: crypto.randomUUID(), conversation: GROUP, content, mentions, receipt: true, ...more };
    return (await bob.call('messages.send', args)).id;
  };
  const adorn = async (ann: TestClient, bob: TestClient, id: string): Promise<void> => {
    const at = { conversation: GROUP, id };
    await ann.call('messages.pin', { ...at, pinned: true });
    await ann.call('messages.react', { ...at, emoji: '👍', on: true });
    await bob.call('messages.extend', { ...at, set: { key: SECRET } });
    await bob.call('messages.edit', { ...at, content: { kind: 'text', text: `${SECRET} again` } });
    const reply = { clientId: crypto.randomUUID(), conversation: GROUP, content: { kind: 'text', text: 'indeed' } };
    await ann.call('messages.send', { ...reply, replyTo: { id } });
  };
  const meet = async (): Promise<World & { ann: TestClient; bob: TestClient; cid: TestClient }> => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    await settle();
    return { ...world, ann, bob, cid };
  };
  const seen = (client: Pick<TestClient, 'events' | 'signals'>, id: string): string[] =>
    [...client.events, ...client.signals]
      .filter((event) => event.t !== 'deleted' && event.t !== 'cleared')
      .map((event) => JSON.stringify(event, (name, value) => (name === 'replyTo' ? undefined : value)))
      .filter((said) => said.includes(id) || said.includes(SECRET));

  it('directed at others: he is never told, live or later, and can do nothing to it', async () => {
    const { ann, bob, cid, enter } = await meet();
    const id = await say(bob, { audience: ['ann'] });
    const before = (await cid.call('conversations.unread', {})).count;
    await adorn(ann, bob, id);
    await settle();
    assert.deepEqual(seen(cid, id), []);
    assert.deepEqual(await leaks(cid, id), []);
    assert.equal((await cid.call('conversations.unread', {})).count, before + 1, 'the reply alone');
    await blind(cid, id);
    assert.deepEqual(seen(await enter('cid', 'late', 0), id), []);
    const quotes = (await cid.call('messages.history', { conversation: GROUP })).items.map(({ replyTo }) => replyTo);
    assert.deepEqual(quotes.at(-1), { id, gone: 'missing' });
    await ann.call('messages.recall', { conversation: GROUP, id });
    await settle();
    assert.deepEqual(seen(cid, id), []);
    for (const what of ['history', 'get']) assert.ok((await leaks(ann, id)).includes(what), `ann: ${what}`);
  });

  it('deleted by himself: gone on all his devices, and nothing that happens to it is told any more', async () => {
    const { ann, bob, cid, enter } = await meet();
    const phone = await enter('cid', 'phone');
    const id = await say(bob, { mentions: { all: true } });
    await settle();
    assert.deepEqual(
      cid
        .of('conversation')
        .at(-1)
        ?.conversation.mentions?.map((one) => one.id),
      [id],
    );
    await cid.call('messages.delete', { conversation: GROUP, ids: [id, id, 'none'] });
    await cid.call('messages.delete', { conversation: GROUP, ids: [id] });
    await settle();
    for (const client of [cid, phone]) {
      assert.deepEqual(client.of('deleted'), [{ t: 'deleted', conversation: GROUP, ids: [id] }]);
      assert.equal(client.of('conversation').at(-1)?.conversation.mentions, undefined);
      assert.equal(client.of('conversation').at(-1)?.conversation.unread, 0);
    }
    assert.deepEqual([ann.of('deleted'), bob.of('deleted')], [[], []], 'others are not told');
    const told = cid.events.length;
    await adorn(ann, bob, id);
    await settle();
    assert.deepEqual(seen({ events: cid.events.slice(told), signals: [] }, id), []);
    assert.deepEqual(await leaks(cid, id), []);
    await blind(cid, id);
    assert.deepEqual(seen(await enter('cid', 'late', 0), id), []);
    assert.ok((await leaks(ann, id)).includes('pins'));
  });

  it('cleared: all up to there is gone for him alone', async () => {
    const { ann, bob, cid, enter } = await meet();
    const id = await say(bob);
    await adorn(ann, bob, id);
    const { seq } = (await cid.call('messages.get', { conversation: GROUP, ids: [id] })).items[0] ?? { seq: 0 };
    await cid.call('messages.clear', { conversation: GROUP, upTo: seq });
    await cid.call('messages.clear', { conversation: GROUP, upTo: 1 });
    await settle();
    assert.deepEqual(cid.of('cleared'), [{ t: 'cleared', conversation: GROUP, upTo: seq }]);
    assert.deepEqual(await cid.texts(GROUP), ['indeed']);
    assert.equal(cid.of('conversation').at(-1)?.conversation.pins, undefined);
    assert.deepEqual(await leaks(cid, id), []);
    await blind(cid, id);
    await cid.call('messages.clear', { conversation: GROUP });
    assert.deepEqual(await cid.texts(GROUP), []);
    const [row] = (await cid.call('conversations.list', {})).items;
    assert.deepEqual([row?.last, row?.unread], [undefined, 0]);
    await bob.send(GROUP, 'after');
    assert.deepEqual(await cid.texts(GROUP), ['after']);
    assert.deepEqual(seen(await enter('cid', 'late', 0), id), []);
    assert.equal((await ann.texts(GROUP)).length, 4);
  });

  it('before he joined: nothing of it', async () => {
    const { ann, bob, enter } = await meet();
    const id = await say(bob);
    const dan = await enter('dan');
    await ann.call('groups.invite', { group: 'g', users: ['dan'] });
    await adorn(ann, bob, id);
    await settle();
    assert.deepEqual(seen(dan, id), []);
    assert.deepEqual(await leaks(dan, id), []);
    await blind(dan, id);
    assert.deepEqual(seen(await enter('dan', 'late', 0), id), []);
  });
});
