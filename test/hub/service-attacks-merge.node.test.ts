import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle } from './support/service.js';

onEveryStorage('a visitor who becomes a user who knew the desk', (make) => {
  it('brings everything that his messages have with them, and all of it still works', async () => {
    const { enter, visitor, clock } = await make({ desks: ['desk'] });
    const desk = await enter('desk');
    const { user: eve, token, client } = await visitor();
    const ann = await enter('ann');
    for (let n = 0; n < 3; n++) await ann.send('direct:desk', `before ${n}`);
    await desk.call('conversations.read', { conversation: 'direct:ann', upTo: 3 });
    const there = { conversation: 'direct:desk' };
    const here = { conversation: `direct:${eve}` };
    const send = (clientId: string, more: object = {}) =>
      client.call('messages.send', {
        ...there,
        clientId,
        content: { kind: 'text', text: `wombat ${clientId}` },
        ...more,
      });
    const first = await send('first', { receipt: true });
    const reply = await send('reply', { replyTo: { id: first.id } });
    const burns = await send('burns', { expire: 5 });
    const recalled = await send('recalled');
    const hidden = await send('hidden');
    const ring = await desk.call('signals.invite', { ...here, clientId: 'ring', seconds: 60, data: 'x' });
    const call = await client.call('signals.invite', { ...there, clientId: 'call', seconds: 60 });
    await client.call('messages.extend', { ...there, id: first.id, set: { [`@${eve}/a`]: '1', '!b': '2', c: '3' } });
    await client.call('messages.react', { ...there, id: first.id, emoji: '👍', on: true });
    await client.call('messages.pin', { ...there, id: first.id, pinned: true });
    await client.call('messages.edit', { ...there, id: reply.id, content: { kind: 'text', text: 'numbat' } });
    await client.call('messages.recall', { ...there, id: recalled.id });
    await desk.call('messages.delete', { ...here, ids: [hidden.id] });
    await desk.call('conversations.read', { ...here, upTo: burns.seq });

    assert.equal((await ann.call('visitor.merge', { token })).moved, 1);
    assert.equal((await ann.call('visitor.merge', { token })).moved, 0, 'again, after a lost answer');
    await settle();
    const { items } = await ann.call('messages.history', { ...there, limit: 100 });
    const get = (id: string) => items.find((one) => one.id === id);
    assert.ok(!JSON.stringify(items).includes(eve), 'his old name stands nowhere');
    assert.deepEqual(get(first.id)?.extensions, { '@ann/a': '1', '!b': '2', c: '3' });
    assert.deepEqual(get(first.id)?.reactions, [{ emoji: '👍', count: 1, mine: true, users: ['ann'] }]);
    assert.equal(get(first.id)?.pinned?.by, 'ann');
    assert.deepEqual(get(first.id)?.tally, { read: 1, unread: 0 });
    assert.deepEqual(get(reply.id)?.replyTo, { id: first.id, preview: 'wombat first', sender: 'ann', kind: 'text' });
    assert.equal(get(reply.id)?.edited?.by, 'ann');
    assert.equal(get(recalled.id)?.recalled?.by, 'ann');
    const mine = { conversation: 'direct:ann' };
    const seen = (await desk.call('messages.history', { ...mine, limit: 100 })).items.map(({ id }) => id);
    assert.ok(!seen.includes(hidden.id));
    assert.equal((await desk.call('messages.pins', mine)).items.length, 1);
    const found = (await desk.call('search.messages', { words: ['wombat'] })).items.map(({ id }) => id);
    assert.deepEqual(found.toSorted(), [first.id, burns.id].toSorted());

    await ann.call('signals.answer', { ...there, id: ring.id, accept: true });
    await ann.call('messages.extend', { ...there, id: first.id, set: { '@ann/a': '4', '!b': '5' } });
    await ann.call('messages.react', { ...there, id: first.id, emoji: '👍', on: false });
    await desk.call('signals.answer', { ...mine, id: call.id, accept: false });
    await assert.rejects(
      client.call('signals.cancel', { ...there, id: call.id }),
      refused('not-found', 'conversation'),
    );
    clock.advance(5_000);
    await settle();
    assert.equal((await ann.call('messages.get', { ...there, ids: [burns.id] })).items.length, 0);
    // The same sending again, by the visitor or as the user, is no second message.
    assert.equal(
      (await ann.call('messages.send', { ...there, clientId: 'first', content: { kind: 'text', text: 'x' } })).id,
      first.id,
    );
    assert.equal((await send('first')).id, first.id);
  });
});
