import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ops } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, type TestClient, type World } from './support/service.js';

type Args = Ops['search.messages']['args'];

const find = (client: TestClient, words: string | readonly string[], more: Partial<Args> = {}) =>
  client.call('search.messages', { words: typeof words === 'string' ? [words] : words, ...more });

const texts = async (client: TestClient, words: string | readonly string[], more: Partial<Args> = {}) =>
  (await find(client, words, more)).items.map(({ content }) => content.text);

/** Ann talks to Bob and in a group with him and Cid. */
const talk = async ({ enter, clock }: World) => {
  const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
  await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
  const say = async (client: TestClient, conversation: string, text: string, more: object = {}) => {
    clock.advance(1_000);
    const content = { kind: 'text', text };
    return client.call('messages.send', { clientId: crypto.randomUUID(), conversation, content, ...more });
  };
  return { ann, bob, cid, say };
};

onEveryStorage('search', (make) => {
  it('finds words of any case and script, newest first, in the caller’s own conversations', async () => {
    const { ann, bob, cid, say } = await talk(await make());
    await say(ann, 'direct:bob', 'Blue Whale');
    await say(bob, 'direct:ann', 'a whale of a time');
    await say(cid, 'group:g', '蓝色的鲸鱼 whale');
    await say(cid, 'direct:bob', 'whale, between us');
    assert.deepEqual(await texts(ann, 'WHALE'), ['蓝色的鲸鱼 whale', 'a whale of a time', 'Blue Whale']);
    assert.deepEqual(await texts(ann, '鲸'), ['蓝色的鲸鱼 whale']);
    assert.deepEqual(await texts(ann, ['blue', 'whale']), ['Blue Whale']);
    assert.deepEqual(await texts(ann, ['blue', 'time'], { match: 'any' }), ['a whale of a time', 'Blue Whale']);
    const { items, counts } = await find(bob, ['  whale ']);
    assert.deepEqual(
      items.map(({ conversation }) => conversation),
      ['direct:cid', 'group:g', 'direct:ann', 'direct:ann'],
    );
    assert.deepEqual(counts, [
      { conversation: 'direct:ann', count: 2 },
      { conversation: 'direct:cid', count: 1 },
      { conversation: 'group:g', count: 1 },
    ]);
  });

  it('narrows by conversation, sender, kind and time', async () => {
    const world = await make();
    const { ann, bob, cid, say } = await talk(world);
    const first = await say(ann, 'group:g', 'tea one');
    const second = await say(bob, 'group:g', 'tea two');
    await say(cid, 'direct:ann', 'tea three');
    const content = { kind: 'x.order', text: 'tea four' };
    await cid.call('messages.send', { clientId: 'o', conversation: 'group:g', content });
    const group = await find(ann, 'tea', { conversation: 'group:g' });
    assert.deepEqual([group.items.length, group.counts], [3, undefined]);
    assert.deepEqual(await texts(ann, 'tea', { senders: ['bob', 'ann'] }), ['tea two', 'tea one']);
    assert.deepEqual(await texts(ann, 'tea', { kinds: ['x.order'] }), ['tea four']);
    assert.deepEqual(await texts(ann, 'tea', { since: first.at, until: second.at }), ['tea two', 'tea one']);
    assert.deepEqual(await texts(ann, 'tea', { since: first.at + 1, until: second.at - 1 }), []);
    assert.deepEqual(await find(ann, 'coffee'), { items: [], counts: [] });
  });

  it('goes on where a page ended, whatever came meanwhile, with counts on the first alone', async () => {
    const { ann, say } = await talk(await make());
    for (let n = 0; n < 7; n++) await say(ann, n % 2 ? 'group:g' : 'direct:bob', `needle ${n}`);
    const seen: unknown[] = [];
    for (let page = await find(ann, 'needle', { limit: 3 }), n = 0; ; n++) {
      assert.equal(page.counts !== undefined, n === 0);
      seen.push(...page.items.map(({ content }) => content.text));
      if (page.next === undefined) break;
      await say(ann, 'direct:bob', 'needle later');
      page = await find(ann, 'needle', { limit: 3, cursor: page.next });
    }
    assert.deepEqual(
      seen,
      [6, 5, 4, 3, 2, 1, 0].map((n) => `needle ${n}`),
    );
  });

  it('a page of long messages ends sooner, and the next one goes on there', async () => {
    const { ann, say } = await talk(await make({ limits: { textGraphemes: 60_000 } }));
    for (let n = 0; n < 40; n++) await say(ann, 'direct:bob', `needle ${n} ${'x'.repeat(50_000)}`);
    const first = await find(ann, 'needle', { limit: 50 });
    assert.ok(first.items.length > 1 && first.items.length < 40, String(first.items.length));
    assert.ok(JSON.stringify(first).length < 1_200_000);
    const second = await find(ann, 'needle', { limit: 50, cursor: first.next ?? '' });
    const all = [...first.items, ...second.items].map(({ seq }) => seq);
    assert.deepEqual(
      all,
      Array.from({ length: 40 }, (_, n) => 40 - n),
    );
  });

  it('knows nothing of what the caller cannot see, or cannot see any more', async () => {
    const { ann, bob, cid, say } = await talk(await make());
    const before = await say(ann, 'group:g', 'secret early');
    await say(ann, 'group:g', 'secret for bob', { audience: ['bob'] });
    const mine = await say(ann, 'group:g', 'secret recalled');
    const gone = await say(ann, 'group:g', 'secret deleted');
    await say(ann, 'group:g', 'secret last');
    await ann.call('messages.recall', { conversation: 'group:g', id: mine.id });
    await cid.call('messages.delete', { conversation: 'group:g', ids: [gone.id] });
    await cid.call('messages.clear', { conversation: 'group:g', upTo: before.seq });
    const counted = async (client: TestClient) => (await find(client, 'secret')).counts?.[0]?.count;
    assert.deepEqual(await texts(cid, 'secret'), ['secret last']);
    assert.equal(await counted(cid), 1);
    assert.deepEqual(await texts(bob, 'secret'), ['secret last', 'secret deleted', 'secret for bob', 'secret early']);
    assert.equal(await counted(bob), 4);
    await bob.call('groups.leave', { group: 'g' });
    assert.deepEqual(await find(bob, 'secret'), { items: [], counts: [] });
    await assert.rejects(find(bob, 'secret', { conversation: 'group:g' }), refused('forbidden', 'conversation'));
    await ann.call('groups.invite', { group: 'g', users: ['bob'] });
    assert.deepEqual(await texts(bob, 'secret'), []);
  });

  it('finds edited messages by their new words alone, and nothing where two have not talked', async () => {
    const { ann, bob, say } = await talk(await make());
    const { id } = await say(ann, 'group:g', 'old words');
    await ann.call('messages.edit', { conversation: 'group:g', id, content: { kind: 'text', text: 'fresh words' } });
    assert.deepEqual(await texts(bob, 'old'), []);
    assert.deepEqual(await texts(bob, 'fresh'), ['fresh words']);
    assert.deepEqual(await find(ann, 'words', { conversation: 'direct:cid' }), { items: [] });
    await assert.rejects(find(ann, 'words', { conversation: 'direct:nobody' }), refused('not-found', 'conversation'));
  });

  it('refuses what is no question', async () => {
    const { ann } = await talk(await make());
    const bad = (args: Partial<Args>, field: string) =>
      assert.rejects(find(ann, ['x'], args), refused('invalid', field), JSON.stringify(args).slice(0, 80));
    await bad({ words: [] }, 'words');
    await bad({ words: ['1', '2', '3', '4', '5', '6'] }, 'words');
    await bad({ words: ['ok', ''] }, 'words[1]');
    await bad({ words: ['  '] }, 'words[0]');
    await bad({ words: ['x'.repeat(65)] }, 'words[0]');
    await bad({ words: 'x' as never }, 'words');
    await bad({ match: 'none' as never }, 'match');
    await bad({ senders: [] }, 'senders');
    await bad({ senders: Array.from({ length: 21 }, (_, n) => `u${n}`) }, 'senders');
    await bad({ kinds: Array.from({ length: 11 }, (_, n) => `k${n}`) }, 'kinds');
    await bad({ since: -1 }, 'since');
    await bad({ since: 2, until: 1 }, 'until');
    for (const cursor of ['', 'x', '1.2', '1.2.', 'x'.repeat(201)]) await bad({ cursor }, 'cursor');
    for (const limit of [0, 51, 1.5]) await bad({ limit }, 'limit');
  });

  it('takes so many in a second, of each person', async () => {
    const { ann, bob, say } = await talk(await make());
    await say(ann, 'direct:bob', 'x');
    const many = await Promise.allSettled(Array.from({ length: 60 }, () => find(ann, 'x')));
    const errors = many.filter((one) => one.status === 'rejected').map(({ reason }) => reason.code);
    assert.deepEqual([...new Set(errors)], ['too-many']);
    assert.ok(errors.length < 60);
    assert.deepEqual(await texts(bob, 'x'), ['x']);
  });
});
