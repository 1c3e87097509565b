import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editBase, withChanges } from '../../core/acts/pending.js';
import { type Content, ImError, type Message } from '../../core/model/index.js';
import { scripted, texts } from '../helpers/client.js';
import { BOB, text } from '../helpers/scripted-talk.js';

/** Bob's and ann's message in an open conversation. */
const talk = async () => {
  const bench = scripted();
  const { client, clock, engine, start } = bench;
  await start();
  client.conversations.open(BOB);
  await clock.pass(0);
  const messages = [engine.message(1, 'one'), engine.message(2, 'two', { senderId: 'ann' })];
  engine.emit([{ type: 'messages', origin: 'live', messages }]);
  const settle = async () => {
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(0);
    }
  };
  const row = (id: string) => client.store.get('message', id) as Message;
  const change = (id: string) => client.store.get('change', id)?.changes ?? [];
  return { ...bench, settle, row, change };
};

/** A back end that keeps the versions of m2, as the hub does; `losing` answers are lost. */
const versions = (engine: ReturnType<typeof scripted>['engine'], losing = 0) => {
  const there = { words: 'two', at: 0, by: 'ann', lost: losing };
  const now = () => ({
    ...engine.message(2, there.words, { senderId: 'ann' }),
    ...(there.at > 0 && { edited: { at: there.at, by: there.by } }),
  });
  Object.assign(engine.edits as object, {
    edit: async (message: Message, content: Content) => {
      const { text: words } = content as { text: string };
      await new Promise((resolve) => setImmediate(resolve));
      if (words !== there.words && (message.edited?.at ?? 0) !== there.at)
        throw new ImError('conflict', { latest: now() });
      if (words !== there.words) Object.assign(there, { words, at: there.at + 1 });
      if (there.lost-- > 0) throw new ImError('not-connected');
      return now();
    },
  });
  return there;
};

describe('an edit', () => {
  it('that follows another one at once is no conflict with it', async () => {
    const { client, engine, settle, row, change } = await talk();
    const there = versions(engine);
    await client.messages.edit('s:m2', text('a'));
    await client.messages.edit('s:m2', text('b'));
    await client.messages.edit('s:m2', text('c'));
    await settle();
    assert.deepEqual([there.words, row('s:m2').content, change('s:m2')], ['c', text('c'), []]);
    await client.session.stop();
  });

  it('that takes the place of one whose answer was lost is no conflict with it, also after a reload', async () => {
    const { client, engine, settle, row, change, clock } = await talk();
    const there = versions(engine, 1);
    await client.messages.edit('s:m2', text('a'));
    await settle();
    assert.equal(there.words, 'a');
    await client.messages.edit('s:m2', text('b'));
    await client.session.stop();
    void client.session.start();
    await clock.pass(10_000);
    await settle();
    assert.deepEqual([there.words, row('s:m2').content, change('s:m2')], ['b', text('b'), []]);
    await client.session.stop();
  });

  it('of another device in between is a conflict all the same; tried again it is what the person wants', async () => {
    const { client, engine, settle, row, change } = await talk();
    const there = versions(engine);
    Object.assign(there, { words: 'phone', at: 7 });
    await client.messages.edit('s:m2', text('a'));
    await client.messages.edit('s:m2', text('b'));
    await settle();
    assert.equal(there.words, 'phone');
    assert.deepEqual(row('s:m2').content, text('phone'));
    const [failed] = change('s:m2');
    assert.equal(failed?.failed, 'conflict');
    await client.messages.retryChange(failed?.id as string);
    await settle();
    assert.deepEqual([there.words, change('s:m2')], ['b', []]);
    await client.session.stop();
  });

  it('begun before another device’s edit is a conflict at once, and sent again knowingly it stands', async () => {
    const { client, engine, settle, row, change } = await talk();
    const there = versions(engine);
    const base = editBase(row('s:m2'), undefined);
    Object.assign(there, { words: 'phone', at: 7 });
    const edited = { what: 'edited', serverId: 'm2', conversationId: BOB, by: 'ann', at: 7 } as const;
    engine.emit([{ type: 'message-changes', changes: [{ ...edited, content: text('phone') }] }]);
    await settle();
    const late = client.messages.edit('s:m2', text('mine'), { base });
    await assert.rejects(late, ({ code, latest }: ImError) => {
      assert.deepEqual([code, (latest as Message).content], ['conflict', text('phone')]);
      return true;
    });
    assert.deepEqual([row('s:m2').content, change('s:m2'), there.words], [text('phone'), [], 'phone']);
    await client.messages.edit('s:m2', text('mine'), { base: editBase(row('s:m2'), undefined) });
    await settle();
    assert.deepEqual([there.words, change('s:m2')], ['mine', []]);
    await client.session.stop();
  });

  it('begun before another device’s edit that is not known here yet fails as a change, with its words', async () => {
    const { client, engine, settle, row, change } = await talk();
    const there = versions(engine);
    const base = editBase(row('s:m2'), undefined);
    Object.assign(there, { words: 'phone', at: 7 });
    await client.messages.edit('s:m2', text('mine'), { base });
    await settle();
    const [failed] = change('s:m2');
    assert.deepEqual([failed?.failed, failed?.name === 'edit' && failed.args.content], ['conflict', text('mine')]);
    assert.deepEqual([row('s:m2').content, there.words], [text('phone'), 'phone']);
    await client.session.stop();
  });

  it('begun on own words that were still under way is no conflict with them, wherever they are by then', async () => {
    const { client, clock, engine, settle, row, change } = await talk();
    const there = versions(engine, 1);
    const later = async () => {
      await clock.pass(10_000);
      await settle();
    };
    const record = () => client.store.get('change', 's:m2');
    // Waiting when the next one begins, arrived when it is handed over.
    await client.messages.edit('s:m2', text('a'));
    const onFirst = editBase(row('s:m2'), record());
    assert.deepEqual(onFirst, { at: 0, after: [text('a')] });
    await later();
    assert.equal(record(), undefined);
    await client.messages.edit('s:m2', text('b'), { base: onFirst });
    await settle();
    assert.deepEqual([there.words, change('s:m2')], ['b', []]);
    // Arrived, and its answer lost, when the next one is handed over.
    there.lost = 1;
    await client.messages.edit('s:m2', text('c'));
    const onThird = editBase(row('s:m2'), record());
    await settle();
    assert.equal(there.words, 'c');
    await client.messages.edit('s:m2', text('d'), { base: onThird });
    await later();
    assert.deepEqual([there.words, row('s:m2').content, change('s:m2')], ['d', text('d'), []]);
    await client.session.stop();
  });

  it('of a text that moderation has changed is a conflict with another device’s too', async () => {
    const { client, engine, settle, change } = await talk();
    const there = versions(engine);
    const { edit } = engine.edits as { edit: (...args: readonly unknown[]) => Promise<object> };
    Object.assign(engine.edits as object, {
      edit: (...args: readonly unknown[]) =>
        edit(...args).catch((cause: ImError) => {
          throw new ImError('conflict', { latest: { ...(cause.latest as object), altered: {} } });
        }),
    });
    Object.assign(there, { words: 'phone', at: 7 });
    await client.messages.edit('s:m2', text('mine'));
    await settle();
    assert.deepEqual([there.words, change('s:m2')[0]?.failed], ['phone', 'conflict']);
    await client.session.stop();
  });

  it('names what is wrong with its base, and changes nothing', async () => {
    const { client, change } = await talk();
    const edit = (base: unknown) => client.messages.edit('s:m2', text('a'), { base } as never);
    await assert.rejects(edit({ at: 'now' }), { code: 'invalid', field: 'base.at' });
    await assert.rejects(edit(null), { code: 'invalid', field: 'base.at' });
    await assert.rejects(edit({ at: 0, after: 'a' }), { code: 'invalid', field: 'base.after' });
    assert.deepEqual(change('s:m2'), []);
    await client.session.stop();
  });

  it('back to what stood there takes back one that waits', async () => {
    const { client, engine, settle, change, clock } = await talk();
    const there = versions(engine);
    engine.emit([{ type: 'disconnected' }]);
    await client.messages.edit('s:m2', text('oops'));
    await client.messages.edit('s:m2', text('two'));
    await clock.pass(10_000);
    await settle();
    assert.deepEqual([there.words, change('s:m2')], ['two', []]);
    await client.session.stop();
  });

  it('of a message that was recalled meanwhile is not drawn', async () => {
    const { client, engine, row } = await talk();
    engine.emit([{ type: 'disconnected' }]);
    await client.messages.edit('s:m2', text('secret'));
    const recalled = { what: 'recalled', serverId: 'm2', conversationId: BOB, by: 'ann', at: 5 } as const;
    engine.emit([{ type: 'message-changes', changes: [recalled] }]);
    await client.session.stop();
    const message = { ...row('s:m2'), content: { kind: 'recalled' }, recalled: { at: 5, by: 'ann' } } as Message;
    const change = { id: 'edit:s:m2', name: 'edit', args: { content: text('secret'), base: 0 } } as const;
    assert.equal(withChanges(message, { changes: [change] }, 'ann'), message);
  });
});

it('key-values that are guarded go one by one: each stands on the one before it', async () => {
  const { client, engine, settle, clock, change } = await talk();
  let there: Record<string, string> = {};
  Object.assign(engine.extensions as object, {
    extend: async (_: Message, { set = {}, was = {} }: { set?: typeof there; was?: Record<string, string | null> }) => {
      if (Object.entries(was).some(([key, value]) => (there[key] ?? null) !== value))
        throw new ImError('conflict', { latest: there });
      there = { ...there, ...set };
      return there;
    },
  });
  engine.emit([{ type: 'disconnected' }]);
  await client.messages.extend('s:m1', { set: { a: '1' }, was: { a: null } });
  await client.messages.extend('s:m1', { set: { a: '2' }, was: { a: '1' } });
  await clock.pass(10_000);
  await settle();
  assert.deepEqual([there, change('s:m1')], [{ a: '2' }, []]);
  await client.session.stop();
});

it('a change of a message that only the cache holds stands there too', async () => {
  const { client, engine, settle, cache, clock } = await talk();
  await clock.pass(100);
  engine.emit([{ type: 'disconnected' }]);
  await client.messages.react('s:m1', '👍', true);
  await client.session.stop();
  const again = scripted({ cache, engine });
  await again.start();
  await settle();
  const kept = async () => (await cache.get('message/s:m1')) as Message;
  // What does it is loaded by real time.
  for (let i = 0; i < 300 && !(await kept()).reactions; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await again.clock.pass(1000);
  }
  assert.equal((await kept()).reactions?.[0]?.mine, true);
  assert.deepEqual(texts(again.client, BOB), []);
  await again.client.session.stop();
});
