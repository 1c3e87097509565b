import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle } from './support/service.js';

onEveryStorage('messages', (make) => {
  it('sends, and both sides see it under their own name of the conversation', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const sent = await ann.send('direct:bob', 'hello', 'c1');
    await settle();
    assert.equal(sent.seq, 1);
    assert.deepEqual([ann.messages[0]?.conversation, ann.messages[0]?.clientId], ['direct:bob', 'c1']);
    assert.deepEqual([bob.messages[0]?.conversation, bob.messages[0]?.clientId], ['direct:ann', undefined]);
    assert.equal(bob.messages[0]?.id, sent.id);
    const [row] = bob.of('conversation');
    assert.equal(row?.conversation.id, 'direct:ann');
    assert.equal(row?.conversation.unread, 1);
    assert.equal(row?.conversation.last?.id, sent.id);
    assert.equal(row?.conversation.activity, sent.at);
  });

  it('answers a repeated sending as the first time, also at once and over another connection', async () => {
    const { enter } = await make();
    const [ann, again, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    const answers = await Promise.all([
      ann.send('direct:bob', 'once', 'c1'),
      ann.send('direct:bob', 'once', 'c1'),
      again.send('direct:bob', 'once', 'c1'),
    ]);
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    assert.deepEqual(await bob.texts('direct:ann'), ['once']);
    await bob.send('direct:ann', 'mine', 'c1');
    await assert.rejects(ann.send('direct:cid', 'elsewhere', 'c1'), refused('conflict', 'clientId'));
  });

  it('numbers a conversation 1, 2, 3 in the order the calls came', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const texts = Array.from({ length: 150 }, (_, i) => `t${i}`);
    const sent = await Promise.all(texts.map((text) => ann.send('direct:bob', text)));
    await settle();
    assert.deepEqual(
      sent.map(({ seq }) => seq),
      texts.map((_, i) => i + 1),
    );
    assert.deepEqual(
      bob.messages.map(({ content }) => content.text),
      texts,
    );
  });

  it('pages history from the end, before, after and around', async () => {
    const { enter } = await make();
    const [ann] = [await enter('ann'), await enter('bob')];
    const ids: string[] = [];
    for (let n = 1; n <= 9; n++) ids.push((await ann.send('direct:bob', `${n}`)).id);
    const page = async (args: object) => {
      const { items, hasOlder, hasNewer } = await ann.call('messages.history', { conversation: 'direct:bob', ...args });
      return [items.map(({ seq }) => seq).join(''), hasOlder, hasNewer];
    };
    assert.deepEqual(await page({ limit: 3 }), ['789', true, false]);
    assert.deepEqual(await page({ limit: 3, before: 4 }), ['123', false, true]);
    assert.deepEqual(await page({ limit: 3, after: 6 }), ['789', true, false]);
    assert.deepEqual(await page({ limit: 3, after: 9 }), ['', true, false]);
    assert.deepEqual(await page({ limit: 3, before: 1 }), ['', false, true]);
    assert.deepEqual(await page({ limit: 5, around: ids[4] }), ['34567', true, true]);
    assert.deepEqual(await page({ limit: 1, around: ids[4] }), ['5', true, true]);
    await assert.rejects(page({ before: 3, after: 1 }), refused('invalid', 'around'));
    await assert.rejects(page({ limit: 101 }), refused('too-large', 'limit'));
    await assert.rejects(page({ around: 'nothing' }), refused('not-found', 'around'));
    const got = await ann.call('messages.get', { conversation: 'direct:bob', ids: ['none', ids[1] ?? ''] });
    assert.deepEqual(
      got.items.map(({ seq }) => seq),
      [2],
    );
  });

  it('a page of long messages ends sooner, and the next one goes on there', async () => {
    const { enter } = await make();
    const [ann] = [await enter('ann'), await enter('bob')];
    const content = { kind: 'x.long', data: 'x'.repeat(60_000) };
    for (let n = 0; n < 30; n++) {
      await ann.call('messages.send', { clientId: `${n}`, conversation: 'direct:bob', content });
    }
    const seqs: number[] = [];
    for (let before: number | undefined; before !== 1; before = seqs[0]) {
      const page = await ann.call('messages.history', { conversation: 'direct:bob', before, limit: 100 });
      assert.ok(JSON.stringify(page).length < 1_200_000);
      seqs.unshift(...page.items.map(({ seq }) => seq));
    }
    assert.deepEqual(
      seqs,
      Array.from({ length: 30 }, (_, n) => n + 1),
    );
    const { items, hasNewer } = await ann.call('messages.history', {
      conversation: 'direct:bob',
      after: 0,
      limit: 100,
    });
    assert.deepEqual([items[0]?.seq, hasNewer], [1, true]);
  });

  it('recalls one’s own in time, twice as well as once, and leaves nothing of the content', async () => {
    const { enter, clock, storage } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'a secret word');
    clock.advance(119_000);
    await assert.rejects(bob.call('messages.recall', { conversation: 'direct:ann', id }), refused('forbidden'));
    await ann.call('messages.recall', { conversation: 'direct:bob', id, reason: 'typo' });
    clock.advance(600_000);
    await ann.call('messages.recall', { conversation: 'direct:bob', id });
    await settle();
    assert.equal(bob.of('recalled').length, 1);
    assert.deepEqual([bob.of('recalled')[0]?.by, bob.of('recalled')[0]?.reason], ['ann', 'typo']);
    const { items } = await bob.call('messages.history', { conversation: 'direct:ann' });
    assert.deepEqual(items[0]?.content, { kind: 'recalled' });
    assert.equal(items[0]?.recalled?.by, 'ann');
    assert.equal((await bob.call('conversations.unread', {})).count, 0);
    const query = { user: 'bob', words: ['secret'], match: 'all', limit: 9 } as const;
    assert.deepEqual(await storage.transaction((tx) => tx.search.find(query)), []);
    const late = await ann.send('direct:bob', 'late');
    clock.advance(120_001);
    await assert.rejects(
      ann.call('messages.recall', { conversation: 'direct:bob', id: late.id }),
      (error) => refused('too-late')(error) && (error as { wire: { limit: number } }).wire.limit === 120,
    );
  });

  it('refuses what is too long, blank, of the hub’s own kinds or no JSON, and changes nothing', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const send = (content: { kind: string }) =>
      ann.call('messages.send', { clientId: crypto.randomUUID(), conversation: 'direct:bob', content });
    const family = '👩‍👩‍👧‍👦';
    await send({ kind: 'text', text: family.repeat(500) } as never);
    await assert.rejects(
      send({ kind: 'text', text: 'x'.repeat(5_001) } as never),
      refused('too-large', 'content.text'),
    );
    await assert.rejects(send({ kind: 'text', text: ' \n ' } as never), refused('invalid', 'content.text'));
    await assert.rejects(send({ kind: 'text' }), refused('invalid', 'content.text'));
    await assert.rejects(send({ kind: 'custom', data: 'x'.repeat(65_536) } as never), refused('too-large', 'content'));
    // Bytes count, not characters.
    await send({ kind: 'custom', data: 'x'.repeat(60_000) } as never);
    await send({ kind: 'custom', data: '字'.repeat(21_000) } as never);
    await assert.rejects(send({ kind: 'custom', data: '字'.repeat(22_000) } as never), refused('too-large', 'content'));
    for (const kind of ['notice', 'recalled']) await assert.rejects(send({ kind }), refused('rejected-content'));
    await assert.rejects(send({ kind: 'custom', data: 1n } as never), refused('invalid', 'content'));
    await assert.rejects(send({ kind: '' }), refused('invalid', 'content.kind'));
    await assert.rejects(ann.send('direct:bob', 'x', ''), refused('invalid', 'clientId'));
    for (const to of ['direct:ann', 'direct:nobody', 'room:x', 'nonsense', 'direct:a|b', 'group:none']) {
      await assert.rejects(ann.send(to, 'x'), refused('not-found', 'conversation'), to);
    }
    assert.equal((await bob.texts('direct:ann')).length, 3);
  });

  it('carries markup, unknown kinds and their fields word for word', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const corpus = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)',
      '\u0000\u202e{{7*7}}',
    ];
    for (const text of corpus) await ann.send('direct:bob', text);
    const content = { kind: 'x.poll', data: { __proto__: null, a: [{ b: null }] }, fallback: corpus[0], type: 't' };
    await ann.call('messages.send', {
      ...{ clientId: 'c', conversation: 'direct:bob', content, data: corpus[1] },
    });
    await ann.call('users.update', { patch: { name: corpus[0], fields: { '<b>': corpus[1] as string } } });
    const { items } = await bob.call('messages.history', { conversation: 'direct:ann' });
    assert.deepEqual(
      items.slice(0, -1).map((message) => message.content.text),
      corpus,
    );
    assert.deepEqual(items.at(-1)?.content, JSON.parse(JSON.stringify(content)));
    assert.equal(items.at(-1)?.data, corpus[1]);
    const { items: users } = await bob.call('users.get', { ids: ['ann'] });
    assert.deepEqual([users[0]?.name, users[0]?.fields], [corpus[0], { '<b>': corpus[1] }]);
  });
});
