import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OrderKey } from '../../core/model/index.js';
import { breakTail, gapAfter, hasOlder, pagesOf } from '../../core/timeline/index.js';
import { CONVERSATION, message, TimelineWorld } from './support/timeline-world.js';

/** What may happen to a timeline. Numbers are taken modulo what there is. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('send' as const), count: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('send' as const), count: fc.nat(260) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('miss' as const), count: fc.nat(150) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('again' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('older' as const), limit: fc.integer({ min: 1, max: 120 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('newest' as const), limit: fc.integer({ min: 1, max: 120 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('after' as const),
      pick: fc.nat(),
      limit: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('before' as const),
      pick: fc.nat(),
      limit: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('around' as const),
      pick: fc.nat(),
      limit: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('break' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('ask' as const), limit: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('answer' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Sparse sequences too: the numbers of hidden messages are missing. `lossy`: messages come late, out of order or not at all. */
const run = (world: TimelineWorld, one: Step, stride: number, lossy: boolean, asked: (() => void)[]): void => {
  const { server } = world;
  const orderOf = (pick: number): OrderKey | undefined => server[pick % server.length]?.order;
  /** A connection that ends takes the answers under way with it. */
  const lose = () => {
    asked.length = 0;
    world.store.commit('remote', (writer) => breakTail(world.store, writer, CONVERSATION));
  };
  const grow = (count: number) => {
    const added = Array.from({ length: count }, (_, i) => message((server.length + i + 1) * stride));
    server.push(...added);
    return added;
  };
  if (one.what === 'send') world.live(...grow(one.count));
  else if (one.what === 'miss') {
    grow(one.count);
    if (!lossy) lose();
  } else if (one.what === 'again') {
    const found = server[one.pick % server.length];
    if (found && (lossy || world.held.has(found.id))) world.live(found);
  } else if (one.what === 'newest') world.page({ limit: one.limit });
  else if (one.what === 'older') {
    const first = world.ids[0];
    if (first) world.page({ before: world.store.get('message', first)?.order, limit: one.limit });
  } else if (one.what === 'after' && server.length > 0) world.page({ after: orderOf(one.pick), limit: one.limit });
  else if (one.what === 'before' && server.length > 0) world.page({ before: orderOf(one.pick), limit: one.limit });
  else if (one.what === 'around' && server.length > 0) world.page({ around: orderOf(one.pick)?.seq, limit: one.limit });
  else if (one.what === 'break') lose();
  else if (one.what === 'ask') asked.push(world.ask({ limit: one.limit }));
  else if (one.what === 'answer') asked.shift()?.();
};

/** As a reader who scrolls everywhere would: every gap is filled from its far side. */
const fillAll = (world: TimelineWorld): void => {
  world.page({ limit: 50 });
  for (let turn = 0; turn < 10_000; turn++) {
    const pages = pagesOf(world.store, CONVERSATION);
    const open = pages.findIndex((page, at) => at > 0 && page.gapBefore);
    const gap = open < 0 ? undefined : gapAfter(world.store, CONVERSATION, pages[open - 1]?.id ?? '');
    if (gap) world.page({ before: gap.before?.order, limit: 50 });
    else if (hasOlder(world.store, CONVERSATION)) {
      world.page({ before: world.store.get('message', world.ids[0] ?? '')?.order, limit: 50 });
    } else return;
  }
  assert.fail('the gaps do not close');
};

const whole = (world: TimelineWorld): void => {
  fillAll(world);
  world.check();
  assert.deepEqual(
    world.ids,
    world.server.map(({ id }) => id),
  );
  assert.ok(pagesOf(world.store, CONVERSATION).every((page) => !page.gapBefore));
};

for (const { ordering, stride, lossy } of [
  { ordering: 'seq', stride: 1, lossy: true },
  { ordering: 'seq', stride: 3, lossy: true },
  { ordering: 'time', stride: 7, lossy: false },
] as const)
  test(`any mixture of arrivals gives the one timeline (${ordering}, every ${stride})`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new TimelineWorld(ordering);
        const asked: (() => void)[] = [];
        for (const one of steps) {
          run(world, one, stride, lossy, asked);
          world.check();
          world.checkGaps();
        }
        whole(world);
      }),
      { numRuns: 400 },
    );
  });

test('any order of arrival gives one timeline, without a gap in it once all are there', () => {
  const orders = fc.integer({ min: 1, max: 350 }).chain((count) => {
    const all = Array.from({ length: count }, (_, i) => i + 1);
    return fc.shuffledSubarray([...all, ...all.slice(0, 20)], { minLength: 0 }).map((some) => ({ all, some }));
  });
  fc.assert(
    fc.property(orders, ({ all, some }) => {
      const world = new TimelineWorld();
      world.server = all.map((seq) => message(seq));
      for (const seq of [...some, ...all.toReversed()]) world.live(message(seq));
      world.check();
      assert.deepEqual(
        world.ids,
        all.map((seq) => `m${seq}`),
      );
      assert.deepEqual(
        pagesOf(world.store, CONVERSATION).map((page) => page.gapBefore),
        pagesOf(world.store, CONVERSATION).map((_, at) => at === 0),
      );
    }),
    { numRuns: 150 },
  );
});

test('equal times: the tie settles, whichever comes first', () => {
  const row = fc.record({ seq: fc.integer({ min: 1, max: 5 }), tie: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ seq, tie }) => `${seq}/${tie}`, maxLength: 150 }), (rows) => {
      const timeline = (ordered: typeof rows) => {
        const world = new TimelineWorld('time');
        for (const { seq, tie } of ordered)
          world.live(message(seq, { id: `x${seq}-${tie}`, order: { seq, tie: String(tie).padStart(2, '0') } }));
        world.check();
        return world.ids;
      };
      assert.deepEqual(timeline(rows), timeline([...rows].reverse()));
    }),
  );
});
