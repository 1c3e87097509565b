import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireContent, WireFile } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, type TestClient, type World } from './support/service.js';

const upload = async ({ hub }: World, client: TestClient, userId: string, name: string): Promise<WireFile> => {
  const { token } = await client.call('media.ticket', {});
  const { id } = await hub.files.begin(token, { name, mime: 'image/png', bytes: 10 });
  return hub.files.finish({ id, userId, name, mime: 'image/png', bytes: 10 });
};

const sendTo = (client: TestClient, conversation: string, content: WireContent) =>
  client.call('messages.send', { clientId: crypto.randomUUID(), conversation, content });

/** The same file under a name that is not its own. */
const lie = ({ id }: WireFile) => ({ id, name: 'evil.exe', bytes: 0, mime: 'text/html' });

/** Every place in which a content may hold a file. */
const PLACES: Readonly<Record<string, (file: { id: string }) => WireContent>> = {
  voice: (file) => ({ kind: 'voice', file, seconds: 3 }),
  gif: (file) => ({ kind: 'gif', file }),
  poster: (poster) => ({ kind: 'x.film', poster }),
  card: (image) => ({ kind: 'link', url: 'https://example.org', image }),
  files: (file) => ({ kind: 'x.album', files: [file] }),
  part: (file) => ({
    kind: 'multipart',
    parts: [
      { kind: 'text', text: 'x' },
      { kind: 'image', file },
    ],
  }),
  bundle: (file) => ({
    kind: 'merged',
    messages: [{ senderId: 'u', content: { kind: 'multipart', parts: [{ kind: 'image', file }] } }],
  }),
  large: (file) => ({ kind: 'merged', title: 't', abstracts: [], count: 1, file }),
};

onEveryStorage('files and words of every kind', (make) => {
  for (const [place, contentOf] of Object.entries(PLACES)) {
    it(`a file in ${place}: only by who has a right to it, under its own name, and gone with its message`, async () => {
      const world = await make();
      const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
      const file = await upload(world, ann, 'ann', `${place}.png`);
      const url = (client: TestClient) => client.call('media.url', { file: file.id });
      await assert.rejects(sendTo(cid, 'direct:bob', contentOf(lie(file))), refused('not-found', 'content.file.id'));
      const { id } = await sendTo(ann, 'direct:bob', contentOf(lie(file)));
      const [got] = (await bob.call('messages.history', { conversation: 'direct:ann' })).items;
      assert.deepEqual(got?.content, contentOf(file));
      await url(bob);
      await assert.rejects(url(cid), refused('not-found', 'file'));
      await ann.call('messages.recall', { conversation: 'direct:bob', id });
      await assert.rejects(url(bob), refused('not-found', 'file'));
    });
  }

  it('ids alone are rights too, and a burnt message takes its files with it', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const [file, inside] = [await upload(world, ann, 'ann', 'a.png'), await upload(world, ann, 'ann', 'b.png')];
    const content = { kind: 'merged', title: 't', abstracts: [], count: 1, file, files: [inside.id] };
    await assert.rejects(
      sendTo(cid, 'direct:bob', { ...content, file: undefined, messages: [{}] }),
      refused('not-found', 'content.file.id'),
    );
    const { seq } = await ann.call('messages.send', { clientId: 'c', conversation: 'direct:bob', content, expire: 1 });
    for (const { id } of [file, inside]) await bob.call('media.url', { file: id });
    await bob.call('conversations.read', { conversation: 'direct:ann', upTo: seq });
    world.clock.advance(1_000);
    await bob.texts('direct:ann');
    for (const { id } of [file, inside]) {
      await assert.rejects(bob.call('media.url', { file: id }), refused('not-found', 'file'));
    }
  });

  it('a file in a directed message is for those it is directed at', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    const file = await upload(world, ann, 'ann', 'a.png');
    const content = { kind: 'image', file };
    await ann.call('messages.send', { clientId: 'c', conversation: 'group:g', content, audience: ['bob'] });
    await bob.call('media.url', { file: file.id });
    await assert.rejects(cid.call('media.url', { file: file.id }), refused('not-found', 'file'));
    await assert.rejects(sendTo(cid, 'group:g', content), refused('not-found', 'content.file.id'));
  });

  it('texts have their limit wherever they stand, and parts are whole contents', async () => {
    const { enter } = await make({ limits: { textGraphemes: 10, mergedMessages: 3 } });
    const [ann] = [await enter('ann'), await enter('bob')];
    const rejects = (content: WireContent, code: string, field: string) =>
      assert.rejects(sendTo(ann, 'direct:bob', content), refused(code, field), JSON.stringify(content));
    await rejects({ kind: 'stream', text: 'x'.repeat(11) }, 'too-large', 'content.text');
    await rejects({ kind: 'stream' }, 'invalid', 'content.text');
    await rejects({ kind: 'multipart', parts: [] }, 'invalid', 'content.parts');
    await rejects({ kind: 'multipart', parts: [null] }, 'invalid', 'content.parts[0].kind');
    await rejects({ kind: 'multipart', parts: [{ kind: 'text', text: ' ' }] }, 'invalid', 'content.parts[0].text');
    const long = { kind: 'text', text: '👍🏽'.repeat(11) };
    await rejects({ kind: 'multipart', parts: [{ kind: 'x' }, long] }, 'too-large', 'content.parts[1].text');
    await rejects({ kind: 'multipart', parts: [{ kind: 'notice' }] }, 'rejected-content', 'content.parts[0].kind');
    await rejects({ kind: 'multipart', parts: [{ kind: 'multipart' }] }, 'invalid', 'content.parts[0].kind');
    await rejects(
      { kind: 'multipart', parts: Array.from({ length: 11 }, () => ({ kind: 'x' })) },
      'too-large',
      'content.parts',
    );
    await rejects({ kind: 'merged', messages: [{}, {}, {}, {}] }, 'too-large', 'content.messages');
    await rejects({ kind: 'merged' }, 'invalid', 'content.messages');
    await rejects({ kind: 'video' }, 'invalid', 'content.file.id');
    await sendTo(ann, 'direct:bob', { kind: 'stream', text: '' });
    await sendTo(ann, 'direct:bob', { kind: 'multipart', parts: [{ kind: 'text', text: '👍🏽'.repeat(10) }] });
    assert.equal((await ann.texts('direct:bob')).length, 2);
  });

  it('search knows the words of every kind', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const contents: WireContent[] = [
      { kind: 'link', url: 'https://example.org', title: 'wombat', description: 'marsupial' },
      { kind: 'location', latitude: 1, longitude: 2, label: 'Lindwurm' },
      { kind: 'contact', userId: 'u', name: 'Hildegard' },
      { kind: 'poll', question: 'Quittung?', options: ['Birnen', { text: 'Zwetschgen' }] },
      {
        kind: 'form',
        title: 'Umfrage',
        fields: [{ id: 'a', kind: 'choice', label: 'Lieblingstier', options: [{ id: 'x', label: 'Okapi' }] }],
      },
      { kind: 'multipart', parts: [{ kind: 'text', text: 'Sommerfrische' }] },
      {
        kind: 'merged',
        title: 'x',
        messages: [{ content: { kind: 'multipart', parts: [{ kind: 'text', text: 'Nebelhorn' }] } }],
      },
    ];
    for (const content of contents) await sendTo(ann, 'direct:bob', content);
    const words = ['wombat', 'marsupial', 'lindwurm', 'Hildegard', 'quittung', 'birnen', 'zwetschgen', 'umfrage'];
    for (const word of [...words, 'Lieblingstier', 'okapi', 'sommerfrische', 'nebelhorn']) {
      const { items } = await bob.call('search.messages', { words: [word] });
      assert.equal(items.length, 1, word);
    }
  });
});
