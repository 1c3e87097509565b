import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireContent, WireMessage } from '../../hub/protocol/index.js';
import { onEveryStorage, Refused, refused, settle, type TestClient, type World } from './support/service.js';

const text = (words: string): WireContent => ({ kind: 'text', text: words });
const edit = (client: TestClient, conversation: string, id: string, content: WireContent, base?: number) =>
  client.call('messages.edit', { conversation, id, content, ...(base !== undefined && { base }) });
const upload = async ({ hub }: World, client: TestClient, userId: string): Promise<string> => {
  const { token } = await client.call('media.ticket', {});
  const { id } = await hub.files.begin(token, { name: 'a.png', mime: 'image/png', bytes: 1 });
  return (await hub.files.finish({ id, userId, name: 'a.png', mime: 'image/png', bytes: 1 })).id;
};
const found = async (client: TestClient, word: string): Promise<number> =>
  (await client.call('search.messages', { words: [word] })).items.length;

onEveryStorage('editing', (make) => {
  it('changes the words for everybody, says when and by whom, and search follows', async () => {
    const { enter, clock } = await make();
    const [ann, phone, bob] = [await enter('ann', 'web'), await enter('ann', 'phone'), await enter('bob')];
    const { id, at } = await ann.send('direct:bob', 'wombat');
    clock.advance(1_000);
    const edited = await edit(ann, 'direct:bob', id, text('numbat'), 0);
    assert.deepEqual(edited.edited, { at: at + 1_000, by: 'ann' });
    assert.deepEqual([edited.content, edited.id, edited.at], [text('numbat'), id, at]);
    const told = (conversation: string) => {
      const event = { t: 'edited', conversation, id, content: text('numbat') };
      return { ...event, edited: { at: at + 1_000, by: 'ann' } };
    };
    await settle();
    for (const [client, conversation] of [
      [ann, 'direct:bob'],
      [phone, 'direct:bob'],
      [bob, 'direct:ann'],
    ] as const) {
      assert.deepEqual(client.of('edited'), [told(conversation)]);
      assert.deepEqual(client.of('conversation').at(-1)?.conversation.last?.content, text('numbat'));
    }
    assert.deepEqual([await found(bob, 'wombat'), await found(bob, 'numbat')], [0, 1]);
    const [late] = (await enter('bob', 'd2', 0)).of('edited');
    assert.deepEqual(late, {
      t: 'edited',
      conversation: 'direct:ann',
      id,
      content: text('numbat'),
      edited: edited.edited,
    });
  });

  it('two devices: who edits what he has not seen is told what stands', async () => {
    const { enter } = await make();
    const [ann, phone] = [await enter('ann', 'web'), await enter('ann', 'phone'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'one');
    const first = await edit(ann, 'direct:bob', id, text('two'), 0);
    const error = await edit(phone, 'direct:bob', id, text('three'), 0).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Refused && error.code === 'conflict' && error.wire.field === 'base');
    assert.deepEqual(error.wire.latest, first);
    assert.deepEqual(await ann.texts('direct:bob'), ['two']);
    const second = await edit(phone, 'direct:bob', id, text('three'), (error.wire.latest as WireMessage).edited?.at);
    assert.ok((second.edited?.at ?? 0) > (first.edited?.at ?? 0), 'each version has its own time');
    assert.deepEqual(await ann.texts('direct:bob'), ['three']);
  });

  it('the same call again, after a lost answer, is no second edit', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'one');
    const first = await edit(ann, 'direct:bob', id, text('two'), 0);
    clock.advance(5_000);
    assert.deepEqual(await edit(ann, 'direct:bob', id, text('two'), 0), first);
    await settle();
    assert.equal(bob.of('edited').length, 1);
    // Nor are words that were there from the beginning.
    const { id: other } = await ann.send('direct:bob', 'same');
    assert.equal((await edit(ann, 'direct:bob', other, text('same'))).edited, undefined);
  });

  it('refuses what is not one’s own, too late, of another kind, too long, or gone', async () => {
    const { enter, clock } = await make({ limits: { editSeconds: 60, textGraphemes: 10 } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    const { id } = await bob.send('group:g', 'bob’s');
    await assert.rejects(
      edit(ann, 'group:g', id, text('x')),
      refused('forbidden', 'id'),
      'not even who runs the group',
    );
    await assert.rejects(edit(bob, 'group:g', id, { kind: 'x.card' }), refused('invalid', 'content.kind'));
    await assert.rejects(edit(bob, 'group:g', id, { kind: 'notice' }), refused('rejected-content', 'content.kind'));
    await assert.rejects(edit(bob, 'group:g', id, text('x'.repeat(11))), refused('too-large', 'content.text'));
    await assert.rejects(edit(bob, 'group:g', id, text('  ')), refused('invalid', 'content.text'));
    await assert.rejects(edit(bob, 'group:g', 'none', text('x')), refused('not-found', 'id'));
    await assert.rejects(edit(bob, 'group:none', id, text('x')), refused('not-found', 'conversation'));
    const [notice] = (await bob.call('messages.history', { conversation: 'group:g' })).items;
    assert.equal(notice?.content.kind, 'notice');
    await assert.rejects(edit(ann, 'group:g', notice?.id ?? '', text('x')), refused('forbidden', 'id'));
    clock.advance(60_001);
    await assert.rejects(edit(bob, 'group:g', id, text('late')), refused('too-late', 'id'));
    await ann.call('messages.recall', { conversation: 'group:g', id });
    await assert.rejects(edit(bob, 'group:g', id, text('x')), refused('forbidden', 'id'));
    await settle();
    assert.equal(ann.of('edited').length, 0);
  });

  it('files come and go with the words that carry them', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const [old, fresh] = [await upload(world, ann, 'ann'), await upload(world, ann, 'ann')];
    const image = (id: string): WireContent => ({ kind: 'image', file: { id } });
    const { id } = await ann.call('messages.send', { clientId: 'c', conversation: 'direct:bob', content: image(old) });
    const foreign = await upload(world, cid, 'cid');
    await assert.rejects(edit(ann, 'direct:bob', id, image(foreign)), refused('not-found', 'content.file.id'));
    await bob.call('media.url', { file: old });
    await edit(ann, 'direct:bob', id, image(fresh));
    await bob.call('media.url', { file: fresh });
    await assert.rejects(bob.call('media.url', { file: old }), refused('not-found', 'file'));
  });

  it('the site judges what a message becomes', async () => {
    const asked: unknown[] = [];
    const { enter } = await make({
      hooks: {
        moderate: ({ content }) => {
          asked.push(content.text);
          if (content.text === 'bad') return { action: 'block', reason: 'no' };
          if (content.text === 'rude') return { action: 'alter', content: text('kind'), reason: 'manners' };
          return { action: 'pass' };
        },
      },
    });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'one');
    await assert.rejects(edit(ann, 'direct:bob', id, text('bad')), refused('rejected-content', 'content'));
    const altered = await edit(ann, 'direct:bob', id, text('rude'));
    assert.deepEqual([altered.content, altered.altered], [text('kind'), { reason: 'manners' }]);
    await assert.rejects(edit(bob, 'direct:ann', id, text('x')), refused('forbidden', 'id'));
    assert.deepEqual(asked, ['one', 'bad', 'rude'], 'what cannot be edited is not shown to the site');
    await settle();
    assert.deepEqual(bob.of('edited').at(-1)?.altered, { reason: 'manners' });
  });
});
