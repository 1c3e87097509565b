import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, type Refused, refused, settle, type TestClient } from './support/service.js';

const contactsOf = async (client: TestClient) => (await client.call('contacts.list', {})).items.map(({ user }) => user);
const requestsOf = async (client: TestClient) =>
  (await client.call('contacts.requests', {})).items.map(({ from, to, state, read }) => [from, to, state, read]);

onEveryStorage('contacts', (make) => {
  it('are asked, answered, taken back; each side hears of its own, and asking again is the same', async () => {
    const { enter } = await make();
    const [ann, bob, phone] = [await enter('ann'), await enter('bob'), await enter('ann', 'd2')];
    const ask = { user: 'bob', words: 'hi', remark: 'Bobby', groups: ['Work'] };
    for (let n = 0; n < 2; n++) assert.deepEqual(await ann.call('contacts.add', ask), { state: 'pending' });
    await settle();
    assert.deepEqual(await requestsOf(bob), [['ann', 'bob', 'pending', false]]);
    assert.deepEqual(await requestsOf(ann), [['ann', 'bob', 'pending', true]]);
    assert.equal(bob.of('contact-request').length, 1);
    assert.equal(phone.of('contact-request').length, 1);
    // What she would call him is nobody's business.
    assert.ok(!JSON.stringify(bob.frames).includes('Bobby'));
    const [id = ''] = bob.of('contact-request').map((event) => event.id);
    await ann.call('contacts.withdraw', { id });
    await ann.call('contacts.withdraw', { id });
    await settle();
    assert.deepEqual([await requestsOf(ann), await requestsOf(bob)], [[], []]);
    assert.equal(bob.of('contact-request').at(-1)?.request, undefined);
    await ann.call('contacts.add', ask);
    for (let n = 0; n < 2; n++) await bob.call('contacts.answer', { id, accept: false, reason: 'who?' });
    const other = await enter('bob', 'd2');
    await assert.rejects(other.call('contacts.answer', { id, accept: true }), (error: Refused) => {
      const { state, from } = error.wire.latest as { readonly state: string; readonly from: string };
      return refused('conflict', 'id')(error) && state === 'refused' && from === 'ann';
    });
    assert.deepEqual(await requestsOf(ann), [['ann', 'bob', 'refused', true]]);
    assert.deepEqual(await contactsOf(ann), []);
    await ann.call('contacts.add', ask);
    await bob.call('contacts.answer', { id, accept: true, remark: 'Annie' });
    await settle();
    assert.deepEqual([await contactsOf(ann), await contactsOf(bob)], [['bob'], ['ann']]);
    const told = phone.of('contact').at(-1)?.contact;
    assert.deepEqual([told?.remark, told?.groups], ['Bobby', ['Work']]);
    assert.deepEqual((await bob.call('contacts.check', { users: ['ann', 'cat'] })).items, [
      { user: 'ann', relation: 'both' },
      { user: 'cat', relation: 'none' },
    ]);
    await ann.call('contacts.remove', { users: ['bob'], oneWay: true });
    assert.deepEqual([await contactsOf(ann), await contactsOf(bob)], [[], ['ann']]);
    // Who has one in his list need not be asked again.
    assert.deepEqual(await ann.call('contacts.add', { user: 'bob' }), { state: 'added' });
    await ann.call('contacts.remove', { users: ['bob'] });
    await settle();
    assert.deepEqual([await contactsOf(ann), await contactsOf(bob)], [[], []]);
    assert.equal(bob.of('contact').at(-1)?.contact, undefined);
  });

  it('two that cross make both contacts, and each keeps what he would call the other', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const both = await Promise.all([
      ann.call('contacts.add', { user: 'bob', remark: 'B' }),
      bob.call('contacts.add', { user: 'ann', remark: 'A' }),
    ]);
    assert.deepEqual(both.map(({ state }) => state).sort(), ['added', 'pending']);
    const remarks = async (client: TestClient) =>
      (await client.call('contacts.list', {})).items.map((one) => one.remark);
    assert.deepEqual([await remarks(ann), await remarks(bob)], [['B'], ['A']]);
    assert.ok((await requestsOf(ann)).every(([, , state]) => state === 'accepted'));
  });

  it('obey what a person lets others do', async () => {
    const { enter } = await make();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    await bob.call('settings.set', { contacts: { accept: 'nobody' } });
    await assert.rejects(ann.call('contacts.add', { user: 'bob' }), refused('forbidden', 'user'));
    assert.deepEqual(await requestsOf(bob), []);
    await cat.call('settings.set', { contacts: { accept: 'anyone', only: true } });
    await assert.rejects(ann.send('direct:cat', 'psst'), refused('forbidden', 'contacts'));
    await assert.rejects(
      ann.call('signals.invite', { conversation: 'direct:cat', clientId: 'i1' }),
      refused('forbidden', 'contacts'),
    );
    assert.deepEqual(await ann.call('contacts.add', { user: 'cat', oneWay: true }), { state: 'added' });
    assert.deepEqual(await contactsOf(cat), []);
    await assert.rejects(ann.send('direct:cat', 'psst'), refused('forbidden', 'contacts'));
    assert.deepEqual(await ann.call('contacts.add', { user: 'cat' }), { state: 'added' });
    await ann.send('direct:cat', 'hello');
    // She herself may write to whom she likes.
    await cat.send('direct:bob', 'hello');
    assert.deepEqual(await ann.texts('direct:cat'), ['hello']);
  });

  it('groups are made, renamed everywhere, emptied; the people stay', async () => {
    const { enter } = await make();
    const [ann] = [await enter('ann'), await enter('bob')];
    const bob = await enter('bob', 'd9');
    await bob.call('settings.set', { contacts: { accept: 'anyone' } });
    await ann.call('contacts.add', { user: 'bob' });
    await ann.call('contacts.group', { name: ' Tea ', users: ['bob'] });
    await ann.call('contacts.regroup', { name: 'Tea', to: 'Coffee' });
    await ann.call('contacts.regroup', { name: 'Tea', to: 'Coffee' });
    const groups = async () => (await ann.call('contacts.list', {})).items.map((one) => one.groups);
    assert.deepEqual([(await ann.call('contacts.groups', {})).names, await groups()], [['Coffee'], [['Coffee']]]);
    await ann.call('contacts.group', { name: 'Work' });
    await assert.rejects(ann.call('contacts.regroup', { name: 'Work', to: 'Coffee' }), refused('conflict', 'to'));
    await assert.rejects(ann.call('contacts.regroup', { name: 'None', to: 'Some' }), refused('not-found', 'name'));
    await assert.rejects(ann.call('contacts.group', { name: 'Work', users: ['cat'] }), refused('not-found', 'users'));
    await ann.call('contacts.regroup', { name: 'Coffee', to: null });
    assert.deepEqual(await groups(), [[]]);
    for (let n = 0; n < 49; n++) await ann.call('contacts.group', { name: `g${n}` });
    await assert.rejects(ann.call('contacts.group', { name: 'one more' }), refused('too-large', 'name'));
    await settle();
    assert.equal(ann.of('contact-groups').at(-1)?.names.length, 50);
  });

  it('forged calls are refused and change nothing', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    const [ann, bob, eve] = [await enter('ann'), await enter('bob'), await enter('eve')];
    await ann.call('contacts.add', { user: 'bob', words: 'hi' });
    const id = 'ann>bob';
    // Neither hers to answer, nor to take back, nor to see.
    for (const accept of [true, false]) {
      await assert.rejects(eve.call('contacts.answer', { id, accept }), refused('not-found', 'id'));
    }
    await assert.rejects(ann.call('contacts.answer', { id, accept: true }), refused('not-found', 'id'));
    await assert.rejects(bob.call('contacts.withdraw', { id }), refused('not-found', 'id'));
    await eve.call('contacts.withdraw', { id });
    assert.deepEqual(await requestsOf(bob), [['ann', 'bob', 'pending', false]]);
    await assert.rejects(eve.call('contacts.update', { user: 'ann', remark: 'x' }), refused('not-found', 'user'));
    await assert.rejects(ann.call('contacts.add', { user: 'ann' }), refused('invalid', 'user'));
    await assert.rejects(ann.call('contacts.add', { user: 'ghost' }), refused('not-found', 'user'));
    const long = 'x'.repeat(2_000);
    const wrong: readonly (readonly [string, string, object])[] = [
      ['contacts.add', 'words', { user: 'eve', words: long }],
      ['contacts.add', 'remark', { user: 'eve', remark: long }],
      ['contacts.add', 'groups[0]', { user: 'eve', groups: ['  '] }],
      ['contacts.add', 'groups', { user: 'eve', groups: Array.from({ length: 51 }, (_, n) => `g${n}`) }],
      ['contacts.update', 'notes', { user: 'eve', notes: long }],
      ['contacts.remove', 'users', { users: [] }],
      ['contacts.check', 'users', { users: Array.from({ length: 101 }, (_, n) => `u${n}`) }],
      ['contacts.list', 'cursor', { cursor: 'nonsense' }],
      ['contacts.list', 'limit', { limit: 1e9 }],
      ['contacts.group', 'name', { name: long }],
      ['contacts.answer', 'id', { id: 'a b', accept: true }],
      ['blocks.set', 'users', { users: ['ann', 7], blocked: true }],
      ['presence.watch', 'users', { users: Array.from({ length: 201 }, (_, n) => `u${n}`) }],
      ['presence.set', 'words', { words: long }],
      ['users.search', 'words', { words: '   ' }],
    ];
    for (const [op, field, args] of wrong) {
      await assert.rejects(ann.call(op as 'contacts.add', args as never), (error) => {
        assert.ok(refused('invalid')(error), `${op} ${field}: ${String(error)}`);
        return true;
      });
    }
    const guest = await visitor();
    const theirs: readonly (readonly [string, object])[] = [
      ['contacts.list', {}],
      ['contacts.groups', {}],
      ['contacts.add', { user: 'ann' }],
      ['contacts.remove', { users: ['ann'] }],
      ['contacts.update', { user: 'ann' }],
      ['contacts.check', { users: ['ann'] }],
      ['contacts.requests', {}],
      ['contacts.answer', { id, accept: true }],
      ['contacts.withdraw', { id }],
      ['contacts.read', {}],
      ['contacts.group', { name: 'x' }],
      ['contacts.regroup', { name: 'x', to: null }],
      ['blocks.list', {}],
      ['blocks.set', { users: ['desk'], blocked: true }],
      ['blocks.check', { users: ['ann'] }],
      ['users.search', { words: 'ann' }],
    ];
    for (const [op, args] of theirs) {
      await assert.rejects(guest.client.call(op as 'contacts.list', args as never), refused('forbidden'), op);
    }
    // Nor may anybody have a visitor in his list.
    await assert.rejects(ann.call('contacts.add', { user: guest.user }), refused('not-found', 'user'));
    assert.deepEqual([await contactsOf(ann), await contactsOf(bob), await contactsOf(eve)], [[], [], []]);
  });

  it('asking is paced, and nobody is buried in requests', async () => {
    const { enter, clock } = await make();
    const ann = await enter('ann');
    await enter('bob');
    let refusals = 0;
    for (let n = 0; n < 80; n++) {
      await ann.call('contacts.add', { user: 'bob' }).catch((error) => {
        assert.ok(refused('too-many')(error));
        refusals++;
      });
    }
    assert.equal(refusals, 20);
    clock.advance(2_000);
    await ann.call('contacts.add', { user: 'bob' });
  });

  it('who is erased is in no list any more, and what he asked is gone', async () => {
    const { enter } = await make();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    await bob.call('settings.set', { contacts: { accept: 'anyone' } });
    await ann.call('contacts.add', { user: 'bob' });
    await bob.call('contacts.add', { user: 'cat' });
    await bob.call('users.erase', {});
    await settle();
    assert.deepEqual([await contactsOf(ann), await requestsOf(cat)], [[], []]);
    assert.equal(ann.of('contact').at(-1)?.contact, undefined);
    assert.deepEqual((await ann.call('users.search', { words: 'bob' })).items, []);
    await assert.rejects(ann.call('contacts.add', { user: 'bob' }), refused('not-found', 'user'));
  });
});
