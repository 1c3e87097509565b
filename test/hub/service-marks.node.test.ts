import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireConversation } from '../../hub/protocol/index.js';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const GROUP = 'group:g';

const say = (client: TestClient, more: object = {}, conversation = GROUP) =>
  client.call('messages.send', {
    ...{ clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text: 'x' } },
    ...more,
  });

const row = async (client: TestClient, id = GROUP): Promise<WireConversation> => {
  const { items } = await client.call('conversations.get', { ids: [id] });
  return items[0] as WireConversation;
};

const told = (client: TestClient): WireConversation | undefined => client.of('conversation').at(-1)?.conversation;

const readOf = ({ cursors }: WireConversation, user: string) => cursors.find((cursor) => cursor.user === user)?.read;

const readUp = (client: TestClient, upTo: number, conversation = GROUP) =>
  client.call('conversations.read', { conversation, upTo });

const unreadFrom = (client: TestClient, from?: number, conversation = GROUP) =>
  client.call('conversations.unread-from', { conversation, ...(from !== undefined && { from }) });

onEveryStorage('marks of a conversation', (make) => {
  const group = async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', policy: 'open', members: ['bob', 'cid'] });
    return { world, ann, bob, cid };
  };

  it('unread can be marked, for oneself on all devices, until it is read again', async () => {
    const { world, ann, bob } = await group();
    const [phone, away] = [await world.enter('bob', 'd2'), await world.enter('bob', 'd3')];
    const { seq } = await say(ann);
    await readUp(bob, seq);
    await settle();
    const [annHeard, phoneHeard] = [ann.events.length, phone.events.length];
    const back = await cutAndBack(world, away, 'bob', 'd3', async () => {
      assert.deepEqual(await unreadFrom(bob), { unread: 0 });
    });
    for (const client of [bob, phone, back]) {
      assert.deepEqual([told(client)?.markedUnread, told(client)?.unread], [true, 0]);
    }
    assert.ok(phone.events.length > phoneHeard);
    assert.equal(ann.events.length, annHeard, 'others are not told');
    assert.equal((await row(bob)).markedUnread, true);
    assert.equal((await row(ann)).markedUnread, undefined);
    assert.deepEqual(await readUp(phone, seq), { unread: 0 });
    await settle();
    for (const client of [bob, phone, back]) assert.equal(told(client)?.markedUnread, undefined);
    assert.equal((await row(bob)).markedUnread, undefined);
  });

  it('counts anew from a message; what others were told stands still', async () => {
    const { ann, bob } = await group();
    const sent = [];
    for (let n = 0; n < 4; n++) sent.push(await say(ann, n === 2 ? { mentions: { users: ['bob'] } } : {}));
    const [second, third, last] = [sent[1]?.seq ?? 0, sent[2]?.seq ?? 0, sent[3]?.seq ?? 0];
    await readUp(bob, last);
    assert.equal((await row(bob)).mentions, undefined);
    assert.deepEqual(await unreadFrom(bob, second), { unread: 3 });
    await settle();
    assert.deepEqual([told(bob)?.unread, told(bob)?.markedUnread], [3, true]);
    assert.deepEqual(told(bob)?.mentions, [{ id: sent[2]?.id, seq: third, of: 'me' }]);
    assert.deepEqual(await bob.call('conversations.unread', {}), { count: 3, muted: 0, kinds: { group: 3 }, tags: {} });
    const [his, anns] = [await row(bob), await row(ann)];
    assert.deepEqual([readOf(his, 'bob'), readOf(anns, 'bob')], [second - 1, last]);
    assert.deepEqual(await unreadFrom(bob, last), { unread: 3 }, 'never forward');
    await readUp(bob, third);
    assert.deepEqual([(await row(bob)).unread, (await row(bob)).markedUnread], [1, undefined]);
    assert.equal(readOf(await row(ann), 'bob'), last);
  });

  it('counts nothing that he cannot see', async () => {
    const { world, ann, bob } = await group();
    for (let n = 0; n < 3; n++) await say(ann);
    const dan = await world.enter('dan');
    await dan.call('groups.join', { group: 'g' });
    const { seq } = await say(ann);
    await readUp(dan, seq);
    assert.deepEqual(await unreadFrom(dan, 1), { unread: 1 });
    await bob.call('messages.clear', { conversation: GROUP, upTo: seq });
    await readUp(bob, seq);
    assert.deepEqual(await unreadFrom(bob, 1), { unread: 0 });
    assert.equal(readOf(await row(bob), 'bob'), seq);
  });

  it('marking is refused where he is not, and with what is no place', async () => {
    const { world, ann } = await group();
    await world.enter('eve');
    const eve = await world.enter('eve', 'd2');
    await assert.rejects(unreadFrom(eve), refused('not-found', 'conversation'));
    await assert.rejects(unreadFrom(ann, 1, 'direct:bob'), refused('not-found', 'conversation'));
    for (const from of [0, -1, 1.5]) await assert.rejects(unreadFrom(ann, from), refused('invalid', 'from'));
  });

  it('rows name the newest mentions that are not read yet, of him and of all', async () => {
    const { ann, bob, cid } = await group();
    const me = await say(ann, { mentions: { users: ['bob'] } });
    const all = await say(ann, { mentions: { all: true } });
    await say(ann, { mentions: { users: ['cid'] } });
    await say(bob, { mentions: { all: true } });
    const secret = await say(ann, { mentions: { all: true }, audience: ['cid'] });
    await settle();
    const expected = [
      { id: me.id, seq: me.seq, of: 'me' },
      { id: all.id, seq: all.seq, of: 'all' },
    ];
    assert.deepEqual((await row(bob)).mentions, expected);
    assert.deepEqual(told(bob)?.mentions, expected);
    assert.equal((await row(cid)).mentions?.at(-1)?.id, secret.id);
    await readUp(bob, me.seq);
    assert.deepEqual((await row(bob)).mentions, expected.slice(1));
    await bob.call('messages.delete', { conversation: GROUP, ids: [all.id] });
    assert.equal((await row(bob)).mentions, undefined);
    const many = [];
    for (let n = 0; n < 22; n++) many.push((await say(ann, { mentions: { users: ['bob'] } })).id);
    assert.deepEqual(
      (await row(bob)).mentions?.map(({ id }) => id),
      many.slice(-20),
    );
  });

  it('rows count what is pinned, as far as each can see it, and follow', async () => {
    const { ann, bob, cid } = await group();
    const pin = (id: string, pinned: boolean) => ann.call('messages.pin', { conversation: GROUP, id, pinned });
    const [open, directed] = [await say(ann), await say(ann, { audience: ['bob'] })];
    assert.equal((await row(bob)).pins, undefined);
    await pin(open.id, true);
    await pin(directed.id, true);
    await settle();
    assert.deepEqual([told(bob)?.pins, (await row(bob)).pins, (await row(ann)).pins], [2, 2, 2]);
    assert.deepEqual([told(cid)?.pins, (await row(cid)).pins], [1, 1]);
    await bob.call('messages.delete', { conversation: GROUP, ids: [open.id] });
    assert.equal((await row(bob)).pins, 1);
    await pin(open.id, false);
    await settle();
    assert.deepEqual([told(cid)?.pins, (await row(cid)).pins], [undefined, undefined]);
  });
});
