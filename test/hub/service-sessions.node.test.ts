import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DEFAULT_OPTIONS } from '../../hub/service/index.js';
import { onEveryStorage, refused, settle, TestClient, until } from './support/service.js';

onEveryStorage('sessions', (make) => {
  it('says who one is, what holds, and where the log stands', async () => {
    const { hub, token, clock } = await make();
    const client = new TestClient(hub);
    const welcome = await client.hello(await token('ann', { name: 'Ann <b>' }));
    assert.deepEqual(welcome.user, { id: 'ann', name: 'Ann <b>' });
    assert.equal(welcome.time, clock.now());
    assert.equal(welcome.limits.textGraphemes, DEFAULT_OPTIONS.limits.textGraphemes);
    assert.equal(welcome.sync, 'full');
    assert.equal((await client.call('session.ping', {})).time, clock.now());
    await assert.rejects(client.hello(await token('ann')), refused('conflict'));
  });

  it('refuses expired, forged, foreign and nonsense tokens, and every call before hello', async () => {
    const { hub, token, tokens, clock } = await make();
    const good = await token('ann', { ttlMs: 60_000 });
    const client = new TestClient(hub);
    const forged = `${good.slice(0, -4)}AAAA`;
    const sealed = await tokens.seal({ use: 'upload', user: 'ann' }, 60_000);
    for (const bad of [forged, 'nonsense', sealed, await token('not an id'), await token('a|b')]) {
      await assert.rejects(client.hello(bad), refused('unauthorized', 'token'));
    }
    clock.advance(120_000);
    const late = new TestClient(hub);
    await assert.rejects(late.hello(good), refused('unauthorized', 'token'));
    await assert.rejects(late.send('direct:bob', 'x'), refused('unauthorized'));
    await assert.rejects(late.call('conversations.list', {}), refused('unauthorized'));
    await assert.rejects(
      late.call('session.hello', { protocol: 2, token: good, device: { id: 'd', class: 'web' } }),
      refused('unsupported', 'protocol'),
    );
    await assert.rejects(
      late.call('session.hello', { protocol: 1, token: good, device: { id: 'd d', class: 'web' } }),
      refused('invalid', 'device.id'),
    );
  });

  it('ends a session with its token, unless a fresh one of the same user came', async () => {
    const { hub, token, clock } = await make();
    const client = new TestClient(hub);
    await client.hello(await token('ann', { ttlMs: 60_000 }));
    clock.advance(30_000);
    await assert.rejects(client.call('session.refresh', { token: await token('bob') }), refused('unauthorized'));
    await client.call('session.refresh', { token: await token('ann', { ttlMs: 60_000 }) });
    clock.advance(45_000);
    assert.equal(client.closed, false);
    clock.advance(30_000);
    assert.equal(client.bye?.why, 'unauthorized');
    assert.ok(client.closed);
    assert.equal(hub.stats().connections, 0);
  });

  it('lets calls behind a hello wait for it', async () => {
    const { hub, token, enter } = await make();
    await enter('bob');
    const client = new TestClient(hub);
    const good = await token('ann');
    const [welcome, sent] = await Promise.all([client.hello(good), client.send('direct:bob', 'at once')]);
    assert.equal(welcome.user.id, 'ann');
    assert.equal(sent.seq, 1);
  });

  it('tabs of one device live side by side; an ended device is kicked in all of them', async () => {
    const { enter } = await make({ devices: 'one-per-class' });
    const [one, two] = [await enter('ann', 'd1'), await enter('ann', 'd1')];
    assert.deepEqual([one.bye, two.bye], [undefined, undefined]);
    const other = await enter('ann', 'd2');
    assert.deepEqual([one.bye?.why, two.bye?.why, other.bye], ['kicked', 'kicked', undefined]);
    const { devices } = await other.call('session.devices', {});
    assert.deepEqual(devices.map(({ id, online, self }) => [id, online, self]).sort(), [
      ['d1', false, false],
      ['d2', true, true],
    ]);
  });

  it('many devices by default, each told what the others do', async () => {
    const { enter } = await make();
    const [one, two, bob] = [await enter('ann', 'd1'), await enter('ann', 'd2'), await enter('bob')];
    await bob.send('direct:ann', 'hello');
    await one.call('conversations.read', { conversation: 'direct:bob', upTo: 1 });
    await one.call('conversations.pin', { conversation: 'direct:bob', pinned: true });
    await one.call('users.update', { patch: { name: 'Ann' } });
    await one.send('direct:bob', 'answer', 'c9');
    await settle();
    assert.deepEqual(two.of('cursor').at(-1), {
      t: 'cursor',
      cursor: { conversation: 'direct:bob', user: 'ann', read: 1, delivered: 1 },
      unread: 0,
    });
    assert.equal(two.of('conversation').at(-1)?.conversation.pinned, true);
    assert.equal(two.of('user').at(-1)?.user.name, 'Ann');
    assert.equal(two.messages.at(-1)?.clientId, 'c9');
    assert.equal(bob.of('cursor').at(-1)?.cursor.read, 1);
    assert.equal(bob.of('conversation').at(-1)?.conversation.title, 'Ann');
    assert.equal(
      bob.of('conversation').some(({ conversation }) => conversation.pinned),
      false,
    );
    await one.call('session.end', { device: 'd2' });
    assert.equal(two.bye?.why, 'kicked');
    await assert.rejects(one.call('session.end', { device: 'd2' }), refused('not-found', 'device'));
    await one.call('session.logout', {});
    assert.ok(one.closed);
    assert.equal(one.bye, undefined);
  });

  it('a peer that throws, or is gone, is nobody else’s trouble', async () => {
    const { hub, token, enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    let told = 0;
    const broken = hub.connect({
      send: () => {
        if (told++ > 0) throw new Error('broken pipe');
      },
      close: () => {
        throw new Error('again');
      },
    });
    broken.receive({
      ...{ id: 1, op: 'session.hello' },
      args: { protocol: 1, token: await token('bob'), device: { id: 'x', class: 'web' } },
    });
    await until(() => told > 0);
    await ann.send('direct:bob', 'one');
    await ann.send('direct:bob', 'two');
    await settle();
    assert.deepEqual(
      bob.messages.map(({ content }) => content.text),
      ['one', 'two'],
    );
    assert.equal(hub.stats().connections, 2);
  });

  it('limits calls, messages and new visitors, and says when to come again', async () => {
    const limits = { sendsPerSecond: 5 };
    const { hub, enter, clock } = await make({ rates: { callsPerSecond: 10, visitorsPerMinute: 2 }, limits });
    const [ann] = [await enter('ann'), await enter('bob')];
    const outcomes = async (count: number, call: () => Promise<unknown>) => {
      const all = await Promise.allSettled(Array.from({ length: count }, call));
      return all.filter(({ status }) => status === 'fulfilled').length;
    };
    assert.equal(await outcomes(25, () => ann.send('direct:bob', 'x')), 20);
    const error = await ann.send('direct:bob', 'x').catch((thrown) => thrown.wire);
    assert.deepEqual([error.code, error.retryAfter], ['too-many', 200]);
    clock.advance(200);
    await ann.send('direct:bob', 'y');
    await assert.rejects(ann.send('direct:bob', 'z'), refused('too-many'));
    assert.equal(await outcomes(60, () => ann.call('session.ping', {})), 13);
    const visitor = (address: string) => new TestClient(hub, address).call('visitor.create', {});
    assert.equal(await outcomes(5, () => visitor('1.1.1.1')), 2);
    assert.equal(await outcomes(5, () => visitor('2.2.2.2')), 2);
    clock.advance(30_000);
    await visitor('1.1.1.1');
  });

  it('typing reaches those who are here, is throttled, and is kept nowhere', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const type = (what: 'text' | 'nothing') => ann.call('typing.set', { conversation: 'direct:bob', what });
    await type('text');
    await type('text');
    clock.advance(1_000);
    await type('text');
    await type('nothing');
    await type('nothing');
    assert.deepEqual(
      bob.signals.map((signal) => (signal.t === 'typing' ? signal.what : signal.t)),
      ['text', 'text', 'nothing'],
    );
    assert.deepEqual(bob.signals[0], { t: 'typing', conversation: 'direct:ann', user: 'ann', what: 'text' });
    assert.equal(ann.signals.length, 0);
    assert.equal((await enter('bob', 'd2', 0)).events.length, 0);
  });

  it('says goodbye when it closes, after the calls under way', async () => {
    const { hub, enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const sending = ann.send('direct:bob', 'last words');
    const closing = hub.close();
    assert.equal((await sending).seq, 1);
    await closing;
    assert.deepEqual([ann.bye?.why, bob.bye?.why], ['closing', 'closing']);
    assert.equal(hub.stats().connections, 0);
    assert.equal(new TestClient(hub).bye?.why, 'closing');
  });

  it('counts', async () => {
    const { hub, enter } = await make();
    const ann = await enter('ann');
    await enter('bob');
    await ann.send('direct:bob', 'x');
    await assert.rejects(ann.send('direct:nobody', 'x'));
    const { connections, users, messages, calls, errors } = hub.stats();
    assert.deepEqual([connections, users, messages], [2, 2, 1]);
    assert.equal(calls['messages.send'], 2);
    assert.equal(errors['not-found'], 1);
  });
});
