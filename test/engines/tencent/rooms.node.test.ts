import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImError } from '../../../core/model/index.js';
import type { EventContext } from '../../../engines/tencent/events/index.js';
import { ofRooms } from '../../../engines/tencent/events/rooms.js';
import type { Link } from '../../../engines/tencent/link.js';
import { wayIn } from '../../../engines/tencent/room-entry.js';
import { canAsGuest, canInRoom } from '../../../engines/tencent/room-rights.js';
import { planAttributes, readAttribute, writeAttribute } from '../../../engines/tencent/room-values.js';
import { hold, holdRooms, isRoomRow, knowRoom, newRoom, priorityOf, roomsOf } from '../../../engines/tencent/rooms.js';
import type { SdkMessage } from '../../../engines/tencent/sdk.js';

test('an attribute comes back with who set it; what another client set is nobody’s', () => {
  const seat = { value: '3 "at" the top', by: 'bob', leaves: true } as const;
  assert.deepEqual(readAttribute(writeAttribute(seat)), seat);
  assert.deepEqual(readAttribute(writeAttribute({ value: '', by: 'bob' })), { value: '', by: 'bob' });
  for (const raw of ['tea', '', 'im-elements/1 ', 'im-elements/1 {', 'im-elements/1 [1,2]'])
    assert.deepEqual(readAttribute(raw), { value: raw, by: '' });
});

test('of attributes one’s own are set, with force those of others, and as many as the service takes', () => {
  const now = { topic: { value: 'tea', by: 'ann' }, mine: { value: 'x', by: 'bob' } };
  const set = { topic: 'coffee', mine: null, more: 'y', none: null };
  const own = planAttributes(now, set, { self: 'bob', all: false, leaves: false });
  assert.deepEqual([[...own.refused.keys()], own.gone, Object.keys(own.written)], [['topic'], ['mine'], ['more']]);
  assert.equal(own.refused.get('topic')?.code, 'forbidden');
  const forced = planAttributes(now, { topic: null }, { self: 'bob', all: true, leaves: false });
  assert.deepEqual([forced.gone, forced.refused.size], [['topic'], 0]);
  const many = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, 'v']));
  const full = planAttributes(now, many, { self: 'bob', all: false, leaves: false });
  assert.deepEqual(
    [...full.refused].map(([key, { code, limit }]) => [key, code, limit]),
    [
      ['k14', 'too-large', 16],
      ['k15', 'too-large', 16],
    ],
  );
  const long = planAttributes(
    {},
    { ['k'.repeat(33)]: 'v', k: 'ü'.repeat(2_048) },
    { self: 'bob', all: false, leaves: false },
  );
  assert.deepEqual(
    [...long.refused.values()].map(({ limit }) => limit),
    [32, 4_096],
  );
});

test('in a live room gifts go before words, and likes after them', () => {
  assert.equal(priorityOf({ kind: 'text' }), 'Normal');
  assert.equal(priorityOf({ kind: 'custom', type: 'gift' }), 'High');
  assert.equal(priorityOf({ kind: 'custom', type: 'like' }), 'Low');
  assert.equal(priorityOf({ kind: 'custom', type: 'constructor' }), 'Normal');
});

test('who may what in a live room', () => {
  const of = (action: Parameters<typeof canInRoom>[0], facts: Parameters<typeof canInRoom>[1]) =>
    canInRoom(action, facts);
  assert.equal(of('send', { role: 'member' }), 'available');
  assert.equal(of('send', { role: 'member', locked: 'muted' }), 'unavailable');
  assert.equal(of('kick', { role: 'member' }), 'unavailable');
  assert.equal(of('kick', { role: 'admin', other: 'owner' }), 'unavailable');
  assert.equal(of('kick', { role: 'owner', other: 'admin' }), 'available');
  assert.equal(of('destroy-room', { role: 'admin' }), 'unavailable');
  for (const action of ['set-role', 'edit', 'react', 'receipt', 'mention', 'transient', 'pin'] as const)
    assert.equal(of(action, { role: 'owner' }), 'unsupported', action);
  assert.equal(canAsGuest('join-room', 'available'), 'available');
  assert.equal(canAsGuest('send', 'available'), 'unavailable');
  assert.equal(canAsGuest('edit', 'unsupported'), 'unsupported');
});

const shelf = (): Pick<Link, 'kept'> => {
  const all = new Map<string, unknown>();
  return {
    kept<T>(name: string, make: () => T): T {
      if (!all.has(name)) all.set(name, make());
      return all.get(name) as T;
    },
  };
};

test('of what waits for an entry the newest is held, and how much went before it is known', () => {
  const link = shelf();
  const room = newRoom();
  roomsOf(link).set('live', room);
  room.waiting = undefined;
  holdRooms(link);
  for (let n = 0; n < 700; n++) hold(room, { id: 'live', messages: [{ serverId: `m${n}` } as never] });
  const held = (room.waiting ?? []).flatMap(({ messages = [] }) => messages.map(({ serverId }) => serverId));
  assert.deepEqual([held.length, held[0], held.at(-1), room.shed], [500, 'm200', 'm699', 200]);
});

test('what is heard of a room that one is out of is nobody’s', () => {
  const context = shelf() as EventContext;
  const said = { ID: 'm', conversationID: 'GROUPlive', conversationType: 'GROUP', type: 'TIMTextElem' } as SdkMessage;
  const ended = {
    ...{ ID: 'n', conversationID: '@TIM#SYSTEM', type: 'TIMGroupSystemNoticeElem' },
    payload: { operationType: 5, groupProfile: { groupID: 'live' } },
  } as unknown as SdkMessage;
  assert.deepEqual(ofRooms([said, ended], context), { rest: [said, ended], events: [] }, 'before it is known');
  knowRoom(context, 'live');
  assert.deepEqual(ofRooms([said, ended], context), { rest: [], events: [] });
  assert.equal(isRoomRow(context, { conversationID: 'GROUPlive' } as never), true);
  assert.equal(isRoomRow(context, { conversationID: 'GROUPclub' } as never), false);
});

test('who waits to come in again may give it up', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const link = {
    ...shelf(),
    isGuest: () => true,
    call: () => Promise.reject(new ImError('forbidden')),
  } as unknown as Link;
  link.kept('put out', () => new Map([['live', Date.now()]]));
  const stop = new AbortController();
  const coming = wayIn(link, 'live', undefined, { signal: stop.signal });
  setImmediate(() => stop.abort());
  await assert.rejects(coming, { code: 'aborted' });
});
