import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withChanges } from '../../core/acts/pending.js';
import { type Content, ImError, type Message } from '../../core/model/index.js';
import { rows, scripted, texts } from '../helpers/client.js';
import { BOB, text } from '../helpers/scripted-talk.js';

const mine = { senderId: 'ann' } as const;

/** Three messages: bob's, ann's, bob's. The lazy room is loaded by real promises, so time passes a few times. */
const talk = async () => {
  const bench = scripted();
  const { client, clock, engine, start } = bench;
  await start();
  client.conversations.open(BOB);
  await clock.pass(0);
  const messages = [engine.message(1, 'one'), engine.message(2, 'two', mine), engine.message(3, 'three')];
  engine.emit([{ type: 'messages', origin: 'live', messages }]);
  const settle = async () => {
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(0);
    }
  };
  const row = (id: string) => client.store.get('message', id) as Message;
  const shown = (id: string) => withChanges(row(id), client.store.get('change', id), 'ann');
  const change = (id: string) => client.store.get('change', id)?.changes ?? [];
  const asked = (what: string) => engine.asked.filter((one) => one.what === what).map(({ args }) => args);
  return { ...bench, settle, row, shown, change, asked };
};

describe('a change of a message', () => {
  it('is drawn at once, kept while offline, sent once when connected, and is then the message', async () => {
    const { client, engine, settle, row, shown, change, asked } = await talk();
    engine.emit([{ type: 'disconnected' }]);
    await client.messages.edit('s:m2', text('better two'));
    await client.messages.react('s:m1', '👍', true);
    assert.equal(asked('edit').length, 0);
    assert.deepEqual([row('s:m2').content, shown('s:m2').content], [text('two'), text('better two')]);
    assert.deepEqual(shown('s:m1').reactions, [{ emoji: '👍', count: 1, mine: true, users: ['ann'] }]);
    assert.equal(change('s:m2')[0]?.name, 'edit');
    await client.session.stop();
    void client.session.start();
    await settle();
    assert.deepEqual(asked('edit'), [['m2', text('better two'), 0]]);
    assert.deepEqual(asked('react'), [['m1', '👍', true]]);
    assert.deepEqual([change('s:m1'), change('s:m2')], [[], []]);
    assert.deepEqual(row('s:m2').content, text('better two'));
    assert.equal(row('s:m2').edited?.by, 'ann');
    assert.equal(row('s:m1').reactions?.[0]?.count, 1);
    await client.session.stop();
  });

  it('that is refused stays visible with its reason, may be tried again, or forgotten', async () => {
    const { client, engine, settle, row, shown, change } = await talk();
    engine.refusals.push(new ImError('muted'), new ImError('muted'));
    await client.messages.edit('s:m2', text('no'));
    await settle();
    const [failed] = change('s:m2');
    assert.equal(failed?.failed, 'muted');
    assert.deepEqual(shown('s:m2').content, text('two'));
    await client.messages.retryChange(failed?.id as string);
    await settle();
    assert.equal(change('s:m2')[0]?.failed, 'muted');
    await client.messages.dismissChange(failed?.id as string);
    assert.deepEqual(change('s:m2'), []);
    await assert.rejects(client.messages.dismissChange(failed?.id as string), { code: 'not-found', field: 'changeId' });
    assert.deepEqual(row('s:m2').content, text('two'));
    await client.session.stop();
  });

  it('that came too late shows what stands there now', async () => {
    const { client, engine, settle, row, change } = await talk();
    const latest = { ...engine.message(2, 'theirs', mine), edited: { at: 9e12, by: 'ann' } };
    engine.refusals.push(new ImError('conflict', { latest }));
    await client.messages.edit('s:m2', text('mine'));
    await settle();
    assert.deepEqual(row('s:m2').content, text('theirs'));
    assert.equal(change('s:m2')[0]?.failed, 'conflict');
    await client.session.stop();
  });

  it('of one name counts by its last word, also while the first is on its way', async () => {
    const { client, engine, settle, shown, asked } = await talk();
    engine.emit([{ type: 'disconnected' }]);
    for (const on of [true, false, true, false]) await client.messages.react('s:m1', '👍', on);
    assert.deepEqual(shown('s:m1').reactions ?? [], []);
    await client.session.stop();
    void client.session.start();
    await settle();
    assert.deepEqual(asked('react'), [['m1', '👍', false]]);
    await Promise.all([client.messages.pin('s:m1', true), client.messages.pin('s:m1', false)]);
    await settle();
    assert.equal(asked('pin-message').at(-1)?.[1], false);
    assert.equal(shown('s:m1').pinned, undefined);
    await client.session.stop();
  });

  it('waits its turn behind the message it follows, and is nothing once that is recalled', async () => {
    const { client, engine, settle, asked, change } = await talk();
    engine.emit([{ type: 'disconnected' }]);
    await client.messages.edit('s:m2', text('late'));
    engine.emit([
      {
        type: 'message-changes',
        changes: [{ what: 'recalled', serverId: 'm2', conversationId: BOB, by: 'ann', at: 5 }],
      },
    ]);
    await client.session.stop();
    void client.session.start();
    await settle();
    assert.deepEqual([asked('edit'), change('s:m2')], [[], []]);
    await client.session.stop();
  });

  it('is refused before anything is stored where it cannot be', async () => {
    const { client, engine, change } = await talk();
    const { messages } = client;
    const wrong: [Promise<unknown>, Partial<ImError>][] = [
      [messages.edit('s:m1', text('x')), { code: 'forbidden' }],
      [messages.edit('s:m2', text(' ')), { code: 'invalid', field: 'text' }],
      [messages.edit('s:m2', text('more than ten')), { code: 'too-large', field: 'textGraphemes' }],
      [messages.edit('s:m2', { kind: 'custom', type: 'a', data: 1 }), { code: 'invalid', field: 'content' }],
      [messages.edit('nobody', text('x')), { code: 'not-found' }],
      [messages.react('s:m1', '', true), { code: 'invalid', field: 'emoji' }],
      [messages.extend('s:m1', {}), { code: 'invalid', field: 'set' }],
      [messages.extend('s:m1', { set: { ['k'.repeat(33)]: '' } }), { code: 'invalid', field: 'set' }],
      [messages.forward([], [BOB]), { code: 'invalid', field: 'messages' }],
      [messages.forward(['s:m1'], []), { code: 'invalid', field: 'to' }],
      [messages.delete(BOB, Array(101).fill('s:m1')), { code: 'too-large', field: 'messages' }],
      [client.commands.send(BOB, 'no spaces'), { code: 'invalid', field: 'name' }],
      [client.commands.send(BOB, 'big', 'x'.repeat(9000)), { code: 'too-large', field: 'data' }],
    ];
    for (const [call, fault] of wrong) await assert.rejects(call, fault);
    engine.allowed = 'unsupported';
    await assert.rejects(messages.react('s:m1', '👍', true), { code: 'unsupported' });
    assert.deepEqual([change('s:m1'), change('s:m2')], [[], []]);
    await client.session.stop();
  });
});

describe('what the back end tells of a message', () => {
  it('reactions, pins, tallies and time that runs come as they are, twice as once', async () => {
    const { client, engine, row, clock } = await talk();
    engine.pinned = [engine.message(1, 'one', { pinned: { at: 1, by: 'bob' } })];
    await client.messages.pins(BOB);
    const of = { serverId: 'm3', conversationId: BOB } as const;
    const reactions = [{ emoji: '🎉', count: 2, mine: false, users: ['bob', 'eve'] }];
    engine.emit([
      {
        type: 'messages',
        origin: 'live',
        messages: [engine.message(4, 'burns', { expire: { seconds: 5 } })],
      },
    ]);
    for (let i = 0; i < 2; i++)
      engine.emit([
        {
          type: 'message-changes',
          changes: [
            { ...of, what: 'reacted', reactions },
            { ...of, what: 'pinned', pinned: { at: 2, by: 'bob' } },
            { ...of, what: 'tally', read: 1, unread: 2 },
            { ...of, serverId: 'm4', what: 'expiring', at: clock.now() + 5000 },
          ],
        },
      ]);
    assert.deepEqual(row('s:m3').reactions, reactions);
    assert.deepEqual(client.store.list(`pins/${BOB}`), ['s:m3', 's:m1']);
    assert.equal(client.store.get('tally', 's:m3')?.unread, 2);
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three', 'burns']);
    await clock.pass(5000);
    // What lets it burn is loaded by real time.
    for (let i = 0; i < 200 && texts(client, BOB).length > 3; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await clock.pass(1);
    }
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three']);
    await client.session.stop();
  });

  it('a stream grows by its pieces, repeats add nothing, and a lost piece is asked for', async () => {
    const { client, engine, row } = await talk();
    const stream = { content: { kind: 'stream', text: 'Hel' } };
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(4, '', stream)] }]);
    const grown = (from: number, words: string) =>
      engine.emit([
        {
          type: 'message-changes',
          changes: [{ what: 'grown', serverId: 'm4', conversationId: BOB, from, text: words }],
        },
      ]);
    for (let i = 0; i < 100 && row('s:m4').content.kind === 'unknown'; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    grown(3, 'lo');
    grown(3, 'lo');
    grown(5, ' you');
    assert.equal((row('s:m4').content as { text?: string }).text, 'Hello you');
    grown(20, 'far');
    assert.equal((row('s:m4').content as { text?: string }).text, 'Hello you');
    await client.session.stop();
  });

  it('commands are told once, and are never rows', async () => {
    const { client, engine } = await talk();
    const told: string[] = [];
    client.on('command', ({ name }) => told.push(name));
    const command = { id: 'c1', from: 'bob', conversationId: BOB, name: 'wave', at: 1 } as const;
    for (let i = 0; i < 2; i++) engine.emit([{ type: 'commands', commands: [command] }]);
    assert.deepEqual(told, ['wave']);
    assert.equal(rows(client, BOB).length, 3);
    await client.session.stop();
  });
});

describe('for oneself alone', () => {
  it('deleted ones are gone at once, here and in the cache, and the back end is told once', async () => {
    const { client, cache, clock, settle, asked } = await talk();
    await clock.pass(100);
    await client.messages.delete(BOB, ['s:m3', 's:m1']);
    assert.deepEqual(texts(client, BOB), ['two']);
    assert.equal(client.store.get('conversation', BOB)?.lastMessageId, 's:m2');
    await settle();
    await clock.pass(100);
    assert.equal(asked('delete').length, 1);
    assert.equal(await cache.get('message/s:m3'), undefined);
    await client.session.stop();
  });

  it('a cleared history is empty, and what comes after it stays', async () => {
    const { client, cache, clock, engine, settle, asked } = await talk();
    await clock.pass(100);
    await client.messages.clear(BOB, 's:m2');
    assert.deepEqual(texts(client, BOB), ['three']);
    await settle();
    await clock.pass(100);
    assert.deepEqual(asked('clear'), [[BOB, 2]]);
    assert.equal(await cache.get('message/s:m1'), undefined);
    engine.emit([{ type: 'cleared', conversationId: BOB, upTo: { seq: 3, tie: '\uffff' } }]);
    assert.deepEqual(texts(client, BOB), []);
    assert.equal(client.store.get('timeline', BOB)?.opened, true);
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(4, 'four')] }]);
    assert.deepEqual(texts(client, BOB), ['four']);
    await client.session.stop();
  });

  it('an inserted message stands at its time and is never sent', async () => {
    const { client, row, asked, clock, settle } = await talk();
    const at = row('s:m2').sentAt;
    const id = await client.messages.insert(BOB, text('note'), { senderId: 'bob', sentAt: at });
    await client.messages.annotate(id, 'mine');
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three', 'note']);
    assert.equal(row(id).localData, 'mine');
    await settle();
    await clock.pass(1000);
    assert.equal(asked('send').length, 0);
    assert.equal(client.can('recall', id), 'unavailable');
    await client.messages.delete(BOB, [id]);
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three']);
    assert.equal(asked('delete').length, 0);
    await client.session.stop();
  });
});

describe('forwarding', () => {
  it('sends each to each, in order, with the file that is there already', async () => {
    const { client, engine, settle, asked } = await talk();
    const file = { kind: 'file', file: { id: 'f', name: 'a.pdf', bytes: 3, mime: 'application/pdf' } } as const;
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(4, '', { content: file })] }]);
    const made = await client.messages.forward(['s:m1', 's:m4'], ['direct:eve', 'direct:zoe']);
    await settle();
    const sent = asked('send').map(([message]) => message as { conversationId: string; content: Content });
    const to = (id: string) => sent.filter((one) => one.conversationId === id).map(({ content }) => content.kind);
    assert.equal(made.length, 4);
    assert.deepEqual(
      [to('direct:eve'), to('direct:zoe')],
      [
        ['text', 'file'],
        ['text', 'file'],
      ],
    );
    assert.equal(engine.count('upload'), 0);
    await client.session.stop();
  });

  it('as a bundle sends one message that holds them all', async () => {
    const { client, settle, asked } = await talk();
    await client.messages.forward(['s:m1', 's:m2'], ['direct:eve'], { merged: true, title: 'Talk' });
    await settle();
    const [sent] = asked('send').map(([message]) => (message as { content: Content }).content);
    assert.equal(sent?.kind, 'merged');
    assert.equal((sent as unknown as { messages: readonly unknown[] }).messages.length, 2);
    await client.session.stop();
  });
});

it('who keeps his typing to himself tells nobody', async () => {
  const { client, engine } = await talk();
  await client.settings.set({ privacy: { typing: false } });
  client.typing.set(BOB, 'text');
  assert.equal(engine.count('typing'), 0);
  await client.session.stop();
});

it('a message that the site refused says why in the words of the site', async () => {
  const { client, engine, settle, row } = await talk();
  engine.sending = () => Promise.reject(new ImError('rejected-content', { reason: 'Be kind' }));
  const id = await client.messages.send(BOB, text('rude'));
  await settle();
  assert.deepEqual(row(id).delivery, {
    state: 'failed',
    code: 'rejected-content',
    retryable: false,
    reason: 'Be kind',
  });
  await client.session.stop();
});
