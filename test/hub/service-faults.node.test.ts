import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTokens } from '../../hub/host/node/tokens.js';
import { createHub, HubError, type Logger } from '../../hub/service/index.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import { refused, settle, TestClient, TestClock } from './support/service.js';

/** A hub whose disk can be full. */
const make = async () => {
  const inner = memoryStorage();
  const disk = { full: false };
  const storage: typeof inner = {
    ...inner,
    batch: async (jobs) => {
      if (!disk.full) return inner.batch(jobs);
      // What a commit that fails does: all is done, and all is undone.
      const undone = jobs.map((job) =>
        inner.transaction(async (tx) => {
          await job(tx);
          throw new Error('undone');
        }),
      );
      await Promise.allSettled(undone);
      throw new Error('database or disk is full');
    },
  };
  const logged: string[] = [];
  const note: Logger['info'] = (fields, text) => logged.push(JSON.stringify({ ...fields, text }));
  const clock = new TestClock();
  const tokens = createTokens(new TextEncoder().encode('0123456789abcdef0123456789abcdef'), clock.now);
  const hub = await createHub({ storage, tokens, clock, log: { info: note, warn: note, error: note } });
  const enter = async (user: string) => {
    const client = new TestClient(hub);
    await client.hello(await tokens.issue({ userId: user, kind: 'user' }, 1e9));
    await settle();
    return client;
  };
  return { hub, disk, enter, logged };
};

describe('a hub in trouble', () => {
  it('answers storage, tells nobody, and takes the same sending once there is room again', async () => {
    const { hub, disk, enter, logged } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.send('direct:bob', 'before');
    await settle();
    disk.full = true;
    await assert.rejects(ann.send('direct:bob', 'a private text', 'c1'), refused('storage'));
    await settle();
    assert.deepEqual(
      bob.messages.map(({ content }) => content.text),
      ['before'],
    );
    disk.full = false;
    assert.equal((await ann.send('direct:bob', 'a private text', 'c1')).seq, 2);
    await settle();
    assert.deepEqual(
      bob.messages.map(({ content }) => content.text),
      ['before', 'a private text'],
    );
    assert.equal(hub.stats().messages, 2);
    assert.ok(logged.some((line) => line.includes('disk is full')));
    assert.ok(!logged.some((line) => line.includes('private')), 'the log has no word of a message');
    await hub.close();
  });

  it('refuses options that make no sense, and names them', async () => {
    const tokens = createTokens(new TextEncoder().encode('0123456789abcdef0123456789abcdef'));
    const bad = [
      [{ limits: { historyPage: 0 } }, 'historyPage'],
      [{ desks: ['not an id'] }, 'desks'],
      [{ retention: { days: -1 } }, 'days'],
      [{ groupMembers: Number.NaN }, 'groupMembers'],
    ] as const;
    for (const [options, field] of bad) {
      const opening = createHub({ storage: memoryStorage(), tokens, options });
      await assert.rejects(opening, (error) => error instanceof HubError && error.field === field, field);
    }
  });
});
