import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack, restarted } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

const told = (client: TestClient) => client.of('edited').map(({ content }) => content);
const last = (client: TestClient) => told(client).at(-1);

const group = async (world: World) => {
  const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
  await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
  const { id } = await ann.call('signals.invite', {
    ...{ clientId: 'i', conversation: 'group:g', invitees: ['bob', 'cid'], seconds: 60 },
  });
  await settle();
  const answer = (client: TestClient, accept: boolean) =>
    client.call('signals.answer', { conversation: 'group:g', id, accept });
  return { ann, bob, cid, id, answer, at: { conversation: 'group:g', id } };
};

onEveryStorage('invitations', (make) => {
  it('ring as a message, are answered, and say so in it', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const args = { clientId: 'i1', conversation: 'direct:bob', data: 'video' };
    const sent = await ann.call('signals.invite', args);
    assert.deepEqual(await ann.call('signals.invite', args), sent);
    await settle();
    const until = clock.now() + 30_000;
    const ringing = { kind: 'signal', by: 'ann', state: 'ringing', invitees: { bob: 'waiting' }, until, data: 'video' };
    assert.deepEqual(
      bob.messages.map(({ content }) => content),
      [ringing],
    );
    assert.equal(bob.messages[0]?.expire, undefined);
    clock.advance(4_000);
    const answer = { conversation: 'direct:ann', id: sent.id, accept: true };
    await bob.call('signals.answer', { ...answer, data: 'room 5' });
    await bob.call('signals.answer', answer);
    await settle();
    const accepted = {
      ...ringing,
      ...{ state: 'accepted', invitees: { bob: 'accepted' }, data: 'room 5', endedAt: clock.now() },
    };
    for (const client of [ann, bob]) assert.deepEqual(told(client), [accepted]);
    assert.equal(ann.of('edited')[0]?.edited, undefined, 'nobody has edited anything');
    clock.advance(60_000);
    await settle();
    assert.equal(told(ann).length, 1, 'its time is over, and nothing more comes of it');
    assert.deepEqual(
      (await bob.call('messages.get', { conversation: 'direct:ann', ids: [sent.id] })).items[0]?.content,
      accepted,
    );
  });

  it('in a group wait for all that were named, and end as the best answer', async () => {
    const { ann, bob, cid, answer } = await group(await make());
    await answer(bob, false);
    await settle();
    assert.deepEqual([last(ann)?.state, last(ann)?.invitees], ['ringing', { bob: 'rejected', cid: 'waiting' }]);
    await answer(cid, true);
    await settle();
    assert.deepEqual([last(bob)?.state, last(bob)?.invitees], ['accepted', { bob: 'rejected', cid: 'accepted' }]);
  });

  it('time out for those who said nothing', async () => {
    const world = await make();
    const { ann, bob, answer, at } = await group(world);
    await answer(bob, false);
    world.clock.advance(60_000);
    await settle();
    assert.deepEqual([last(ann)?.state, last(ann)?.invitees], ['rejected', { bob: 'rejected', cid: 'timeout' }]);
    assert.equal(last(ann)?.endedAt, world.clock.now());
    await assert.rejects(bob.call('signals.answer', { ...at, accept: true }), refused('conflict', 'id'));
  });

  it('time out in the next hub after a crash, and tell who comes back', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const { id } = await ann.call('signals.invite', { clientId: 'i', conversation: 'direct:bob', seconds: 5 });
    await settle();
    const next = await restarted(world, 10_000);
    const early = await next.enter('bob', 'd1', bob.cursor);
    await assert.rejects(
      early.call('signals.answer', { conversation: 'direct:ann', id, accept: true }),
      refused('conflict', 'id'),
    );
    next.clock.advance(0);
    await settle();
    assert.deepEqual(
      told(early).map(({ state }) => state),
      ['timeout'],
    );
    await next.hub.close();
  });

  it('are cancelled and changed by who may, and only while they ring', async () => {
    const { ann, bob, cid, answer, at } = await group(await make());
    await assert.rejects(bob.call('signals.cancel', at), refused('forbidden', 'id'));
    await bob.call('signals.modify', { ...at, data: 'room 7' });
    await settle();
    assert.deepEqual([last(cid)?.data, last(cid)?.state], ['room 7', 'ringing']);
    await ann.call('signals.cancel', at);
    await ann.call('signals.cancel', at);
    await settle();
    assert.deepEqual([last(cid)?.state, last(cid)?.invitees], ['cancelled', { bob: 'waiting', cid: 'waiting' }]);
    for (const late of [answer(bob, true), bob.call('signals.modify', { ...at, data: 'y' })]) {
      await assert.rejects(
        late,
        (error) =>
          refused('conflict', 'id')(error) &&
          (error as { wire: { latest: { state: string } } }).wire.latest.state === 'cancelled',
      );
    }
    assert.equal(told(ann).length, 2);
  });

  it('a replay tells what has become of it', async () => {
    const world = await make();
    const [ann, bob, away] = [await world.enter('ann'), await world.enter('bob'), await world.enter('bob', 'd2')];
    const back = await cutAndBack(world, away, 'bob', 'd2', async () => {
      const { id } = await ann.call('signals.invite', { clientId: 'i', conversation: 'direct:bob' });
      await bob.call('signals.answer', { conversation: 'direct:ann', id, accept: false });
    });
    assert.deepEqual([back.messages[0]?.content.state, last(back)?.state], ['rejected', 'rejected']);
  });

  it('refuses strangers, wrong guests, and clients that make or change the content themselves', async () => {
    const world = await make();
    const { ann, bob, at } = await group(world);
    const eve = await world.enter('eve');
    const invite = (client: TestClient, args: object) =>
      client.call('signals.invite', { clientId: crypto.randomUUID(), conversation: 'group:g', ...args });
    await assert.rejects(invite(ann, {}), refused('invalid', 'invitees'));
    await assert.rejects(invite(ann, { invitees: ['ann'] }), refused('invalid', 'invitees'));
    await assert.rejects(invite(ann, { invitees: ['eve'] }), refused('forbidden', 'invitees'));
    await assert.rejects(invite(ann, { invitees: ['bob'], seconds: 601 }), refused('invalid', 'seconds'));
    await assert.rejects(invite(eve, { invitees: ['bob'] }), refused('not-found', 'conversation'));
    await assert.rejects(
      invite(ann, { conversation: 'direct:bob', invitees: ['cid'] }),
      refused('invalid', 'invitees'),
    );
    await assert.rejects(eve.call('signals.answer', { ...at, accept: true }), refused('not-found', 'conversation'));
    await assert.rejects(ann.call('signals.answer', { ...at, accept: true }), refused('forbidden', 'id'));
    await assert.rejects(bob.call('signals.answer', { ...at, id: 'none', accept: true }), refused('not-found', 'id'));
    const said = await ann.send('group:g', 'words');
    await assert.rejects(bob.call('signals.answer', { ...at, id: said.id, accept: true }), refused('invalid', 'id'));
    const content = { kind: 'signal', by: 'ann', state: 'accepted', invitees: { bob: 'accepted' }, until: 1 };
    const forged = bob.call('messages.send', { clientId: 'f', conversation: 'group:g', content });
    await assert.rejects(forged, refused('rejected-content', 'content.kind'));
    const edit = ann.call('messages.edit', { ...at, content });
    await assert.rejects(edit, (error) => refused('rejected-content')(error) || refused('forbidden')(error));
  });
});
