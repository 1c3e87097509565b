import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { hasWords, inState, isSent, rows, say, seat, seen, sit, synced, words } from './client-world.js';

/** What needs the core beside the engine: what a person sees, as the store has it. */
/** The same for what is written, read and kept. */
export const clientMessageCases: Cases = (it) => {
  it('conversations.draft', 'kept over a reload, gone when empty', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    await sit(world, bob);
    const { client, cache } = await sit(world, ann);
    client.conversations.draft(`direct:${bob}`, 'dear bob');
    await seen(client, 'its draft', () => client.store.get('draft', `direct:${bob}`)?.text === 'dear bob');
    await client.session.stop();
    const again = await sit(world, ann, { cache });
    await seen(
      again.client,
      'its draft again',
      () => again.client.store.get('draft', `direct:${bob}`)?.text === 'dear bob',
    );
    again.client.conversations.draft(`direct:${bob}`, '');
    await seen(again.client, 'no draft', () => !again.client.store.get('draft', `direct:${bob}`)?.text);
  });

  it('send.lifecycle', 'the row is there at once, then sent with its place, and never twice', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    await sit(world, bob);
    const { client } = await sit(world, ann);
    client.conversations.open(`direct:${bob}`);
    const states: string[] = [];
    client.store.tap(({ changes }) => {
      for (const { key, after } of changes)
        if (key.startsWith('message/') && after) states.push((after as { delivery: { state: string } }).delivery.state);
    });
    const id = await say(client, `direct:${bob}`, 'hello');
    ok(client.store.get('message', id), 'row');
    await isSent(client, id);
    const row = client.store.get('message', id);
    ok(row?.serverId && row.order && row.own, 'server id, place and owner');
    ok(states[0] !== 'sent' && states.at(-1) === 'sent', `states ${states.join(' ')}`);
    await quiet();
    equal(
      rows(client, `direct:${bob}`).map((one) => one.id),
      [id],
      'rows',
    );
  });

  it('send.retry', 'an answer that is lost makes no double', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client, network } = await sit(world, ann);
    world.later(() => world.harness.restore());
    const sent = [say(client, `direct:${bob}`, 'one'), say(client, `direct:${bob}`, 'two')];
    await world.harness.drop();
    const ids = await Promise.all(sent);
    await world.harness.restore();
    network.value = true;
    peer.network.value = true;
    for (const id of ids) await isSent(client, id);
    peer.client.conversations.open(`direct:${ann}`);
    await hasWords(peer.client, `direct:${ann}`, 'two');
    await quiet();
    equal(words(peer.client, `direct:${ann}`), ['one', 'two'], 'at the other side');
    equal(rows(client, `direct:${bob}`).length <= 2, true, 'rows here');
  });

  it('send.outbox', 'what was written offline survives a reload and leaves once, in order', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const first = await sit(world, ann);
    first.network.value = false;
    await world.harness.drop();
    world.later(() => world.harness.restore());
    await inState(first.client, 'offline', 'reconnecting');
    const wanted = ['one', 'two', 'three', 'four', 'five'];
    for (const one of wanted) await say(first.client, `direct:${bob}`, one);
    await first.client.session.stop();
    await world.harness.restore();
    peer.network.value = true;
    await synced(peer.client);
    peer.client.conversations.open(`direct:${ann}`);
    const second = await sit(world, ann, { cache: first.cache });
    second.client.conversations.open(`direct:${bob}`);
    await hasWords(peer.client, `direct:${ann}`, 'five');
    equal(words(peer.client, `direct:${ann}`), wanted, 'at the other side');
    await until('all sent', () =>
      rows(second.client, `direct:${bob}`).every(({ delivery }) => delivery.state === 'sent'),
    );
    equal(words(second.client, `direct:${bob}`), wanted, 'here');
  });

  it('send.throttle', 'many at once wait for their turn instead of failing', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client } = await sit(world, ann);
    peer.client.conversations.open(`direct:${ann}`);
    const wanted = Array.from({ length: 25 }, (_, n) => `m${n}`);
    for (const one of wanted) await say(client, `direct:${bob}`, one);
    await hasWords(peer.client, `direct:${ann}`, 'm24');
    equal(words(peer.client, `direct:${ann}`), wanted);
  });

  it(
    'send.rejected',
    'too long is refused before it is sent; refused by the server it ends as a failed row',
    async (world) => {
      const [ann, bob] = [world.person('ann'), world.person('bob')];
      await sit(world, bob);
      const { client } = await sit(world, ann);
      const limit = client.limits.textGraphemes;
      if (limit !== undefined) {
        const error = await refusal(say(client, `direct:${bob}`, 'x'.repeat(limit + 1)), 'too-large');
        equal(error.limit, limit, 'limit named');
      }
      equal(client.store.list(`pending/direct:${bob}`).length, 0, 'rows of a refused message');
      const id = await say(client, `direct:${world.person('ghost')}`, 'anybody?');
      const failed = await seen(client, 'a failed row', () => {
        const delivery = client.store.get('message', id)?.delivery;
        return delivery?.state === 'failed' && delivery;
      });
      ok(failed.code, `failed with ${failed.code}`);
      await client.messages.discard(id);
      await seen(client, 'no row', () => !client.store.get('message', id));
    },
  );

  it('receipt.visible-only', 'loading reads nothing; seeing does', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client } = await sit(world, ann);
    const own = await say(client, `direct:${bob}`, 'look');
    await isSent(client, own);
    peer.client.conversations.open(`direct:${ann}`);
    const row = await hasWords(peer.client, `direct:${ann}`, 'look');
    const cursor = () => client.store.get('cursor', `direct:${bob}/${bob}`);
    await quiet(400);
    equal(cursor()?.read ?? 0, 0, 'read after loading');
    peer.client.receipts.seen(`direct:${ann}`, [row.id]);
    await seen(client, 'the receipt', () => (cursor()?.read ?? 0) >= (row.order?.seq ?? Number.POSITIVE_INFINITY));
    await seen(peer.client, 'nothing unread', () => (peer.client.store.get('unread', 'total')?.count ?? 0) === 0);
  });

  it('unread.total', 'the store has the sum', async (world) => {
    const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((name) => world.person(name)) as [string, string, string];
    const { client } = await sit(world, ann);
    for (const who of [bob, eve]) {
      const other = await sit(world, who);
      await isSent(other.client, await say(other.client, `direct:${ann}`, 'hello'));
    }
    await seen(client, 'two unread', () => client.store.get('unread', 'total')?.count === 2);
    await client.conversations.markRead(`direct:${bob}`);
    await seen(client, 'one unread', () => client.store.get('unread', 'total')?.count === 1);
  });

  it('storage.cache', 'the first screen comes before any network, and is the same user’s only', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client, cache } = await sit(world, ann);
    client.conversations.open(`direct:${bob}`);
    await isSent(peer.client, await say(peer.client, `direct:${ann}`, 'keep me'));
    await hasWords(client, `direct:${bob}`, 'keep me');
    await client.session.stop();
    await world.harness.drop();
    world.later(() => world.harness.restore());
    const again = seat(world, ann, { cache });
    void again.client.session.start().catch(() => undefined);
    await seen(again.client, 'its conversation', () => again.client.store.get('conversation', `direct:${bob}`));
    again.client.conversations.open(`direct:${bob}`);
    await hasWords(again.client, `direct:${bob}`, 'keep me');
    await world.harness.restore();
    await again.client.session.logout({ wipe: true });
    equal(await cache.messages(`direct:${bob}`, { limit: 10 }), [], 'kept after a wipe');
  });

  it('media.upload', 'a file sent offline is kept, goes up later, and can be stopped', async (world, unsupported) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client } = await sit(world, ann);
    if (client.can('upload') === 'unsupported') return unsupported();
    const blob = new Blob(['the bytes of a file'], { type: 'text/plain' });
    const file = { name: 'a.txt', bytes: blob.size, mime: 'text/plain' };
    const id = await client.messages.send(`direct:${bob}`, { kind: 'file', file } as never, { blob });
    await isSent(client, id);
    peer.client.conversations.open(`direct:${ann}`);
    const row = await seen(peer.client, 'the file', () => rows(peer.client, `direct:${ann}`)[0]);
    const carried = (row.content as unknown as { file: { id: string; name: string; bytes: number } }).file;
    equal([carried.name, carried.bytes], ['a.txt', blob.size]);
    equal(await (await peer.client.media.download(carried as never)).text(), 'the bytes of a file', 'bytes');
  });

  it('typing', 'ends by itself when the message comes', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client } = await sit(world, ann);
    await isSent(client, await say(client, `direct:${bob}`, 'hello'));
    const typing = () => peer.client.store.get('typing', `direct:${ann}`)?.users.length ?? 0;
    client.typing.set(`direct:${bob}`, 'text');
    await seen(peer.client, 'typing', () => typing() === 1);
    await say(client, `direct:${bob}`, 'done');
    await seen(peer.client, 'no typing', () => typing() === 0);
  });

  it('recall', 'the words are gone from store and cache', async (world, unsupported) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client, cache } = await sit(world, ann);
    if (client.can('recall') === 'unsupported') return unsupported();
    peer.client.conversations.open(`direct:${ann}`);
    const id = await say(client, `direct:${bob}`, 'forget me');
    await isSent(client, id);
    await hasWords(peer.client, `direct:${ann}`, 'forget me');
    await client.messages.recall(id);
    await seen(peer.client, 'the recall', () => rows(peer.client, `direct:${ann}`)[0]?.content.kind === 'recalled');
    await seen(client, 'its recall', () => client.store.get('message', id)?.content.kind === 'recalled');
    await quiet();
    ok(
      !JSON.stringify(await cache.messages(`direct:${bob}`, { limit: 10 })).includes('forget me'),
      'words in the cache',
    );
  });

  it('history.page', 'a long conversation is read backwards without a hole', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    await sit(world, bob);
    const { client } = await sit(world, ann);
    const wanted = Array.from({ length: 30 }, (_, n) => `m${n}`);
    for (const one of wanted) await say(client, `direct:${bob}`, one);
    await until('all sent', () => client.store.list(`pending/direct:${bob}`).length === 0);
    const fresh = await sit(world, bob);
    fresh.client.conversations.open(`direct:${ann}`);
    await hasWords(fresh.client, `direct:${ann}`, 'm29');
    while (await fresh.client.messages.older(`direct:${ann}`)) await quiet(1);
    equal(words(fresh.client, `direct:${ann}`), wanted);
  });
};
