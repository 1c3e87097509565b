import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MessageChange } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { scripted } from '../helpers/client.js';
import { BOB, text } from '../helpers/scripted-talk.js';

/** A message of ann's own whose edit was refused. */
const refused = async () => {
  const bench = scripted();
  const { client, clock, engine, cache, start } = bench;
  await start();
  client.conversations.open(BOB);
  await clock.pass(0);
  engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(2, 'two', { senderId: 'ann' })] }]);
  Object.assign(engine, { edits: { edit: async () => Promise.reject(new ImError('too-large')) } });
  const settle = async () => {
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(1);
    }
  };
  const changes = () => client.store.get('change', 's:m2')?.changes ?? [];
  const kept = async () => (await cache.outbox.all()).length;
  await client.messages.edit('s:m2', text('too long'));
  await settle();
  assert.deepEqual([changes()[0]?.failed, await kept()], ['too-large', 1]);
  return { ...bench, settle, changes, kept };
};

describe('a refused change of a message', () => {
  const of = { serverId: 'm2', conversationId: BOB };
  const ways: Readonly<Record<string, MessageChange>> = {
    recalled: { ...of, what: 'recalled', by: 'ann', at: 9 },
    deleted: { ...of, what: 'deleted' },
  };
  for (const [how, change] of Object.entries(ways))
    it(`goes with the message that is ${how}: nobody could see it`, async () => {
      const { client, engine, settle, changes, kept } = await refused();
      engine.emit([{ type: 'message-changes', changes: [change] }]);
      await settle();
      assert.deepEqual([changes(), await kept()], [[], 0]);
      await client.session.stop();
    });

  it('goes with a conversation that is cleared', async () => {
    const { client, engine, settle, changes, kept } = await refused();
    engine.emit([{ type: 'cleared', conversationId: BOB, upTo: { seq: 2, tie: 'm2' } }]);
    await settle();
    assert.deepEqual([changes(), await kept()], [[], 0]);
    await client.session.stop();
  });

  it('stays with a message that is only out of sight, or edited by somebody', async () => {
    const { client, engine, settle, changes, kept } = await refused();
    const change = { ...of, what: 'edited', by: 'ann', at: 7, content: text('phone') } as const;
    engine.emit([{ type: 'message-changes', changes: [change] }]);
    await settle();
    assert.deepEqual([changes().length, await kept()], [1, 1]);
    await client.session.stop();
  });

  it('is not taken up again by the next visit where the message was recalled before', async () => {
    const { client, clock, engine, cache, settle } = await refused();
    const message = client.store.get('message', 's:m2');
    await settle();
    await client.session.stop();
    const recalled = { ...message, content: { kind: 'recalled' }, recalled: { by: 'ann', at: 9 } };
    await cache.write([{ key: 'message/s:m2', after: recalled }]);
    const next = scripted({ cache, engine });
    await next.start();
    await clock.pass(10);
    await settle();
    assert.deepEqual([next.client.store.get('change', 's:m2'), (await cache.outbox.all()).length], [undefined, 0]);
    await next.client.session.stop();
  });
});
