import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../core/model/index.js';
import {
  addPending,
  breakTail,
  grouping,
  idsOf,
  neighbours,
  pagesOf,
  removePlaced,
  sliceOf,
  windowOf,
} from '../../core/timeline/index.js';
import { CONVERSATION, message, TimelineWorld } from './support/timeline-world.js';

const world = (count: number): TimelineWorld => {
  const made = new TimelineWorld();
  made.server = Array.from({ length: count }, (_, i) => message(i + 1));
  made.page({ limit: count });
  made.store.commit('local', (writer) =>
    addPending(made.store, writer, message(0, { id: 'mine', order: undefined, delivery: { state: 'queued' } })),
  );
  return made;
};

test('the window at the live end holds whole pages and the pending rows', () => {
  const { store } = world(250);
  const window = windowOf(store, CONVERSATION, { rows: 120 });
  assert.deepEqual([window.first, window.last, window.ids.length], [1, 2, 151]);
  assert.deepEqual([window.ids[0], window.ids.at(-1)], ['m101', 'mine']);
  assert.deepEqual([window.atStart, window.atEnd], [false, true]);
  assert.deepEqual(window.keys, [
    `timeline/${CONVERSATION}`,
    ...pagesOf(store, CONVERSATION)
      .slice(1)
      .map(({ id }) => `list/page/${id}`),
    `list/pending/${CONVERSATION}`,
  ]);
});

test('the window around a message reaches to both sides, without pending rows away from the end', () => {
  const { store } = world(1000);
  const window = windowOf(store, CONVERSATION, { around: 'm450', rows: 250 });
  assert.deepEqual([window.first, window.last, window.atStart, window.atEnd], [3, 5, false, false]);
  assert.equal(window.ids.includes('mine'), false);
  const start = windowOf(store, CONVERSATION, { around: 'm1', rows: 100 });
  assert.deepEqual([start.first, start.last, start.atStart], [0, 0, true]);
});

test('a window is bounded by rows, with half of them to each side, over pages of any size', () => {
  const { store } = world(1000);
  for (let at = 404; at <= 500; at++)
    store.commit('local', (writer) => removePlaced(store, writer, CONVERSATION, `m${at}`));
  const all = idsOf(store, CONVERSATION, 0, 9);
  assert.deepEqual(pagesOf(store, CONVERSATION).map(({ id }) => store.list(`page/${id}`).length)[4], 3);
  for (const [index, around] of all.entries()) {
    const { ids, more, atEnd } = windowOf(store, CONVERSATION, { around, rows: 200 });
    assert.ok(ids.length <= 299, `${ids.length} rows around ${around}`);
    const place = ids.indexOf(around);
    assert.ok(place >= Math.min(index, 99), `${place} rows before ${around}`);
    assert.ok(atEnd || ids.length - place >= 100, `${ids.length - place} rows after ${around}`);
    assert.equal(more, ids[0] !== 'm1');
    assert.deepEqual(ids.slice(0, 5), all.slice(index - place, index - place + 5));
  }
});

test('an unknown conversation has an empty window that listens', () => {
  const { store } = new TimelineWorld();
  const window = windowOf(store, CONVERSATION, { rows: 100 });
  assert.deepEqual([window.ids, window.atStart, window.atEnd], [[], false, true]);
  assert.deepEqual(window.keys, [`timeline/${CONVERSATION}`, `list/pending/${CONVERSATION}`]);
});

test('gaps stand after the row before them, also at the live end', () => {
  const made = new TimelineWorld();
  made.server = Array.from({ length: 100 }, (_, i) => message(i + 1));
  made.page({ limit: 10 });
  made.page({ around: 50, limit: 10 });
  made.store.commit('remote', (writer) => breakTail(made.store, writer, CONVERSATION));
  const pages = pagesOf(made.store, CONVERSATION);
  assert.deepEqual(
    [...sliceOf(made.store, CONVERSATION, 0, 2).gaps],
    [
      ['m54', pages[0]?.id],
      ['m100', pages[1]?.id],
    ],
  );
});

test('neighbours cross pages and reach into the pending rows', () => {
  const { store } = world(250);
  assert.deepEqual(neighbours(store, 'm100'), { previous: 'm99', next: 'm101' });
  assert.deepEqual(neighbours(store, 'm1'), { previous: undefined, next: 'm2' });
  assert.deepEqual(neighbours(store, 'm250'), { previous: 'm249', next: 'mine' });
  assert.deepEqual(neighbours(store, 'mine'), { previous: 'm250', next: undefined });
  assert.deepEqual(neighbours(store, 'nobody'), {});
  assert.equal(idsOf(store, CONVERSATION, 0, 1).length, 200);
});

const at = (time: string, patch: Partial<Message> = {}): Message => message(1, { sentAt: Date.parse(time), ...patch });

test('rows of one sender within five minutes are a group', () => {
  const a = at('2024-05-01T10:00:00Z');
  const b = at('2024-05-01T10:05:00Z');
  const c = at('2024-05-01T10:10:01Z');
  assert.deepEqual(grouping(a, b, c, 0), { first: false, last: true, day: false });
  assert.deepEqual(grouping(undefined, a, b, 0), { first: true, last: false, day: true });
  assert.deepEqual(grouping(b, c, undefined, 0), { first: true, last: true, day: false });
  assert.equal(grouping(a, at('2024-05-01T10:01:00Z', { senderId: 'bob' }), undefined, 0).first, true);
});

test('notices and recalled rows stand alone and part the rows around them', () => {
  const a = at('2024-05-01T10:00:00Z');
  for (const content of [{ kind: 'notice', event: 'joined', actors: [] }, { kind: 'recalled' }] as const) {
    const grey = at('2024-05-01T10:00:01Z', { content });
    assert.deepEqual(grouping(a, grey, a, 0), { first: true, last: true, day: false });
    assert.equal(grouping(grey, a, undefined, 0).first, true);
  }
});

test('days are those of the reader, over a change of the clocks too', () => {
  const before = at('2024-05-01T15:59:00Z');
  const after = at('2024-05-01T16:00:00Z');
  assert.equal(grouping(before, after, undefined, 0).day, false);
  assert.deepEqual(grouping(before, after, undefined, 480), { first: true, last: true, day: true });
  assert.deepEqual(grouping(undefined, before, after, 480), { first: true, last: true, day: true });
  const spring = Date.parse('2024-03-31T01:00:00Z');
  const berlin = (moment: number) => (moment < spring ? 60 : 120);
  assert.equal(grouping(at('2024-03-30T22:59:00Z'), at('2024-03-30T23:00:00Z'), undefined, berlin).day, true);
  assert.equal(grouping(at('2024-03-31T21:59:00Z'), at('2024-03-31T22:00:00Z'), undefined, berlin).day, true);
});
