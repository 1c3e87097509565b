import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const DEFAULTS = {
  privacy: { receipts: true, typing: true, lastSeen: true },
  push: { detail: true, whileOnline: false },
  contacts: { accept: 'confirm', only: false },
  notify: { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} },
};

const cursorsOf = (client: TestClient, user: string) =>
  client.of('cursor').flatMap(({ cursor }) => (cursor.user === user ? [[cursor.read, cursor.delivered]] : []));

onEveryStorage('settings', (make) => {
  it('begin open, change field by field, and reach all own devices', async () => {
    const world = await make();
    const [ann, phone, away] = [
      await world.enter('ann'),
      await world.enter('ann', 'd2'),
      await world.enter('ann', 'd3'),
    ];
    const bob = await world.enter('bob');
    assert.deepEqual(await ann.call('settings.get', {}), DEFAULTS);
    const back = await cutAndBack(world, away, 'ann', 'd3', async () => {
      await ann.call('settings.set', { privacy: { typing: false } });
      await phone.call('settings.set', { push: { language: 'zh-Hans-CN', whileOnline: true } });
    });
    const set = {
      ...DEFAULTS,
      privacy: { receipts: true, typing: false, lastSeen: true },
      push: { detail: true, whileOnline: true, language: 'zh-Hans-CN' },
    };
    assert.deepEqual(await ann.call('settings.get', {}), set);
    for (const client of [ann, phone, back]) assert.deepEqual(client.of('settings').at(-1)?.settings, set);
    assert.equal(bob.of('settings').length, 0);
    const { push } = await ann.call('settings.set', { push: { language: null } });
    assert.deepEqual(push, { detail: true, whileOnline: true });
    for (const language of ['', 'not a tag', 'x', '<b>']) {
      await assert.rejects(ann.call('settings.set', { push: { language } }), refused('invalid', 'push.language'));
    }
    await assert.rejects(
      ann.call('settings.set', { privacy: { receipts: 1 as never } }),
      refused('invalid', 'privacy.receipts'),
    );
  });

  it('say what alerts: merged by kind and space, null takes away, nonsense is refused', async () => {
    const { enter } = await make();
    const ann = await enter('ann');
    const quiet = { start: '22:00', minutes: 480, zone: 'Europe/Berlin', level: 'mentions' } as const;
    await ann.call('settings.set', {
      notify: { kinds: { group: 'me', direct: 'all' }, spaces: { a: 'none', b: 'mentions' }, quiet },
    });
    const told = await ann.call('settings.set', {
      notify: { all: 'silent', pausedUntil: 5, kinds: { group: null, system: 'none' }, spaces: { a: null } },
      contacts: { only: true },
      privacy: { lastSeen: false },
    });
    assert.deepEqual(told.notify, {
      ...{ all: 'silent', pausedUntil: 5, kinds: { direct: 'all', system: 'none' }, spaces: { b: 'mentions' } },
      quiet,
    });
    assert.deepEqual(told.contacts, { accept: 'confirm', only: true });
    assert.equal(told.privacy.lastSeen, false);
    const wrong: readonly (readonly [string, object])[] = [
      ['notify.all', { notify: { all: 'loud' } }],
      ['notify.pausedUntil', { notify: { pausedUntil: -1 } }],
      ['notify.kinds.group', { notify: { kinds: { group: 1 } } }],
      ['notify.spaces', { notify: { spaces: { 'a b': 'all' } } }],
      ['notify.quiet.start', { notify: { quiet: { ...quiet, start: '24:00' } } }],
      ['notify.quiet.minutes', { notify: { quiet: { ...quiet, minutes: 1440 } } }],
      ['notify.quiet.zone', { notify: { quiet: { ...quiet, zone: 'Moon/Sea' } } }],
      ['notify.quiet.level', { notify: { quiet: { ...quiet, level: 'all' } } }],
      ['contacts.accept', { contacts: { accept: 'friends' } }],
    ];
    for (const [field, patch] of wrong) {
      await assert.rejects(ann.call('settings.set', patch as never), refused('invalid', field), field);
    }
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`s${n}`, 'none' as const]));
    await assert.rejects(ann.call('settings.set', { notify: { spaces: many } }), refused('too-large', 'notify.spaces'));
    assert.deepEqual(await ann.call('settings.get', {}), told);
    assert.equal((await ann.call('settings.set', { notify: { quiet: null } })).notify.quiet, undefined);
  });

  it('who keeps his reading to himself counts for himself alone, on all his devices', async () => {
    const { enter } = await make();
    const [ann, bob, phone] = [await enter('ann'), await enter('bob'), await enter('bob', 'd2')];
    await ann.send('direct:bob', '1');
    await bob.call('conversations.read', { conversation: 'direct:ann', upTo: 1 });
    await settle();
    assert.deepEqual(cursorsOf(ann, 'bob'), [[1, 1]]);
    await bob.call('settings.set', { privacy: { receipts: false } });
    await ann.send('direct:bob', '2');
    await bob.call('receipts.delivered', { marks: [{ conversation: 'direct:ann', upTo: 2 }] });
    assert.deepEqual(await bob.call('conversations.read', { conversation: 'direct:ann', upTo: 2 }), { unread: 0 });
    await settle();
    assert.deepEqual(cursorsOf(ann, 'bob'), [[1, 1]], 'not a word to the sender');
    assert.equal(phone.of('cursor').at(-1)?.cursor.read, 2);
    assert.equal(phone.of('cursor').at(-1)?.unread, 0);
    const seen = async (client: TestClient) =>
      (await client.call('conversations.list', {})).items[0]?.cursors.find(({ user }) => user === 'bob');
    assert.deepEqual(await seen(ann), { conversation: 'direct:bob', user: 'bob', read: 1, delivered: 1 });
    assert.equal((await seen(bob))?.read, 2);
    await bob.send('direct:ann', 'an answer');
    await settle();
    assert.equal((await seen(ann))?.read, 1);
    await bob.call('settings.set', { privacy: { receipts: true } });
    await bob.call('conversations.read', { conversation: 'direct:ann', upTo: 3 });
    await settle();
    assert.deepEqual(cursorsOf(ann, 'bob').at(-1), [3, 3]);
  });

  it('who does not say that he writes is not heard writing', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('settings.set', { privacy: { typing: false } });
    await ann.call('typing.set', { conversation: 'direct:bob', what: 'text' });
    assert.deepEqual(bob.signals, []);
    await ann.call('settings.set', { privacy: { typing: true } });
    await bob.call('typing.set', { conversation: 'direct:ann', what: 'text' });
    assert.equal(ann.signals.length, 1);
  });
});

onEveryStorage('erasing oneself', (make) => {
  it('takes back every word, the name and the seat, and ends all sessions', async () => {
    const world = await make();
    const { enter } = world;
    const [ann, phone, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    await ann.call('users.update', { patch: { name: 'Ann Lee', fields: { town: 'Ulm' } } });
    await ann.call('settings.set', { push: { language: 'de' } });
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    for (let n = 0; n < 120; n++) await ann.send('direct:bob', `private ${n}`);
    await ann.send('group:g', 'private too');
    const { id } = await bob.send('direct:ann', 'mine stays');
    const on = { conversation: 'direct:bob', id };
    for (const emoji of ['👍', '🎈']) await ann.call('messages.react', { ...on, emoji, on: true });
    await bob.call('messages.react', { conversation: 'direct:ann', id, emoji: '👍', on: true });
    await ann.call('messages.extend', { ...on, set: { '@ann/answer': 'private', shared: 'stays' } });
    assert.deepEqual(await ann.call('users.erase', {}), {});
    await settle();
    assert.deepEqual([ann.closed, phone.closed, phone.bye?.why], [true, true, 'kicked']);
    const { items } = await bob.call('messages.history', { conversation: 'direct:ann', limit: 100 });
    assert.deepEqual([items.at(-1)?.content.text, items.at(-2)?.content.kind], ['mine stays', 'recalled']);
    assert.deepEqual(items.at(-1)?.extensions, { shared: 'stays' });
    assert.deepEqual(items.at(-1)?.reactions, [{ emoji: '👍', count: 1, mine: true, users: ['bob'] }]);
    assert.deepEqual(bob.of('reacted').at(-1)?.reactions, items.at(-1)?.reactions);
    assert.deepEqual(bob.of('extended').at(-1)?.removed, ['@ann/answer']);
    assert.ok(
      !JSON.stringify([items, await bob.call('messages.history', { conversation: 'group:g' })]).includes('rivate'),
    );
    assert.ok(!JSON.stringify(items).includes('Ann Lee'));
    assert.deepEqual((await bob.call('users.get', { ids: ['ann'] })).items, [{ id: 'ann' }]);
    const members = await bob.call('groups.members', { group: 'g' });
    assert.deepEqual(
      members.items.map(({ user, role }) => [user, role]),
      [['bob', 'owner']],
    );
    assert.deepEqual((await bob.call('search.messages', { words: ['private'] })).items, []);
    const back = await enter('ann');
    assert.deepEqual(await back.call('settings.get', {}), DEFAULTS);
    assert.deepEqual(await back.call('conversations.list', {}), { items: [] });
  });
});
