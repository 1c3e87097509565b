import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withChanges } from '../../core/acts/pending.js';
import { ImError, type Message } from '../../core/model/index.js';
import { scripted } from '../helpers/client.js';
import { BOB, text } from '../helpers/scripted-talk.js';

/** A message of ann's own that has arrived, in an open conversation. */
const talk = async (more: Parameters<typeof scripted>[0] = {}) => {
  const bench = scripted(more);
  const { client, clock, engine, start } = bench;
  await start();
  client.conversations.open(BOB);
  await clock.pass(0);
  const messages = [engine.message(2, 'two', { senderId: 'ann' })];
  engine.emit([{ type: 'messages', origin: 'live', messages }]);
  const settle = async (ms = 0) => {
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(i ? 0 : ms);
    }
  };
  const row = () => client.store.get('message', 's:m2') as Message;
  const changes = () => client.store.get('change', 's:m2')?.changes ?? [];
  const told: unknown[] = [];
  client.on('recall-failed', (detail) => told.push(detail));
  return { ...bench, settle, row, changes, told };
};
const refuse = (engine: object, code?: ConstructorParameters<typeof ImError>[0]): void => {
  Object.assign(engine, { recall: { recall: async () => code && Promise.reject(new ImError(code)) } });
};

describe('a recall', () => {
  it('shows at once without a connection, the message standing; it goes once when there is one', async () => {
    const { client, engine, network, settle, row, changes, told } = await talk();
    network.value = false;
    await client.messages.recall('s:m2', 'a typo');
    await client.messages.recall('s:m2');
    assert.deepEqual(changes(), [{ id: 'recall:s:m2', name: 'recall', args: { reason: 'a typo' } }]);
    const shown = withChanges(row(), client.store.get('change', 's:m2'), 'ann');
    assert.deepEqual([row().content, shown, row().recalled], [text('two'), row(), undefined]);
    await settle(5000);
    assert.equal(engine.count('recall'), 0);
    network.value = true;
    await settle(5000);
    assert.deepEqual([engine.count('recall'), changes(), told], [1, [], []]);
    assert.deepEqual(
      [row().content, row().recalled?.by, row().recalled?.reason],
      [{ kind: 'recalled' }, 'ann', 'a typo'],
    );
    await client.session.stop();
  });

  it('shows again after a reload, and goes once', async () => {
    const { client, cache, clock, engine, network, settle } = await talk();
    network.value = false;
    await client.messages.recall('s:m2');
    await clock.pass(1000);
    await client.session.stop();
    const next = scripted({ cache, engine });
    next.network.value = false;
    void next.client.session.start().catch(() => {});
    for (let i = 0; i < 2_000 && !next.client.store.has('change/s:m2'); i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await next.clock.pass(0);
    }
    assert.equal(next.client.store.get('change', 's:m2')?.changes[0]?.name, 'recall');
    next.network.value = true;
    await next.clock.pass(5000);
    await settle();
    for (let i = 0; i < 200 && next.client.store.has('change/s:m2'); i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await next.clock.pass(100);
    }
    assert.deepEqual([engine.count('recall'), next.client.store.get('change', 's:m2')], [1, undefined]);
    assert.equal(((await cache.get('message/s:m2')) as Message).content.kind, 'recalled');
    await next.client.session.stop();
  });

  it('comes after the edit before it', async () => {
    const { client, engine, network, settle } = await talk();
    const order: string[] = [];
    Object.assign(engine.edits as object, {
      edit: async () => {
        order.push('edit');
        return engine.message(2, 'three', { senderId: 'ann' });
      },
    });
    Object.assign(engine, { recall: { recall: async () => order.push('recall') } });
    network.value = false;
    await client.messages.edit('s:m2', text('three'));
    await client.messages.recall('s:m2');
    network.value = true;
    await settle(5000);
    assert.deepEqual(order, ['edit', 'recall']);
    await client.session.stop();
  });

  it('that was refused says so, leaves the message, and may be tried again', async () => {
    const { client, engine, settle, row, changes, told } = await talk();
    refuse(engine, 'forbidden');
    await client.messages.recall('s:m2');
    await settle();
    assert.deepEqual(told, [{ conversationId: BOB, messageId: 's:m2', code: 'forbidden' }]);
    assert.deepEqual([row().content, changes()[0]?.failed], [text('two'), 'forbidden']);
    refuse(engine);
    await client.messages.retryChange(changes()[0]?.id as string);
    await settle();
    assert.deepEqual([row().content.kind, changes(), told.length], ['recalled', [], 1]);
    await client.session.stop();
  });

  it('that was refused may be asked for anew, or forgotten', async () => {
    const { client, engine, settle, row, changes } = await talk();
    refuse(engine, 'not-found');
    await client.messages.recall('s:m2', 'first');
    await settle();
    assert.equal(changes()[0]?.failed, 'not-found');
    await client.messages.recall('s:m2', 'second');
    await settle();
    assert.deepEqual(
      changes().map(({ args, failed }) => [args, failed]),
      [[{ reason: 'second' }, 'not-found']],
    );
    await client.messages.dismissChange('recall:s:m2');
    assert.deepEqual([row().content, changes()], [text('two'), []]);
    await client.session.stop();
  });

  it('of one that somebody else recalled meanwhile is done with', async () => {
    const { client, engine, network, settle, row, changes, told } = await talk();
    network.value = false;
    await client.messages.recall('s:m2');
    const recalled = { what: 'recalled', serverId: 'm2', conversationId: BOB, by: 'bob', at: 5 } as const;
    engine.emit([{ type: 'message-changes', changes: [recalled] }]);
    network.value = true;
    await settle(5000);
    assert.deepEqual([engine.count('recall'), changes(), told, row().recalled], [0, [], [], { by: 'bob', at: 5 }]);
    await client.session.stop();
  });

  it('by somebody else, of which the news is still to come, is no refusal of what one did', async () => {
    const { client, engine, settle, row } = await talk();
    const recalled = { by: 'bob', at: 5 };
    const gone = () => engine.message(2, '', { senderId: 'ann', content: { kind: 'recalled' }, recalled });
    Object.assign(engine.messages, { get: async () => [gone()] });
    Object.assign(engine, { reactions: { react: () => Promise.reject(new ImError('forbidden')) } });
    await client.messages.react('s:m2', '👍', true);
    await settle();
    assert.deepEqual([client.store.get('change', 's:m2'), row().recalled], [undefined, recalled]);
    await client.session.stop();
  });

  it('carries its reason and that it is silent to the back end, over what it waits for', async () => {
    const { client, engine, network, settle } = await talk();
    const heard: unknown[] = [];
    Object.assign(engine, {
      recall: {
        recall: async (_: Message, { reason, silent }: object & Record<string, unknown>) =>
          heard.push([reason, silent]),
      },
    });
    network.value = false;
    await assert.rejects(client.messages.recall('s:m2', undefined, { silent: 1 } as never), { field: 'silent' });
    await client.messages.recall('s:m2', 'a typo', { silent: true });
    network.value = true;
    await settle(5000);
    assert.deepEqual(heard, [['a typo', true]]);
    await client.session.stop();
  });

  it('that waits may be taken back', async () => {
    const { client, engine, network, settle, row, changes } = await talk();
    network.value = false;
    await client.messages.recall('s:m2');
    await client.messages.dismissChange(changes()[0]?.id as string);
    network.value = true;
    await settle(5000);
    assert.deepEqual([engine.count('recall'), row().content], [0, text('two')]);
    await client.session.stop();
  });
});
