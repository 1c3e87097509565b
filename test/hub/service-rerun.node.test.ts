import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { PushNote } from '../../hub/service/index.js';
import { Queue } from '../../hub/service/queue.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import type { Storage } from '../../hub/storage/port.js';
import { settle, worldOn } from './support/service.js';

/** One transaction for a batch; where a job throws, all are taken back and each runs again alone, as over IndexedDB. */
const together = (fails = false): Storage => {
  const memory = memoryStorage();
  return {
    transaction: (job) => memory.transaction(job),
    async batch(jobs) {
      try {
        return await memory.transaction(async (tx) => {
          const outcomes = [];
          for (const job of jobs) outcomes.push({ ok: true as const, value: await job(tx) });
          if (fails) throw new Error('one of the others has failed');
          return outcomes;
        });
      } catch {
        const outcomes = [];
        for (const job of jobs) outcomes.push(...(await memory.batch([job])));
        return outcomes;
      }
    },
    close: () => memory.close(),
  };
};

it('who looks sees nothing of what was taken back', async () => {
  const queue = new Queue(together());
  const ann = { id: 'ann', kind: 'user', createdAt: 1 } as const;
  await queue.run(({ users }) => users.put({ ...ann, name: 'Ann' }));
  const seen: (string | undefined)[] = [];
  const name = () => queue.look(async ({ users }) => seen.push((await users.get('ann'))?.name));
  const first = name();
  const renamed = queue.run(({ users }) => users.put({ ...ann, name: 'Anna' }));
  const then = name();
  const failed = queue.look(async () => {
    throw new Error('this one cannot look');
  });
  await assert.rejects(failed);
  await Promise.all([first, renamed, then]);
  assert.deepEqual(seen, ['Ann', 'Anna', 'Ann', 'Anna']);
});

it('nobody is told twice of a message because a job ran twice', async () => {
  const notes: PushNote[] = [];
  const { hub, enter } = await worldOn(together(true), { hooks: { push: (note) => void notes.push(note) } });
  after(() => hub.close());
  const [ann, bob] = [await enter('ann'), await enter('bob')];
  bob.connection.closed();
  bob.closed = true;
  await settle();
  await ann.send('direct:bob', 'you are away');
  await settle();
  assert.deepEqual(
    notes.map(({ users }) => users.map(({ id }) => id)),
    [['bob']],
  );
});
