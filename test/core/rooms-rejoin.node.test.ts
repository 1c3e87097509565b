import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActsHost } from '../../core/acts/host.js';
import { Book } from '../../core/client/book.js';
import type { RoomEntry } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { emptyRoom } from '../../core/places/room-events.js';
import { rooms } from '../../core/places/rooms.js';
import { Store } from '../../core/store/index.js';
import { Clock } from './support/clock.js';

const ENTRY: RoomEntry = {
  ...{ group: { id: 'live', kind: 'room' }, online: 1, recent: [], likes: 0, attributes: {} },
  ...{ messages: [], standing: { role: 'member' } },
};

/** In a room after a lost line, at a back end whose answers to coming in are these; after them it lets everybody in. */
const world = (answers: readonly ImError[]) => {
  const clock = new Clock();
  const store = new Store();
  const [left, line] = [[...answers], { up: true }];
  const asked: number[] = [];
  const join = async () => {
    asked.push(clock.now());
    const error = left.shift();
    if (error) throw error;
    return ENTRY;
  };
  const ctx = {
    ...{ store, userId: 'me', log: () => undefined, connected: () => line.up, requireConnected: () => undefined },
    engine: {
      info: { ordering: { room: 'time' } },
      can: () => 'available',
      rooms: { join, leave: async () => undefined },
    },
    env: { setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout, now: clock.now, random: () => 1 },
  };
  store.commit('cache', (writer) => {
    writer.put('room', 'live', { ...emptyRoom('live'), state: 'joined' });
    writer.list('rooms', ['live']);
  });
  const parts = rooms({ ctx, book: new Book(store) } as unknown as ActsHost);
  return { clock, line, asked, ...parts, state: () => store.get('room', 'live')?.state };
};

const late = () => new ImError('timeout');

describe('coming into a room again', () => {
  it('is tried again on a line that lives, a little later each time', async () => {
    const { clock, asked, resume, state } = world([late(), late(), new ImError('too-many', { retryAfter: 9_000 })]);
    await resume();
    assert.equal(state(), 'joining');
    await clock.advance(60_000);
    assert.equal(state(), 'joined');
    assert.deepEqual(
      asked.map((at) => at - (asked[0] ?? 0)),
      [0, 250, 750, 9_750],
    );
    assert.equal(clock.waiting, 0);
  });

  it('waits for the next connection where the line is lost, and begins at once with it', async () => {
    const { clock, line, asked, resume, state } = world([late(), late()]);
    await resume();
    line.up = false;
    await clock.advance(600_000);
    assert.deepEqual([asked.length, state()], [1, 'joining']);
    line.up = true;
    await resume();
    await resume();
    assert.deepEqual([asked.length, state()], [3, 'joined']);
    await clock.advance(600_000);
    assert.equal(asked.length, 3, 'nothing is left of the attempts before');
  });

  it('is over where it is refused for good, and where one leaves or joins by himself', async () => {
    const banned = world([late(), new ImError('banned')]);
    await banned.resume();
    await banned.clock.advance(60_000);
    assert.deepEqual([banned.asked.length, banned.state()], [2, 'banned']);
    const leaving = world([late()]);
    await leaving.resume();
    await leaving.acts.leave('', 'live');
    await leaving.clock.advance(60_000);
    assert.deepEqual([leaving.asked.length, leaving.state()], [1, 'left']);
    const joining = world([late()]);
    await joining.resume();
    await joining.acts.join('', 'live');
    await joining.clock.advance(60_000);
    assert.deepEqual([joining.asked.length, joining.state()], [2, 'joined']);
  });
});
