import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ops } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

type Options = Partial<Ops['messages.send']['args']>;

const say = (client: TestClient, conversation: string, text: string, options: Options = {}) =>
  client.call('messages.send', {
    clientId: crypto.randomUUID(),
    conversation,
    content: { kind: 'text', text },
    ...options,
  });

const rowOf = (client: TestClient, id: string) =>
  client
    .of('conversation')
    .map(({ conversation }) => conversation)
    .findLast((row) => row.id === id);

onEveryStorage('options of a message', (make) => {
  it('directed: those named and the sender have it, for the others it never was', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    await say(ann, 'group:g', 'to all');
    await settle();
    const [before, told] = [rowOf(cid, 'group:g'), cid.events.length];
    const sent = await say(ann, 'group:g', 'to bob', { audience: ['bob', 'bob'] });
    await settle();
    assert.equal(cid.events.length, told, 'not a word in his log');
    assert.deepEqual((await cid.call('conversations.list', {})).items[0], before);
    assert.equal(bob.messages.at(-1)?.id, sent.id);
    assert.deepEqual(bob.messages.at(-1)?.audience, ['bob']);
    assert.equal(rowOf(bob, 'group:g')?.last?.id, sent.id);
    const { items } = await cid.call('messages.get', { conversation: 'group:g', ids: [sent.id] });
    assert.deepEqual(items, []);
    assert.deepEqual((await cid.texts('group:g')).at(-1), 'to all');
    assert.deepEqual((await ann.texts('group:g')).at(-1), 'to bob');
    await ann.call('messages.recall', { conversation: 'group:g', id: sent.id });
    await settle();
    assert.equal(cid.of('recalled').length, 0);
    assert.equal(bob.of('recalled').length, 1);
  });

  it('directed: only in groups, only at members, never at oneself', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await enter('cid');
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    await assert.rejects(say(ann, 'direct:bob', 'x', { audience: ['bob'] }), refused('invalid', 'audience'));
    await assert.rejects(say(ann, 'group:g', 'x', { audience: ['cid'] }), refused('forbidden', 'audience'));
    await assert.rejects(say(ann, 'group:g', 'x', { audience: ['ann', 'bob'] }), refused('invalid', 'audience'));
    await assert.rejects(say(ann, 'group:g', 'x', { audience: [] }), refused('invalid', 'audience'));
    const crowd = Array.from({ length: 51 }, (_, n) => `u${n}`);
    await assert.rejects(say(ann, 'group:g', 'x', { audience: crowd }), refused('invalid', 'audience'));
    const named = { audience: ['bob'], mentions: { users: ['cid'] } };
    await assert.rejects(say(ann, 'group:g', 'x', named), refused('invalid', 'mentions.users'));
    assert.deepEqual(await bob.texts('group:g'), ['notice']);
  });

  it('mentions: members of a group, or all of them', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await enter('cid');
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    await say(ann, 'group:g', 'you', { mentions: { users: ['bob'], all: true } });
    await settle();
    assert.deepEqual(bob.messages.at(-1)?.mentions, { users: ['bob'], all: true });
    await assert.rejects(
      say(ann, 'group:g', 'x', { mentions: { users: ['cid'] } }),
      refused('invalid', 'mentions.users'),
    );
    await assert.rejects(say(ann, 'direct:bob', 'x', { mentions: { all: true } }), refused('invalid', 'mentions'));
  });

  it('silent, data, receipt and expiry travel; what it is pushed with does not', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const options = { silent: true, data: '{"a":1}', receipt: true, expire: 30, push: { title: 'secret title' } };
    await say(ann, 'direct:bob', 'x', options);
    await settle();
    const [got] = bob.messages;
    assert.deepEqual([got?.silent, got?.data, got?.receipt, got?.expire], [true, '{"a":1}', true, { seconds: 30 }]);
    assert.ok(!JSON.stringify(bob.frames).includes('secret title'));
    await assert.rejects(say(ann, 'direct:bob', 'x', { data: 'x'.repeat(4_097) }), refused('invalid', 'data'));
    for (const expire of [0, 604_801, 1.5, -1]) {
      await assert.rejects(say(ann, 'direct:bob', 'x', { expire }), refused('invalid', 'expire'));
    }
  });

  it('unlisted: counted and kept, but neither the last message nor a reason to move the row', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const first = await say(ann, 'direct:bob', 'listed');
    clock.advance(5_000);
    await say(ann, 'direct:bob', 'not listed', { unlisted: true });
    await settle();
    const [row] = (await bob.call('conversations.list', {})).items;
    assert.deepEqual([row?.last?.id, row?.activity, row?.unread], [first.id, first.at, 2]);
    assert.deepEqual(await bob.texts('direct:ann'), ['listed', 'not listed']);
  });

  it('transient: to who is here, own other devices too; kept nowhere, one for each sending', async () => {
    const { enter, storage, clock } = await make();
    const [ann, other, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    const kept = await say(ann, 'direct:bob', 'kept');
    clock.advance(1_000);
    const args = {
      ...{ clientId: 'c1', conversation: 'direct:bob', transient: true },
      content: { kind: 'text', text: 'now or never' },
    };
    const sent = await ann.call('messages.send', args);
    assert.deepEqual(await ann.call('messages.send', args), sent, 'the second answer equals the first');
    await settle();
    const seen = (client: TestClient) =>
      client.signals.flatMap((signal) => (signal.t === 'message' ? [signal.message] : []));
    assert.deepEqual(
      seen(bob).map(({ id, conversation, seq, transient, clientId }) => [id, conversation, seq, transient, clientId]),
      [[sent.id, 'direct:ann', kept.seq, true, undefined]],
    );
    assert.deepEqual(
      seen(other).map(({ id, conversation, clientId }) => [id, conversation, clientId]),
      [[sent.id, 'direct:bob', 'c1']],
    );
    assert.deepEqual([seen(ann).length, sent.seq], [0, kept.seq]);
    assert.deepEqual(await bob.texts('direct:ann'), ['kept']);
    assert.equal(await storage.transaction((tx) => tx.messages.count()), 1);
    assert.equal((await bob.call('conversations.unread', {})).count, 1);
  });

  it('transient: no rights with it that a kept one would not have, and nothing that would have to be kept', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    await assert.rejects(say(cid, 'group:g', 'x', { transient: true }), refused('not-found', 'conversation'));
    await assert.rejects(say(ann, 'direct:nobody', 'x', { transient: true }), refused('not-found', 'conversation'));
    for (const name of ['receipt', 'unlisted'] as const) {
      await assert.rejects(say(ann, 'group:g', 'x', { transient: true, [name]: true }), refused('invalid', name));
    }
    await assert.rejects(say(ann, 'group:g', 'x', { transient: true, expire: 9 }), refused('invalid', 'expire'));
    await say(ann, 'direct:cid', 'a first word', { transient: true });
    await settle();
    assert.deepEqual(bob.signals, []);
    assert.equal(cid.signals.length, 1);
    assert.deepEqual((await cid.call('conversations.list', {})).items, [], 'no conversation has come of it');
  });
});
