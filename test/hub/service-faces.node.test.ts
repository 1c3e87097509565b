import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HubError } from '../../hub/service/index.js';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

const upload = async ({ hub }: World, client: TestClient, userId: string): Promise<string> => {
  const { token } = await client.call('media.ticket', {});
  const meta = { name: 'face.webp', mime: 'image/webp', bytes: 10 };
  const { id } = await hub.files.begin(token, meta);
  return (await hub.files.finish({ id, userId, ...meta })).id;
};

const wear = (client: TestClient, avatar: string | null) => client.call('users.update', { patch: { avatar } });
const urlOf = (client: TestClient, file: string) => client.call('media.url', { file });
const sealed = (url: string): string => new URL(url, 'http://hub').searchParams.get('t') ?? '';
const gone = (error: unknown): boolean => error instanceof HubError && error.code === 'not-found';
const unseen = refused('not-found', 'file');

onEveryStorage('the face of somebody', (make) => {
  it('is read by everybody who is signed in, and by nobody once it is his no more', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const [first, second, other] = [
      await upload(world, ann, 'ann'),
      await upload(world, ann, 'ann'),
      await upload(world, ann, 'ann'),
    ];
    await assert.rejects(urlOf(bob, first), unseen, 'before it is his face');
    await wear(ann, first);
    const { url } = await urlOf(bob, first);
    assert.equal((await world.hub.files.open(sealed(url))).id, first);
    await wear(ann, second);
    await urlOf(bob, second);
    await assert.rejects(urlOf(bob, first), unseen, 'a former one');
    await assert.rejects(world.hub.files.open(sealed(url)), gone, 'by the address of before');
    await assert.rejects(urlOf(bob, other), unseen, 'what was never his face');
    await wear(ann, null);
    await assert.rejects(urlOf(bob, second), unseen, 'taken off');
    for (const file of [first, second, other]) await urlOf(ann, file);
  });

  it('is his own alone: to name the file of another opens it to nobody', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const secret = await upload(world, ann, 'ann');
    await wear(bob, secret);
    for (const client of [bob, cid]) await assert.rejects(urlOf(client, secret), unseen);
    await wear(bob, `/files/${secret}`);
    for (const client of [bob, cid]) await assert.rejects(urlOf(client, secret), unseen);
    await wear(ann, `/files/${secret}`);
    await assert.rejects(urlOf(cid, secret), unseen, 'an address is no file');
    const same = await urlOf(bob, 'nothing').then(
      () => undefined,
      ({ wire }) => wire,
    );
    await assert.rejects(urlOf(bob, secret), ({ wire }) => JSON.stringify(wire) === JSON.stringify(same));
  });

  it('cannot be sent on by others, so that it stays with them', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const face = await upload(world, ann, 'ann');
    await wear(ann, face);
    const content = { kind: 'image', file: { id: face, name: 'face.webp', bytes: 10, mime: 'image/webp' } };
    const sending = bob.call('messages.send', { clientId: 'c', conversation: 'direct:ann', content });
    await assert.rejects(sending, refused('not-found', 'content.file.id'));
  });

  it('is seen by visitors as names are: of desks, and of those they talk with', async () => {
    const world = await make({ desks: ['desk'] });
    const [ann, desk] = [await world.enter('ann'), await world.enter('desk')];
    const [hers, its] = [await upload(world, ann, 'ann'), await upload(world, desk, 'desk')];
    await wear(ann, hers);
    await wear(desk, its);
    const { client: guest, user } = await world.visitor();
    await urlOf(guest, its);
    await assert.rejects(urlOf(guest, hers), unseen);
    await wear(guest, hers);
    await assert.rejects(urlOf(guest, hers), unseen, 'named as his own');
    await ann.send(`direct:${user}`, 'hello');
    await settle();
    assert.equal((await world.hub.files.open(sealed((await urlOf(guest, hers)).url))).id, hers);
  });

  it('goes with who is erased, and a former address of it too', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const face = await upload(world, ann, 'ann');
    await wear(ann, face);
    const { url } = await urlOf(bob, face);
    await ann.call('users.erase', {});
    await settle();
    await assert.rejects(urlOf(bob, face), unseen);
    await assert.rejects(world.hub.files.open(sealed(url)), gone);
    const again = await world.enter('ann');
    await assert.rejects(urlOf(bob, face), unseen, 'nor when the same id comes back');
    await again.call('session.ping', {});
  });

  it('is not swept while it is shown, and is afterwards', async () => {
    const world = await make();
    const ann = await world.enter('ann');
    const [face, former] = [await upload(world, ann, 'ann'), await upload(world, ann, 'ann')];
    await wear(ann, former);
    await wear(ann, face);
    world.clock.advance(60_000);
    assert.deepEqual(await world.hub.files.orphans?.([face, former], world.clock.now()), [former]);
  });
});

onEveryStorage('the picture of a place', (make) => {
  it('of a group is read by members, by who sees its door, and on as it was by who left', async () => {
    const world = await make();
    const [ann, bob, eve] = [await world.enter('ann'), await world.enter('bob'), await world.enter('eve')];
    const [first, second] = [await upload(world, ann, 'ann'), await upload(world, ann, 'ann')];
    await ann.call('groups.create', { id: 'g', type: 'public', members: ['bob'], avatar: first });
    for (const client of [bob, eve]) await urlOf(client, first);
    const visitor = await world.visitor();
    await assert.rejects(urlOf(visitor.client, first), unseen);
    await ann.call('groups.update', { group: 'g', patch: { listed: false, policy: 'invite' } });
    await assert.rejects(urlOf(eve, first), unseen, 'the door is shut');
    await bob.call('groups.leave', { group: 'g' });
    await ann.call('groups.update', { group: 'g', patch: { avatar: second } });
    await urlOf(bob, first);
    await assert.rejects(urlOf(bob, second), unseen);
    const shown = (await bob.call('conversations.list', {})).items.find(({ id }) => id === 'group:g');
    assert.equal(shown?.avatar, first);
    const swept = async () => {
      world.clock.advance(60_000);
      return world.hub.files.orphans?.([second], world.clock.now());
    };
    assert.deepEqual(await swept(), []);
    await ann.call('groups.update', { group: 'g', patch: { avatar: null } });
    assert.deepEqual(await swept(), [second]);
  });

  it('is a file of who named it: that of another opens to nobody', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const secret = await upload(world, ann, 'ann');
    await bob.call('groups.create', { id: 'g', members: ['cid'], avatar: secret });
    await bob.call('spaces.create', { id: 's', name: 'S', members: ['cid'], avatar: secret });
    await bob.call('rooms.join', { room: 'r', create: {} });
    await bob.call('rooms.update', { room: 'r', patch: { avatar: secret } });
    for (const client of [bob, cid]) await assert.rejects(urlOf(client, secret), unseen);
    // Ann names it elsewhere: that opens what Bob named no more than before.
    await ann.call('groups.create', { id: 'own', avatar: secret });
    for (const client of [bob, cid]) await assert.rejects(urlOf(client, secret), unseen);
  });

  it('of spaces and live rooms, until it is another, or they are no more', async () => {
    const world = await make();
    const [ann, bob, eve] = [await world.enter('ann'), await world.enter('bob'), await world.enter('eve')];
    const [first, second, room] = [
      await upload(world, ann, 'ann'),
      await upload(world, ann, 'ann'),
      await upload(world, ann, 'ann'),
    ];
    await ann.call('spaces.create', { id: 's', name: 'S', members: ['bob'], avatar: first });
    await urlOf(bob, first);
    await assert.rejects(urlOf(eve, first), unseen);
    await ann.call('spaces.update', { space: 's', patch: { avatar: second } });
    await assert.rejects(urlOf(bob, first), unseen);
    await urlOf(bob, second);
    await ann.call('spaces.update', { space: 's', patch: { name: 'Other' } });
    await urlOf(bob, second);
    await ann.call('spaces.remove', { space: 's' });
    await assert.rejects(urlOf(bob, second), unseen);
    await ann.call('rooms.join', { room: 'r', create: {} });
    await ann.call('rooms.update', { room: 'r', patch: { avatar: room } });
    await urlOf(eve, room);
    await ann.call('rooms.destroy', { room: 'r' });
    await assert.rejects(urlOf(eve, room), unseen);
  });

  it('goes with who is erased', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const face = await upload(world, ann, 'ann');
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    await ann.call('spaces.create', { id: 's', name: 'S', members: ['bob'], avatar: face });
    await ann.call('rooms.join', { room: 'r', create: {} });
    await ann.call('groups.update', { group: 'g', patch: { avatar: face } });
    await ann.call('rooms.update', { room: 'r', patch: { avatar: face } });
    await ann.call('users.erase', {});
    await settle();
    await assert.rejects(urlOf(bob, face), unseen);
    assert.equal((await bob.call('groups.get', { ids: ['g'] })).items[0]?.avatar, undefined);
    assert.equal((await bob.call('spaces.list', {})).items[0]?.avatar, undefined);
    await assert.rejects(bob.call('rooms.info', { room: 'r' }), refused('not-found', 'room'), 'his room is over');
    assert.equal(bob.of('group').at(-1)?.group.avatar, undefined);
  });
});
