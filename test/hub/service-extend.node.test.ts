import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ops } from '../../hub/protocol/index.js';
import { onEveryStorage, Refused, refused, settle, type TestClient } from './support/service.js';

type Change = Omit<Ops['messages.extend']['args'], 'conversation' | 'id'>;
const extend = (client: TestClient, conversation: string, id: string, change: Change) =>
  client.call('messages.extend', { conversation, id, ...change });

onEveryStorage('key-values on a message', (make) => {
  const meet = async (options?: Parameters<typeof make>[0]) => {
    const world = await make(options);
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    const { id } = await bob.send('group:g', 'a form');
    await settle();
    const now = async (client: TestClient) =>
      (await client.call('messages.get', { conversation: 'group:g', ids: [id] })).items[0]?.extensions;
    return { ...world, ann, bob, cid, id, now };
  };

  it('are written, changed and removed, and everybody is told what changed', async () => {
    const { ann, bob, cid, id, now, enter } = await meet();
    assert.deepEqual(await extend(cid, 'group:g', id, { set: { a: '1', b: '2' } }), { extensions: { a: '1', b: '2' } });
    await extend(ann, 'group:g', id, { set: { a: '3', c: '' }, remove: ['b', 'none'] });
    assert.deepEqual(await now(bob), { a: '3', c: '' });
    await settle();
    const of = { t: 'extended', conversation: 'group:g', id };
    const last = { ...of, set: { a: '3', c: '' }, removed: ['b'] };
    assert.deepEqual(bob.of('extended'), [{ ...of, set: { a: '1', b: '2' } }, last]);
    await extend(cid, 'group:g', id, { remove: ['a', 'c'] });
    assert.equal(await now(bob), undefined);
    const late = await enter('bob', 'late', 0);
    const removed = late.of('extended').flatMap((event) => event.removed ?? []);
    assert.deepEqual([...new Set(removed)].sort(), ['a', 'b', 'c']);
    assert.ok(
      late.of('extended').every(({ set }) => Object.keys(set).length === 0),
      'told as they are now',
    );
  });

  it('some keys belong to one person, some to the sender and who runs the group', async () => {
    const { ann, bob, cid, id, now } = await meet();
    await extend(cid, 'group:g', id, { set: { '@cid': 'yes', '@cid/why': 'x', free: '1' } });
    await extend(bob, 'group:g', id, { set: { '!closed': '1' } });
    await extend(ann, 'group:g', id, { set: { '!closed': '2' } });
    const before = await now(bob);
    for (const key of ['@bob', '@cid', '@cidx', '@ci', '@', '@cid/why']) {
      await assert.rejects(
        extend(ann, 'group:g', id, { set: { ok: '1', [key]: 'x' } }),
        refused('forbidden', 'set'),
        key,
      );
    }
    await assert.rejects(extend(ann, 'group:g', id, { remove: ['@cid'] }), refused('forbidden', 'set'));
    await assert.rejects(extend(cid, 'group:g', id, { set: { '!closed': '3' } }), refused('forbidden', 'set'));
    await assert.rejects(extend(cid, 'group:g', id, { set: { '@cidx': '' } }), refused('forbidden', 'set'), 'a prefix');
    assert.deepEqual(await now(bob), before);
  });

  it('guarded: where a value has changed nothing is written, and what stands is told', async () => {
    const { bob, cid, id, now } = await meet();
    await extend(cid, 'group:g', id, { set: { seat: 'cid', row: '1' }, was: { seat: null } });
    const taken = extend(bob, 'group:g', id, { set: { seat: 'bob', other: '1' }, was: { seat: null } });
    const error = await taken.catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Refused && error.code === 'conflict' && error.wire.field === 'was');
    assert.deepEqual(error.wire.latest, { seat: 'cid', row: '1' });
    assert.deepEqual(await now(bob), { seat: 'cid', row: '1' });
    // The same call again, after an answer that got lost, is no conflict with itself.
    await extend(cid, 'group:g', id, { set: { seat: 'cid', row: '1' }, was: { seat: null } });
    await extend(bob, 'group:g', id, { set: { seat: 'bob' }, was: { seat: 'cid' } });
    await settle();
    assert.equal(bob.of('extended').length, 2);
    // Names that every object has are no values.
    await extend(bob, 'group:g', id, { set: { constructor: 'x' }, was: { constructor: null, toString: null } });
    await extend(bob, 'group:g', id, { set: JSON.parse('{"__proto__": "y"}') });
    assert.deepEqual(Object.entries((await now(cid)) ?? {}).slice(-2), [
      ['constructor', 'x'],
      ['__proto__', 'y'],
    ]);
  });

  it('refuses too many, too long, none, and twice the same', async () => {
    const { bob, id, now } = await meet({ limits: { extensions: 25 } });
    const many = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${from + n}`, 'v']));
    const attempt = (change: Change, code: string, field: string) =>
      assert.rejects(extend(bob, 'group:g', id, change), refused(code, field), JSON.stringify(change).slice(0, 80));
    await attempt({}, 'invalid', 'set');
    await attempt({ set: {}, remove: [] }, 'invalid', 'set');
    await attempt({ set: many(0, 21) }, 'invalid', 'set');
    await attempt({ set: many(0, 15), remove: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'too-large', 'set');
    await attempt({ set: { a: '1' }, remove: ['a'] }, 'invalid', 'remove');
    await attempt({ set: { ['k'.repeat(101)]: '1' } }, 'invalid', 'set');
    await attempt({ set: { '': '1' } }, 'invalid', 'set');
    await attempt({ set: { a: 'x'.repeat(4_097) } }, 'invalid', 'set.a');
    await attempt({ set: { a: 1 as unknown as string } }, 'invalid', 'set.a');
    await extend(bob, 'group:g', id, { set: { ['k'.repeat(100)]: 'x'.repeat(4_096) } });
    await extend(bob, 'group:g', id, { set: many(0, 20) });
    await attempt({ set: many(20, 5) }, 'too-large', 'set');
    await extend(bob, 'group:g', id, { set: many(20, 4) });
    assert.equal(Object.keys((await now(bob)) ?? {}).length, 25);
    await extend(bob, 'group:g', id, { set: { k0: 'other' } });
  });

  it('a value that changes again and again stands in the log once', async () => {
    const { bob, id, enter, storage } = await meet();
    const head = () => storage.transaction((tx) => tx.events.head());
    const before = await head();
    for (let n = 0; n < 50; n++) await extend(bob, 'group:g', id, { set: { '@bob/place': `${n}` } });
    assert.equal((await head()) - before, 50);
    const late = await enter('cid', 'late', before);
    assert.deepEqual(
      late.of('extended').map(({ set }) => set),
      [{ '@bob/place': '49' }],
    );
  });

  it('not of notices and of what was taken back, and gone with it', async () => {
    const { ann, bob, cid, id, now } = await meet();
    const [notice] = (await bob.call('messages.history', { conversation: 'group:g' })).items;
    const change = { set: { a: '1' } };
    await assert.rejects(extend(ann, 'group:g', notice?.id ?? '', change), refused('forbidden', 'id'));
    await extend(cid, 'group:g', id, change);
    await bob.call('messages.recall', { conversation: 'group:g', id });
    await assert.rejects(extend(cid, 'group:g', id, change), refused('forbidden', 'id'));
    assert.equal(await now(cid), undefined);
  });
});
