import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HubError } from '../../hub/service/index.js';
import { onEveryStorage, refused, type TestClient, type World } from './support/service.js';

const upload = async ({ hub }: World, client: TestClient, userId: string, name = 'cat.png', mime = 'image/png') => {
  const { token } = await client.call('media.ticket', {});
  const begun = await hub.files.begin(token, { name, mime, bytes: 10 });
  assert.equal(begun.userId, userId);
  return hub.files.finish({ id: begun.id, userId, name, mime, bytes: 10 });
};

const sealed = (url: string): string => new URL(url, 'http://hub').searchParams.get('t') ?? '';

const throwsCode = (code: string, field?: string) => (error: unknown) =>
  error instanceof HubError && error.code === code && (field === undefined || error.field === field);

onEveryStorage('files', (make) => {
  it('go to those who can see a message that carries them, until it is recalled', async () => {
    const world = await make();
    const { enter, hub, clock } = world;
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    const file = await upload(world, ann, 'ann');
    const url = (client: TestClient) => client.call('media.url', { file: file.id });
    await assert.rejects(url(bob), refused('not-found', 'file'));
    const content = { kind: 'image', width: 1, file: { id: file.id, name: 'evil.exe', bytes: 0, mime: 'text/html' } };
    const steal = cid.call('messages.send', { clientId: 'c', conversation: 'direct:bob', content });
    await assert.rejects(steal, refused('not-found', 'content.file.id'));
    const sent = await ann.call('messages.send', { clientId: 'c', conversation: 'direct:bob', content });
    const [message] = (await bob.call('messages.history', { conversation: 'direct:ann' })).items;
    assert.deepEqual(message?.content, { kind: 'image', width: 1, file }, 'under its own name and type');
    const { url: address, until } = await url(bob);
    assert.ok(address.startsWith(`/files/${file.id}?t=`));
    assert.equal(until, clock.now() + 3_600_000);
    assert.deepEqual(await hub.files.open(sealed(address)), { ...file, download: false });
    const download = await bob.call('media.url', { file: file.id, download: true });
    assert.equal((await hub.files.open(sealed(download.url))).download, true);
    await assert.rejects(url(cid), refused('not-found', 'file'));
    const forward = await bob.call('messages.send', { clientId: 'f', conversation: 'direct:cid', content });
    await url(cid);
    await ann.call('messages.recall', { conversation: 'direct:bob', id: sent.id });
    for (const client of [ann, bob, cid]) await url(client);
    await bob.call('messages.recall', { conversation: 'direct:cid', id: forward.id });
    for (const client of [bob, cid]) await assert.rejects(url(client), refused('not-found', 'file'));
    await assert.rejects(hub.files.open(sealed(address)), throwsCode('not-found'));
    await url(ann);
  });

  it('of messages that who left may still read stay his to open: no others, and no longer than the messages', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const say = async (client: TestClient, file: string, more: object = {}) => {
      const content = { kind: 'file', file: { id: file } };
      const clientId = crypto.randomUUID();
      return client.call('messages.send', { clientId, conversation: 'group:g', content, ...more });
    };
    const files = await Promise.all(Array.from({ length: 6 }, () => upload(world, ann, 'ann')));
    const [early, seen, directed, swapped, hidden, late] = files.map(({ id }) => id) as [
      ...[string, string, string, string, string, string],
    ];
    await ann.call('groups.create', { id: 'g', members: ['cid'] });
    await say(ann, early);
    await ann.call('groups.invite', { group: 'g', users: ['bob'] });
    const kept = await say(ann, seen);
    await say(ann, directed, { audience: ['cid'] });
    const changing = await say(ann, swapped);
    const deleted = await say(ann, hidden);
    await bob.call('messages.delete', { conversation: 'group:g', ids: [deleted.id] });
    await bob.call('groups.leave', { group: 'g' });
    await say(ann, late);
    world.clock.advance(1_000);
    const url = (file: string) => bob.call('media.url', { file });
    const { url: address } = await url(seen);
    assert.equal((await world.hub.files.open(sealed(address))).id, seen);
    await url(swapped);
    const unseen = refused('not-found', 'file');
    for (const file of [early, directed, hidden, late]) await assert.rejects(url(file), unseen);
    await ann.call('messages.edit', {
      ...{ conversation: 'group:g', id: changing.id, content: { kind: 'file', file: { id: late } } },
    });
    for (const file of [swapped, late]) await assert.rejects(url(file), unseen, 'changed after he left');
    await ann.call('messages.recall', { conversation: 'group:g', id: kept.id });
    await assert.rejects(url(seen), unseen);
    await assert.rejects(world.hub.files.open(sealed(address)), throwsCode('not-found'));
    await cid.call('media.url', { file: late });
  });

  it('have names that can be shown and saved, whichever host took them', async () => {
    const world = await make();
    const ann = await world.enter('ann');
    const cases = [
      ['photo\u202egnp.exe.txt', 'photo gnp.exe.txt'],
      ['../../etc/pass\u0000wd', 'pass wd'],
      ['half \ud83d.txt', 'half  .txt'],
    ] as const;
    for (const [name, clean] of cases) assert.equal((await upload(world, ann, 'ann', name)).name, clean);
    const { name } = await upload(world, ann, 'ann', `${'🙂'.repeat(300)}.png`);
    assert.ok(name.length <= 200 && name.endsWith('🙂.png'));
  });

  it('are refused by type, name and size, before and after the bytes', async () => {
    const world = await make();
    const { hub } = world;
    const ann = await world.enter('ann');
    const { token } = await ann.call('media.ticket', {});
    const begin = (name: string, mime: string, bytes?: number) => hub.files.begin(token, { name, mime, bytes });
    const bad = [
      ...[
        ['a.html', 'text/plain'],
        ['a.txt', 'text/html; charset=utf-8'],
        ['A.EXE', 'image/png'],
        ['a.exe. ', 'x/y'],
      ],
      ...[
        ['a.svg', 'x/y'],
        ['a.png', 'IMAGE/SVG+XML'],
      ],
    ] as const;
    for (const [name, mime] of bad) {
      await assert.rejects(begin(name ?? '', mime ?? ''), throwsCode('rejected-content', 'file'), `${name} ${mime}`);
    }
    await assert.rejects(begin('a.png', 'image/png', 10 * 1024 * 1024 + 1), throwsCode('too-large', 'file'));
    await assert.rejects(begin('a.zip', 'application/zip', 100 * 1024 * 1024 + 1), throwsCode('too-large', 'file'));
    await assert.rejects(begin('', 'image/png'), throwsCode('invalid', 'name'));
    const { id, userId, maxBytes } = await begin('a.zip', 'application/zip');
    assert.equal(maxBytes, 100 * 1024 * 1024);
    const finish = (mime: string, bytes: number) => hub.files.finish({ id, userId, name: 'a.zip', mime, bytes });
    await assert.rejects(finish('text/html', 5), throwsCode('rejected-content'));
    await assert.rejects(finish('image/png', 11 * 1024 * 1024), throwsCode('too-large'));
    await finish('application/zip', 5);
    await assert.rejects(finish('application/zip', 5), throwsCode('conflict'));
  });

  it('need words that were sealed for them, for now', async () => {
    const world = await make();
    const { hub, clock, tokens } = world;
    const ann = await world.enter('ann');
    const file = await upload(world, ann, 'ann');
    const { url } = await ann.call('media.url', { file: file.id });
    const { token } = await ann.call('media.ticket', {});
    const meta = { name: 'a.png', mime: 'image/png' };
    for (const words of ['nonsense', sealed(url), await tokens.visitor('x')]) {
      await assert.rejects(hub.files.begin(words, meta), throwsCode('unauthorized'));
    }
    await assert.rejects(hub.files.open(token), throwsCode('unauthorized'));
    clock.advance(3_601_000);
    await assert.rejects(hub.files.open(sealed(url)), throwsCode('unauthorized'));
    await assert.rejects(hub.files.begin(token, meta), throwsCode('unauthorized'));
  });
});
