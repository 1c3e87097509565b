import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireConversation, WireFilter } from '../../hub/protocol/index.js';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const rowOf = async (client: TestClient, id: string): Promise<WireConversation> =>
  (await client.call('conversations.get', { ids: [id] })).items[0] as WireConversation;

const told = (client: TestClient, id: string): WireConversation | undefined =>
  client.of('conversation').findLast(({ conversation }) => conversation.id === id)?.conversation;

/** Ids of all pages. */
const listed = async (client: TestClient, filter: WireFilter = {}, limit = 2): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.call('conversations.list', { filter, limit, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (cursor === undefined) return ids;
  }
};

onEveryStorage('rows of the list', (make) => {
  const three = async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await bob.call('users.update', { patch: { name: 'Bób Ünder' } });
    await bob.send('direct:ann', 'one');
    world.clock.advance(10);
    await cid.send('direct:ann', 'two');
    world.clock.advance(10);
    await bob.call('groups.create', { id: 'g', name: 'Under the tree', members: ['ann', 'cid'] });
    await bob.send('group:g', 'three');
    world.clock.advance(10);
    await bob.call('groups.create', { id: 'h', name: 'Heights', members: ['ann'] });
    await settle();
    return { world, ann, bob, cid };
  };

  it('are filtered, all that is asked for at once, in pages', async () => {
    const { ann, cid } = await three();
    await cid.call('settings.set', { contacts: { accept: 'anyone' } });
    await ann.call('contacts.add', { user: 'cid', remark: 'The Boss', oneWay: true });
    await ann.call('conversations.notify', { conversation: 'direct:cid', level: 'none' });
    await ann.call('conversations.mark', { conversations: ['group:g', 'direct:bob'], mark: 'star', on: true });
    const wanted: readonly (readonly [WireFilter, readonly string[]])[] = [
      [{}, ['group:h', 'group:g', 'direct:cid', 'direct:bob']],
      [{ kinds: ['direct'] }, ['direct:cid', 'direct:bob']],
      [{ kinds: ['direct', 'group'], mark: 'star' }, ['group:g', 'direct:bob']],
      [{ muted: true }, ['direct:cid']],
      [{ muted: false }, ['group:h', 'group:g', 'direct:bob']],
      [{ unread: true }, ['group:g', 'direct:cid', 'direct:bob']],
      [{ unread: false }, ['group:h']],
      [{ words: 'UNDER' }, ['group:g']],
      [{ words: 'ünder' }, ['direct:bob']],
      [{ words: 'cid' }, ['direct:cid']],
      [{ words: 'boss' }, ['direct:cid']],
      [{ words: '' }, ['group:h', 'group:g', 'direct:cid', 'direct:bob']],
      [{ tag: 'none' }, []],
    ];
    for (const [filter, ids] of wanted) {
      for (const limit of [1, 2, 50]) assert.deepEqual(await listed(ann, filter, limit), ids, JSON.stringify(filter));
    }
    const wrong: readonly (readonly [string, object])[] = [
      ['filter.kinds', { kinds: [] }],
      ['filter.kinds[0]', { kinds: ['any'] }],
      ['filter.mark', { mark: 'red' }],
      ['filter.unread', { unread: 1 }],
      ['filter.words', { words: 'x'.repeat(101) }],
      ['filter.tag', { tag: '' }],
    ];
    for (const [field, filter] of wrong) {
      await assert.rejects(ann.call('conversations.list', { filter } as never), refused('invalid', field), field);
    }
    for (let n = 0; n < 60; n++) await ann.call('conversations.list', { filter: { words: 'x' } }).catch(() => {});
    await assert.rejects(ann.call('conversations.list', { filter: { words: 'x' } }), refused('too-many'));
  });

  it('bear marks of one’s own on all devices; hidden ones leave the list and the sums', async () => {
    const { world, ann, bob } = await three();
    const [phone, away] = [await world.enter('ann', 'd2'), await world.enter('ann', 'd3')];
    const bobHeard = bob.events.length;
    const mark = (name: 'star' | 'folded' | 'hidden', on: boolean) =>
      ann.call('conversations.mark', { conversations: ['group:g'], mark: name, on });
    const back = await cutAndBack(world, away, 'ann', 'd3', async () => {
      await mark('star', true);
      await mark('hidden', true);
      await mark('hidden', true);
      await mark('star', false);
    });
    for (const client of [ann, phone, back]) assert.deepEqual(told(client, 'group:g')?.marks, ['hidden']);
    assert.equal(bob.events.length, bobHeard, 'others are not told');
    assert.equal((await rowOf(bob, 'group:g')).marks, undefined);
    assert.deepEqual(await listed(ann), ['group:h', 'direct:cid', 'direct:bob']);
    assert.deepEqual(await listed(ann, { mark: 'hidden' }), ['group:g']);
    assert.equal((await ann.call('conversations.unread', {})).count, 2);
    await bob.send('group:g', 'again');
    assert.deepEqual(await listed(ann, { mark: 'hidden' }), ['group:g'], 'a message brings none back');
    await mark('hidden', false);
    assert.equal((await rowOf(ann, 'group:g')).marks, undefined);
    assert.deepEqual((await ann.call('conversations.unread', {})).kinds, { direct: 2, group: 2 });
  });

  it('carry the page’s own JSON, replaced whole', async () => {
    const { world, ann, bob } = await three();
    const phone = await world.enter('ann', 'd2');
    const set = (data?: unknown) => ann.call('conversations.data', { conversation: 'direct:bob', data });
    await set({ a: 1, b: [true, null] });
    await set({ c: 'ü' });
    await settle();
    assert.deepEqual(told(phone, 'direct:bob')?.data, { c: 'ü' });
    for (const data of [false, 0, '', null]) {
      await set(data);
      assert.deepEqual((await rowOf(ann, 'direct:bob')).data, data);
    }
    await set('x'.repeat(4094));
    await assert.rejects(set('x'.repeat(4095)), refused('too-large', 'data'));
    assert.equal(String((await rowOf(ann, 'direct:bob')).data).length, 4094);
    await set();
    await settle();
    assert.ok(!('data' in (told(phone, 'direct:bob') ?? {})));
    assert.equal((await rowOf(bob, 'direct:ann')).data, undefined);
  });

  it('wiped, rows and messages are gone for oneself alone, kind by kind', async () => {
    const { world, ann, bob } = await three();
    const phone = await world.enter('ann', 'd2');
    assert.deepEqual(await ann.call('conversations.wipe', { kinds: ['direct'] }), { count: 2 });
    await settle();
    assert.deepEqual(await listed(ann), ['group:h', 'group:g']);
    assert.deepEqual(await ann.texts('direct:bob'), []);
    assert.deepEqual(await bob.texts('direct:ann'), ['one']);
    assert.deepEqual(
      phone
        .of('conversation-removed')
        .map(({ id }) => id)
        .sort(),
      ['direct:bob', 'direct:cid'],
    );
    assert.deepEqual(
      phone
        .of('cleared')
        .map(({ conversation }) => conversation)
        .sort(),
      ['direct:bob', 'direct:cid'],
    );
    assert.deepEqual(await ann.call('conversations.wipe', { kinds: ['direct'] }), { count: 0 });
    await bob.send('direct:ann', 'anew');
    assert.deepEqual(await ann.texts('direct:bob'), ['anew']);
    assert.deepEqual(await ann.call('conversations.wipe', {}), { count: 3 });
    assert.deepEqual([await listed(ann), (await ann.call('conversations.unread', {})).count], [[], 0]);
  });

  it('are read by kind, by tag or all, and the senders are told', async () => {
    const { ann, bob } = await three();
    const { id } = await ann.call('tags.create', { name: 'work', conversations: ['direct:cid'] });
    assert.deepEqual(await ann.call('conversations.unread', {}), {
      ...{ count: 3, muted: 0, kinds: { direct: 2, group: 1 }, tags: { [id]: 1 } },
    });
    assert.deepEqual(await ann.call('conversations.read-all', { tag: id }), { count: 1 });
    assert.deepEqual(await ann.call('conversations.read-all', { kinds: ['group'] }), { count: 1 });
    assert.deepEqual((await ann.call('conversations.unread', {})).kinds, { direct: 1 });
    await ann.call('conversations.unread-from', { conversation: 'group:h' });
    assert.deepEqual(await ann.call('conversations.read-all', {}), { count: 2 });
    assert.equal((await rowOf(ann, 'group:h')).markedUnread, undefined);
    await settle();
    assert.ok(bob.of('cursor').some(({ cursor }) => cursor.conversation === 'direct:ann' && cursor.read === 1));
    assert.deepEqual(await ann.call('conversations.read-all', {}), { count: 0 });
  });

  it('are muted by the narrowest level that says something: in the sums and in the filter alike', async () => {
    const { ann } = await three();
    const sums = async () => {
      const { count, muted, kinds } = await ann.call('conversations.unread', {});
      return [count, muted, kinds];
    };
    assert.deepEqual(await sums(), [3, 0, { direct: 2, group: 1 }]);
    await ann.call('settings.set', { notify: { kinds: { group: 'none' } } });
    assert.deepEqual(await sums(), [2, 1, { direct: 2 }]);
    assert.deepEqual(await listed(ann, { muted: true }, 1), ['group:h', 'group:g']);
    assert.deepEqual(await listed(ann, { muted: false }, 1), ['direct:cid', 'direct:bob']);
    await ann.call('conversations.notify', { conversation: 'group:g', level: 'all' });
    await ann.call('settings.set', { notify: { all: 'none', kinds: { group: 'none', direct: 'mentions' } } });
    await ann.call('conversations.notify', { conversation: 'direct:bob', level: 'none' });
    assert.deepEqual(await sums(), [2, 1, { direct: 1, group: 1 }]);
    assert.deepEqual(await listed(ann, { muted: true }), ['group:h', 'direct:bob']);
    await ann.call('settings.set', { notify: { kinds: { group: null, direct: null } } });
    await ann.call('groups.leave', { group: 'h' });
    assert.deepEqual(await sums(), [1, 2, { group: 1 }]);
    assert.deepEqual(await listed(ann, { muted: true }), ['direct:cid', 'direct:bob']);
    assert.deepEqual(await listed(ann, { muted: false }), ['group:h', 'group:g'], 'who has left hears nothing of it');
  });

  it('know whether all was chosen for them', async () => {
    const { ann } = await three();
    const notify = (level: 'all' | 'me' | 'everyone' | null) =>
      ann.call('conversations.notify', { conversation: 'group:g', level });
    const now = async () => {
      const { notify: level, loud } = await rowOf(ann, 'group:g');
      return [level, loud];
    };
    assert.deepEqual(await now(), ['all', undefined]);
    await notify('all');
    assert.deepEqual(await now(), ['all', true]);
    await notify('me');
    assert.deepEqual(await now(), ['me', undefined]);
    await notify('everyone');
    assert.deepEqual(await now(), ['everyone', undefined]);
    await notify(null);
    assert.deepEqual(await now(), ['all', undefined]);
  });
});
