import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isImError, type Message } from '../../core/model/index.js';
import type { Commit } from '../../core/store/index.js';
import {
  addPending,
  breakTail,
  dropTimeline,
  gapAfter,
  hasOlder,
  newestPlaced,
  oldestPlaced,
  pageList,
  pageOf,
  pagesOf,
  placePending,
  removePending,
  removePlaced,
} from '../../core/timeline/index.js';
import { CONVERSATION, message, TimelineWorld } from './support/timeline-world.js';

const run = (from: number, to: number): Message[] => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const ids = (from: number, to: number): string[] => run(from, to).map(({ id }) => id);
const gaps = (world: TimelineWorld): boolean[] => pagesOf(world.store, CONVERSATION).map((page) => page.gapBefore);
const sizes = (world: TimelineWorld): number[] =>
  pagesOf(world.store, CONVERSATION).map((page) => world.store.list(pageList(page.id)).length);
const pending = (seq: number): Message => message(seq, { order: undefined, own: true, delivery: { state: 'queued' } });

const withHistory = (count: number, ordering: 'seq' | 'time' = 'seq'): TimelineWorld => {
  const world = new TimelineWorld(ordering);
  world.server = run(1, count);
  return world;
};

test('the newest page opens a timeline; older ones fill it to its beginning', () => {
  const world = withHistory(45);
  world.page({ limit: 20 });
  assert.equal(world.store.get('timeline', CONVERSATION)?.opened, true);
  assert.deepEqual([world.ids, hasOlder(world.store, CONVERSATION)], [ids(26, 45), true]);
  world.page({ before: message(26).order, limit: 20 });
  world.page({ before: message(6).order, limit: 20 });
  assert.deepEqual([world.ids, gaps(world), hasOlder(world.store, CONVERSATION)], [ids(1, 45), [false], false]);
});

test('an empty conversation is opened, has no gap, and its first message none before it', () => {
  for (const ordering of ['seq', 'time'] as const) {
    const world = new TimelineWorld(ordering);
    world.page({ limit: 20 });
    assert.equal(hasOlder(world.store, CONVERSATION), false);
    assert.equal(world.store.get('timeline', CONVERSATION)?.opened, true);
    world.live(message(1));
    assert.deepEqual([world.ids, gaps(world)], [['m1'], [false]]);
  }
});

test('live messages before the timeline was opened leave what is before them unknown', () => {
  const world = withHistory(5);
  world.live(message(5));
  assert.equal(world.store.get('timeline', CONVERSATION)?.opened, false);
  assert.equal(hasOlder(world.store, CONVERSATION), true);
  world.page({ limit: 3 });
  assert.deepEqual([world.ids, gaps(world)], [ids(3, 5), [true]]);
});

test('a hole in the sequence is a gap until the missing ones come', () => {
  const world = withHistory(9);
  world.page({ limit: 5 });
  world.live(message(12));
  assert.deepEqual(
    [world.ids, gaps(world)],
    [
      [...ids(5, 9), 'm12'],
      [true, true],
    ],
  );
  world.live(message(10));
  assert.deepEqual(gaps(world), [true, true]);
  world.live(message(11));
  assert.deepEqual([world.ids, gaps(world)], [ids(5, 12), [true]]);
});

test('by time nothing that follows the live end is a hole', () => {
  const world = withHistory(9, 'time');
  world.page({ limit: 5 });
  world.live(message(12), message(40));
  assert.deepEqual(gaps(world), [true]);
});

test('a jump into the past stands apart until the pages meet', () => {
  const world = withHistory(100);
  world.page({ limit: 10 });
  world.page({ around: 50, limit: 10 });
  assert.deepEqual(
    [world.ids, gaps(world)],
    [
      [...ids(45, 54), ...ids(91, 100)],
      [true, true],
    ],
  );
  const first = pagesOf(world.store, CONVERSATION)[0]?.id ?? '';
  const gap = gapAfter(world.store, CONVERSATION, first);
  assert.deepEqual([gap?.after?.id, gap?.before?.id], ['m54', 'm91']);
  world.page({ after: gap?.after?.order, limit: 20 });
  assert.deepEqual(world.ids, [...ids(45, 74), ...ids(91, 100)]);
  world.page({ after: message(74).order, limit: 20 });
  assert.deepEqual([world.ids, gaps(world)], [ids(45, 100), [true]]);
  assert.equal(gapAfter(world.store, CONVERSATION, first), undefined);
});

test('a jump before anything is held does not pass for the live end', () => {
  const world = withHistory(100);
  world.page({ around: 50, limit: 10 });
  assert.deepEqual(gaps(world), [true, true]);
  assert.equal(world.store.get('timeline', CONVERSATION)?.opened, false);
  world.live(message(101));
  assert.deepEqual(
    [world.ids, gaps(world)],
    [
      [...ids(45, 54), 'm101'],
      [true, true],
    ],
  );
});

test('after a full resync there is a gap, and the newest page closes it only where it overlaps', () => {
  const world = withHistory(100);
  world.page({ limit: 10 });
  world.store.commit('remote', (writer) => breakTail(world.store, writer, CONVERSATION));
  assert.equal(world.store.get('timeline', CONVERSATION)?.opened, false);
  assert.equal(newestPlaced(world.store, CONVERSATION), 'm100');
  world.server.push(...run(101, 105));
  world.page({ limit: 10 });
  assert.deepEqual([world.ids, gaps(world)], [ids(91, 105), [true]]);
  world.store.commit('remote', (writer) => breakTail(world.store, writer, CONVERSATION));
  world.server.push(...run(106, 150));
  world.page({ limit: 10 });
  assert.deepEqual(
    [world.ids, gaps(world)],
    [
      [...ids(91, 105), ...ids(141, 150)],
      [true, true],
    ],
  );
});

test('a sent row keeps its id from pending to its page, whichever way its copy comes', () => {
  const world = withHistory(3);
  world.page({ limit: 10 });
  const { store } = world;
  const list = () => store.list(`pending/${CONVERSATION}`);
  store.commit('local', (writer) => {
    for (const seq of [4, 5, 4]) addPending(store, writer, pending(seq));
  });
  assert.deepEqual(list(), ['m4', 'm5']);
  store.commit('remote', (writer) => placePending(store, writer, message(5), 'seq'));
  assert.deepEqual([world.ids, list(), gaps(world)], [[...ids(1, 3), 'm5'], ['m4'], [false, true]]);
  world.live(message(4));
  assert.deepEqual([world.ids, list(), gaps(world)], [ids(1, 5), [], [false]]);
  assert.equal(store.has(`list/pending/${CONVERSATION}`), false);
  store.commit('local', (writer) => addPending(store, writer, pending(4)));
  assert.deepEqual([list(), store.get('message', 'm4')?.order?.seq], [[], 4]);
});

test('discarding removes an unplaced row, never a placed one', () => {
  const world = withHistory(3);
  world.page({ limit: 10 });
  const { store } = world;
  store.commit('local', (writer) => addPending(store, writer, pending(9)));
  store.commit('local', (writer) => {
    removePending(store, writer, CONVERSATION, 'm9');
    removePending(store, writer, CONVERSATION, 'm3');
  });
  assert.deepEqual([store.get('message', 'm9'), store.list(`pending/${CONVERSATION}`)], [undefined, []]);
  assert.deepEqual(world.ids, ids(1, 3));
  assert.ok(store.get('message', 'm3'));
});

test('a message whose place changes moves; a copy that says nothing new draws nothing', () => {
  const world = withHistory(3);
  world.page({ limit: 10 });
  const commits: Commit[] = [];
  world.store.tap((commit) => commits.push(commit));
  world.live(message(2));
  assert.equal(commits.length, 0);
  world.live(message(1, { order: { seq: 4, tie: 's1' } }));
  assert.deepEqual(world.ids, ['m2', 'm3', 'm1']);
});

test('a message without a place, or of another conversation, is refused and nothing changes', () => {
  const world = withHistory(3);
  world.page({ limit: 10 });
  for (const wrong of [pending(4), message(4, { conversationId: 'direct:bob' })])
    assert.throws(
      () => world.live(message(5), wrong),
      (error) => isImError(error) && error.code === 'invalid' && error.field === 'messages',
    );
  assert.deepEqual(world.ids, ids(1, 3));
  assert.equal(world.store.has('message/m5'), false);
});

test('deleted messages leave no hole, no empty page and no record', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 320 }), fc.array(fc.nat(), { maxLength: 330 }), (count, picks) => {
      const world = withHistory(count);
      world.page({ limit: 90 });
      world.page({ around: 1 + (count >> 1), limit: 30 });
      world.page({ around: 1, limit: 30 });
      for (const pick of picks) {
        const id = world.ids[pick % (world.ids.length || 1)];
        if (id === undefined) break;
        world.store.commit('remote', (writer) => removePlaced(world.store, writer, CONVERSATION, id));
        world.held.delete(id);
        world.server = world.server.filter((one) => one.id !== id);
        assert.equal(world.store.has(`message/${id}`), false);
        world.check();
        world.checkGaps();
      }
    }),
    { numRuns: 60 },
  );
});

test('dropping forgets pages and placed messages, and keeps what waits to be sent', () => {
  const world = withHistory(250);
  world.page({ limit: 250 });
  const { store } = world;
  store.commit('local', (writer) => addPending(store, writer, pending(999)));
  store.commit('local', (writer) => dropTimeline(store, writer, CONVERSATION));
  assert.deepEqual([...store.entries()].map(([key]) => key).sort(), [`list/pending/${CONVERSATION}`, 'message/m999']);
});

test('pages hold 100 at most: the live end fills, older pages split in two', () => {
  const world = withHistory(250);
  world.page({ limit: 250 });
  assert.deepEqual(sizes(world), [100, 100, 50]);
  world.live(...run(251, 500));
  assert.deepEqual(sizes(world), [100, 100, 100, 100, 100]);
  world.live(message(150, { id: 'late', order: { seq: 150, tie: 'zz' } }));
  assert.deepEqual(sizes(world), [100, 51, 50, 100, 100, 100]);
});

test('a message at the end of 100,000 touches one page list, and finding one reads few records', () => {
  const world = new TimelineWorld();
  world.server = run(1, 100_000);
  world.page({ limit: 100_000 });
  const commits: Commit[] = [];
  world.store.tap((commit) => commits.push(commit));
  const last = pagesOf(world.store, CONVERSATION).at(-1)?.id;
  world.live(message(100_001));
  const [opening] = commits.splice(0);
  assert.equal(opening?.changes.length, 3);
  world.live(message(100_002));
  const keys = commits.splice(0).flatMap(({ changes }) => changes.map(({ key }) => key));
  const page = pagesOf(world.store, CONVERSATION).at(-1)?.id;
  assert.notEqual(page, last);
  assert.deepEqual(keys, ['message/m100002', `list/page/${page}`]);
  world.live(message(50_000, { id: 'late', order: { seq: 50_000, tie: 'zz' } }));
  const lists = commits.flatMap(({ changes }) => changes.filter(({ key }) => key.startsWith('list/')));
  assert.equal(lists.length, 2);

  let reads = 0;
  const { get } = world.store;
  world.store.get = function (this: typeof world.store, ...args: Parameters<typeof get>) {
    reads++;
    return get.apply(this, args);
  } as typeof get;
  assert.equal(pageOf(world.store, 'm77777') > 700, true);
  assert.ok(reads < 40, `${reads} reads`);
  assert.equal(oldestPlaced(world.store, CONVERSATION), 'm1');
});
