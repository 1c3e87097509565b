import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle, TestClient } from './support/service.js';

onEveryStorage('visitors', (make) => {
  it('write to the desks alone and learn of nobody else', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    await enter('ann');
    const { client: guest, user } = await visitor();
    const { client: other } = await visitor();
    await guest.send('direct:desk', 'hello');
    for (const to of ['direct:ann', 'direct:nobody', `direct:${user}x`]) {
      await assert.rejects(guest.send(to, 'x'), refused('forbidden', 'conversation'), to);
      await assert.rejects(guest.texts(to), refused('forbidden', 'conversation'), to);
    }
    const seen = await guest.call('users.get', { ids: ['ann', 'desk', user, 'nobody'] });
    assert.deepEqual(
      seen.items.map(({ id }) => id),
      ['desk', user],
    );
    assert.deepEqual((await other.call('users.get', { ids: [user] })).items, []);
    assert.deepEqual((await guest.call('conversations.get', { ids: ['direct:ann'] })).items, []);
    await assert.rejects(guest.call('groups.create', {}), refused('forbidden'));
    await assert.rejects(guest.call('groups.join', { group: 'g' }), refused('forbidden'));
    await assert.rejects(guest.call('visitor.merge', { token: 'x' }), refused('forbidden'));
    const desk = await enter('desk');
    await desk.send(`direct:${user}`, 'good day');
    await settle();
    assert.deepEqual(
      guest.messages.map(({ content }) => content.text),
      ['hello', 'good day'],
    );
  });

  it('keep their conversation with their token, and cannot pass for a user', async () => {
    const { hub, visitor, token } = await make({ desks: ['desk'] });
    const { client, user, token: own } = await visitor();
    await client.send('direct:desk', 'hello');
    const again = new TestClient(hub);
    await again.hello(own, 'd2');
    assert.deepEqual(await again.texts('direct:desk'), ['hello']);
    const forged = new TestClient(hub);
    await assert.rejects(forged.hello(await token(user)), refused('unauthorized', 'token'));
  });

  it('become users: the conversation is renamed, and both sides heal', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    const desk = await enter('desk');
    const { client: guest, user, token: theirs } = await visitor();
    await guest.send('direct:desk', 'one', 'c1');
    await desk.send(`direct:${user}`, 'two');
    const third = await guest.send('direct:desk', 'three');
    await guest.call('messages.recall', { conversation: 'direct:desk', id: third.id });
    await guest.call('conversations.read', { conversation: 'direct:desk', upTo: 3 });
    const ann = await enter('ann');
    await assert.rejects(ann.call('visitor.merge', { token: 'nonsense' }), refused('unauthorized'));
    assert.equal((await ann.call('visitor.merge', { token: theirs })).moved, 1);
    assert.equal((await ann.call('visitor.merge', { token: theirs })).moved, 0);
    await settle();
    assert.deepEqual(await ann.texts('direct:desk'), ['one', 'two', 'recalled']);
    assert.deepEqual(
      ann.messages.map(({ sender, seq }) => [sender, seq]),
      [
        ['ann', 1],
        ['desk', 2],
        ['ann', 3],
      ],
    );
    assert.equal(ann.messages[2]?.recalled?.by, 'ann');
    assert.equal(ann.of('conversation').at(-1)?.conversation.unread, 0);
    assert.deepEqual(desk.of('conversation-removed'), [{ t: 'conversation-removed', id: `direct:${user}` }]);
    assert.deepEqual(guest.of('conversation-removed'), [{ t: 'conversation-removed', id: 'direct:desk' }]);
    assert.deepEqual(await desk.texts('direct:ann'), ['one', 'two', 'recalled']);
    assert.equal(desk.of('conversation').at(-1)?.conversation.id, 'direct:ann');
    assert.deepEqual((await guest.call('conversations.list', {})).items, []);
    await assert.rejects(desk.texts('direct:nobody'), refused('not-found'));
    assert.equal((await ann.send('direct:desk', 'one', 'c1')).seq, 1, 'a sending keeps its name');
    assert.equal((await ann.send('direct:desk', 'four')).seq, 4);
    const late = await enter('desk', 'd2', 0);
    assert.deepEqual(
      late.messages.map(({ conversation, seq }) => [conversation, seq]),
      [1, 2, 3, 4].map((seq) => ['direct:ann', seq]),
      'a device that was away hears only of the new place',
    );
  });

  it('become users who knew the desk already: after what was said before, times kept', async () => {
    const { enter, visitor, clock, hub } = await make({ desks: ['desk'] });
    const [ann, desk] = [await enter('ann'), await enter('desk')];
    await ann.send('direct:desk', 'a1', 'same');
    await desk.call('conversations.read', { conversation: 'direct:ann', upTo: 1 });
    clock.advance(5_000);
    const { client: guest, token: theirs } = await visitor();
    const first = await guest.send('direct:desk', 'g1', 'same');
    await guest.send('direct:desk', 'g2');
    clock.advance(5_000);
    await ann.call('visitor.merge', { token: theirs });
    const { items } = await desk.call('messages.history', { conversation: 'direct:ann' });
    assert.deepEqual(
      items.map(({ seq, sender, content }) => [seq, sender, content.text]),
      [
        [1, 'ann', 'a1'],
        [2, 'ann', 'g1'],
        [3, 'ann', 'g2'],
      ],
    );
    assert.equal(items[1]?.at, first.at);
    assert.equal((await desk.call('conversations.unread', {})).count, 2);
    assert.equal((await ann.send('direct:desk', 'a1', 'same')).seq, 1);
    assert.equal(hub.stats().messages, 3);
  });

  it('see nothing again of what they, or the others, deleted for themselves', async () => {
    const { enter, visitor, storage } = await make({ desks: ['desk'] });
    const ann = await enter('ann');
    await enter('desk');
    await ann.send('direct:desk', 'before');
    const { client: guest, user, token: theirs } = await visitor();
    for (const words of ['g1', 'g2', 'g3']) await guest.send('direct:desk', words);
    await storage.transaction(async (tx) => {
      const [seat] = (await tx.members.of(user)).filter(({ key }) => key.includes('desk'));
      assert.ok(seat);
      await tx.members.put({ ...seat, clearedSeq: 2 });
      await tx.messages.hide(seat.key, 3, 'desk');
    });
    await ann.call('visitor.merge', { token: theirs });
    await storage.transaction(async (tx) => {
      const [seat] = await tx.members.of('ann');
      assert.ok(seat);
      const seen = async (viewer: string) =>
        (await tx.messages.page(seat.key, { after: 0, limit: 9, from: 'start', viewer })).map(({ seq }) => seq);
      assert.deepEqual(
        [await seen('ann'), await seen('desk')],
        [
          [1, 4],
          [1, 2, 3],
        ],
      );
    });
  });

  it('take their files with them', async () => {
    const { enter, visitor, hub } = await make({ desks: ['desk'] });
    const [ann, desk] = [await enter('ann'), await enter('desk')];
    const { client: guest, user, token: theirs } = await visitor();
    const ticket = await guest.call('media.ticket', {});
    const { id } = await hub.files.begin(ticket.token, { name: 'a.png', mime: 'image/png' });
    await hub.files.finish({ id, userId: user, name: 'a.png', mime: 'image/png', bytes: 5 });
    const content = { kind: 'image', file: { id } };
    await guest.call('messages.send', { clientId: 'f', conversation: 'direct:desk', content });
    await ann.call('visitor.merge', { token: theirs });
    for (const client of [ann, desk]) assert.ok((await client.call('media.url', { file: id })).url.includes(id));
    await assert.rejects(guest.call('media.url', { file: id }), refused('not-found', 'file'));
  });
});
