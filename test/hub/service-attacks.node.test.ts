import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const sendTo = (client: TestClient, conversation: string, text: string, more: object = {}) =>
  client.call('messages.send', {
    clientId: crypto.randomUUID(),
    conversation,
    content: { kind: 'text', text },
    ...more,
  });

onEveryStorage('a clock that is set back', (make) => {
  it('does not shut anybody out until it has caught up', async () => {
    const { enter, clock } = await make({ limits: { sendsPerSecond: 1 } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    for (let n = 0; n < 4; n++) await ann.send('direct:bob', `${n}`);
    await assert.rejects(ann.send('direct:bob', 'more'), refused('too-many'));
    clock.time -= 3_600_000;
    await assert.rejects(ann.send('direct:bob', 'more'), refused('too-many'), 'nor does it give more');
    clock.advance(2_000);
    await ann.send('direct:bob', 'later');
    await ann.call('typing.set', { conversation: 'direct:bob', what: 'text' });
    clock.time -= 3_600_000;
    await ann.call('typing.set', { conversation: 'direct:bob', what: 'voice' });
    await settle();
    assert.deepEqual(
      bob.signals.map((signal) => signal.t === 'typing' && signal.what),
      ['text', 'voice'],
    );
  });

  it('keeps messages, edits and ends in their order', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    const at = { conversation: 'group:g' };
    const first = await sendTo(ann, 'group:g', 'one', { unlisted: true });
    const content = { kind: 'text', text: 'two' };
    const edited = await ann.call('messages.edit', { ...at, id: first.id, content, base: 0 });
    clock.time -= 3_600_000;
    const again = { kind: 'text', text: 'three' };
    const later = await ann.call('messages.edit', {
      ...at,
      id: first.id,
      content: again,
      base: edited.edited?.at ?? 0,
    });
    assert.ok((later.edited?.at ?? 0) > (edited.edited?.at ?? 0));
    const burning = await sendTo(ann, 'group:g', 'burns', { expire: 5 });
    await bob.call('conversations.read', { ...at, upTo: burning.seq });
    clock.advance(5_000);
    await settle();
    assert.ok(!(await bob.texts('group:g')).includes('burns'));
  });
});

onEveryStorage('what is told of what is gone', (make) => {
  it('nobody is told of the end of a message that he never saw', async () => {
    const { enter, clock } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    const { id, seq } = await sendTo(ann, 'group:g', 'burns', { expire: 5 });
    await ann.call('groups.invite', { group: 'g', users: ['cid'] });
    await bob.call('conversations.read', { conversation: 'group:g', upTo: seq });
    clock.advance(5_000);
    await settle();
    assert.deepEqual(bob.of('deleted')[0]?.ids, [id]);
    assert.ok(!JSON.stringify(cid.events).includes(id));
  });

  it('leaving and coming back does not bring back what one has cleared', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', policy: 'open', history: 'all', members: ['bob'] });
    await ann.send('group:g', 'wombat');
    await bob.call('messages.clear', { conversation: 'group:g' });
    await ann.send('group:g', 'numbat');
    await bob.call('groups.leave', { group: 'g' });
    await bob.call('groups.join', { group: 'g' });
    const texts = await bob.texts('group:g');
    assert.ok(texts.includes('numbat'));
    assert.ok(!texts.includes('wombat'));
    assert.deepEqual((await bob.call('search.messages', { words: ['wombat'] })).items, []);
  });
});

onEveryStorage('somebody who is erased', (make) => {
  const everything = async (client: TestClient, conversation: string): Promise<string[]> =>
    (await client.call('messages.history', { conversation, limit: 100 })).items
      .filter(({ sender, recalled }) => sender === 'ann' && !recalled)
      .map(({ content }) => String(content.text));

  it('leaves nothing of what he said while it was done', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    for (let n = 0; n < 250; n++) await ann.send('direct:bob', `${n}`);
    const late: Promise<unknown>[] = [];
    const erased = ann.call('users.erase', {});
    const keepOn = (n: number): void => {
      if (ann.closed || n > 500) return;
      late.push(ann.send('direct:bob', `late ${n}`).catch(() => undefined));
      setImmediate(() => keepOn(n + 1));
    };
    keepOn(0);
    await erased;
    await settle();
    assert.deepEqual(await everything(bob, 'direct:ann'), []);
    const [row] = (await bob.call('users.get', { ids: ['ann'] })).items;
    assert.deepEqual(row, { id: 'ann' });
  });

  it('nor of what waited for the moderation', async () => {
    let release = () => {};
    const judged = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { enter } = await make({
      hooks: {
        moderate: ({ content }) =>
          content.text === 'slow' ? judged.then(() => ({ action: 'pass' })) : { action: 'pass' },
      },
    });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.send('direct:bob', 'quick');
    const phone = await enter('ann', 'phone');
    void phone.send('direct:bob', 'slow').catch(() => undefined);
    void ann.send('direct:bob', 'slow').catch(() => undefined);
    await settle();
    const erased = [ann.call('users.erase', {}), ann.call('users.erase', {})];
    await assert.rejects(ann.send('direct:bob', 'quick'), refused('unauthorized'));
    await settle();
    release();
    await erased[0];
    await settle();
    assert.deepEqual(await everything(bob, 'direct:ann'), []);
  });
});

onEveryStorage('messages that have grown large', (make) => {
  const value = 'x'.repeat(4_000);
  const fill = async (client: TestClient, conversation: string, id: string): Promise<void> => {
    for (let n = 0; n < 3; n++) {
      const set = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`k${n}.${at}`, value]));
      await client.call('messages.extend', { conversation, id, set });
    }
  };
  const most = 2 * 1024 * 1024;

  it('make no frame that a line cannot carry', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob', 'd1')];
    for (let n = 0; n < 12; n++) {
      await ann.call('groups.create', { id: `g${n}`, members: ['bob'] });
      const { id } = await ann.send(`group:g${n}`, 'hello');
      await fill(ann, `group:g${n}`, id);
    }
    const { id } = await ann.send('direct:bob', 'hello');
    await fill(ann, 'direct:bob', id);
    for (const client of [ann, bob]) {
      for (const frame of client.frames) assert.ok(JSON.stringify(frame).length < most, 'live');
      const rows = [];
      for (let cursor: string | undefined; ; ) {
        const page = await client.call('conversations.list', { ...(cursor !== undefined && { cursor }) });
        assert.ok(JSON.stringify(page).length < most, 'the list');
        rows.push(...page.items);
        cursor = page.next;
        if (cursor === undefined) break;
      }
      assert.equal(new Set(rows.map((row) => row.id)).size, 13);
    }
    const back = await cutAndBack(world, bob, 'bob', 'd1', async () => {
      for (let n = 0; n < 12; n++) await ann.send(`group:g${n}`, 'more');
    });
    await settle();
    for (const frame of back.frames) assert.ok(JSON.stringify(frame).length < most, 'replay');
  });
});

onEveryStorage('what can be done without end', (make) => {
  it('clearing makes no room for more pins than there may be', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const pin = async (): Promise<unknown> => {
      const { id } = await ann.send('direct:bob', 'x');
      return ann.call('messages.pin', { conversation: 'direct:bob', id, pinned: true });
    };
    for (let n = 0; n < 50; n++) await pin();
    await ann.call('messages.clear', { conversation: 'direct:bob' });
    await assert.rejects(pin(), refused('too-large', 'pinned'));
    assert.equal((await bob.call('messages.pins', { conversation: 'direct:ann' })).items.length, 50);
  });

  it('an invitation is not rewritten faster than messages are sent', async () => {
    const { enter } = await make({ limits: { sendsPerSecond: 1 } });
    const [ann] = [await enter('ann'), await enter('bob')];
    const conversation = 'direct:bob';
    const { id } = await ann.call('signals.invite', { clientId: 'c', conversation });
    const modify = (data: string) => ann.call('signals.modify', { conversation, id, data });
    for (let n = 0; n < 3; n++) await modify(`${n}`);
    await assert.rejects(modify('more'), refused('too-many'));
  });
});

onEveryStorage('keys with a trick in them', (make) => {
  it('belong to nobody but whom they name, and are kept as they are', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'x');
    const set = (client: TestClient, conversation: string, key: string) =>
      client.call('messages.extend', { conversation, id, set: Object.fromEntries([[key, 'v']]) });
    for (const key of [
      '@',
      '@/',
      '@ann',
      '@ann/',
      '@ann/../bob',
      '@bobby',
      '@Bob',
      '@bob\u200b',
      '@bob\u2215x',
      '!',
      '!x',
      '@@bob',
    ]) {
      await assert.rejects(set(bob, 'direct:ann', key), refused('forbidden', 'set'), key);
    }
    const odd = [
      '__proto__',
      'constructor',
      'toString',
      '7',
      '\ud800',
      '\u0000',
      '\uff20ann',
      ' @ann',
      '@bob/../ann',
      'k'.repeat(100),
    ];
    for (const key of odd) await set(bob, 'direct:ann', key);
    const [message] = (await ann.call('messages.get', { conversation: 'direct:bob', ids: [id] })).items;
    assert.deepEqual(Object.keys(message?.extensions ?? {}).toSorted(), odd.toSorted());
    assert.equal(({} as Record<string, unknown>).v, undefined);
    await settle();
    assert.deepEqual(
      ann.of('extended').map(({ set: told }) => Object.keys(told)[0]),
      odd,
    );
    await assert.rejects(set(bob, 'direct:ann', 'k'.repeat(101)), refused('invalid'));
    await assert.rejects(set(bob, 'direct:ann', ''), refused('invalid'));
  });
});
