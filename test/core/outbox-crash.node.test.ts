import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import type { Cache } from '../../core/cache/types.js';
import type { ConversationId, Message } from '../../core/model/index.js';
import { Clock, seeded, settle } from './support/clock.js';
import { A, B, dying, Visit } from './support/outbox-bench.js';
import { ScriptEngine } from './support/script-engine.js';

interface Story {
  readonly clock: Clock;
  readonly engine: ScriptEngine;
  readonly cache: Cache;
  /** Ids whose `add` was called, by conversation, in the order typed. */
  readonly typed: Map<string, string[]>;
  /** Those whose `add` resolved: promised. */
  readonly promised: Set<string>;
}

const begin = async (): Promise<Story> => {
  const clock = new Clock();
  const cache = new MemoryCache();
  await cache.open();
  return { clock, engine: new ScriptEngine(clock), cache, typed: new Map(), promised: new Set() };
};

const type = (story: Story, visit: Visit, id: string, conversation: ConversationId, blobKey?: string): void => {
  story.typed.set(conversation, [...(story.typed.get(conversation) ?? []), id]);
  const blob = blobKey === undefined ? undefined : new Blob(['abc']);
  void visit.write(id, conversation, blobKey, blob).then(() => story.promised.add(id));
};

/** Six messages, one with a file, one answer lost, sent while more is typed. */
const live = async (story: Story, visit: Visit): Promise<void> => {
  let calls = 0;
  story.engine.fate = () => ({ delay: 5, lost: calls++ === 1 });
  visit.outbox.start();
  type(story, visit, 'a1', A);
  type(story, visit, 'a2', A, 'blob');
  type(story, visit, 'b1', B);
  await story.clock.advance(12);
  type(story, visit, 'a3', A);
  type(story, visit, 'b2', B);
  await story.clock.advance(5000);
  type(story, visit, 'a4', A);
  await story.clock.advance(5000);
};

const finish = async (story: Story): Promise<Visit> => {
  story.engine.fate = () => ({});
  const visit = new Visit(story.clock, story.engine, story.cache);
  await visit.outbox.load();
  visit.outbox.start();
  await story.clock.advance(60_000);
  return visit;
};

/** Everything promised is there once and in order; what was not promised may be missing, never doubled. */
const check = async (story: Story, visit: Visit, label: string): Promise<void> => {
  for (const [conversation, typed] of story.typed) {
    const there = story.engine.arrived.filter((m) => m.conversationId === conversation).map((m) => m.clientId);
    assert.deepEqual(
      there,
      typed.filter((id) => there.includes(id)),
      `${label}: order at the back end`,
    );
    for (const id of typed) if (story.promised.has(id)) assert.ok(there.includes(id), `${label}: ${id} arrived`);
    assert.deepEqual(visit.pending(conversation as ConversationId), [], `${label}: nothing waits`);
    for (const id of there) {
      const row = (visit.row(id) ?? (await story.cache.get(`message/${id}`))) as Message | undefined;
      assert.equal(row?.delivery.state, 'sent', `${label}: row of ${id}`);
      assert.deepEqual(row?.order, story.engine.placed(id)?.order, `${label}: order of ${id}`);
    }
  }
  assert.deepEqual(await story.cache.outbox.all(), [], `${label}: no entry left`);
  if (story.engine.placed('a2')) assert.equal(await story.cache.blobs.get('blob'), undefined, `${label}: no blob left`);
};

describe('outbox: a page that dies', () => {
  for (const done of [true, false])
    it(`at any operation of the cache, which is ${done ? 'done' : 'lost'}: once and in order after the restart`, async () => {
      for (let n = 1; ; n += 1) {
        const story = await begin();
        const mortal = dying(story.cache, n, done);
        await live(story, new Visit(story.clock, story.engine, mortal.cache));
        if (!mortal.died()) {
          assert.ok(n > 20, `the story has only ${n} operations`);
          assert.equal(story.promised.size, 6);
          break;
        }
        await check(story, await finish(story), `death at ${n}`);
      }
    });

  it('again and again, at random points of 300 seeded lives', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const story = await begin();
      for (let life = 0; life < 4; life += 1) {
        const mortal = dying(story.cache, 1 + Math.floor(random() * 25), random() < 0.5);
        const visit = new Visit(story.clock, story.engine, mortal.cache, random);
        story.engine.fate = () => ({ delay: Math.floor(random() * 20), lost: random() < 0.2, hang: random() < 0.1 });
        visit.outbox.start();
        for (let i = 0; i < 4; i += 1) {
          type(story, visit, `${life}-${i}`, random() < 0.6 ? A : B);
          if (random() < 0.3) await story.clock.advance(Math.floor(random() * 40));
        }
        await story.clock.advance(Math.floor(random() * 3000));
        visit.outbox.stop();
        await settle();
      }
      await check(story, await finish(story), `seed ${seed}`);
    }
  });
});
