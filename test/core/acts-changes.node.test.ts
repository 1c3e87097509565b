import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withChanges } from '../../core/acts/pending.js';
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
