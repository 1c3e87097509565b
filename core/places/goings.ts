import type { RoomChange } from '../engine/index.js';
import type { Room, RoomGoings, UserId } from '../model/index.js';

const NAMED = 20;

const more = (before: RoomGoings | undefined, users: readonly UserId[], count: number): RoomGoings | undefined => {
  if (count === 0) return before;
  const latest = [...users].reverse();
  // Behind those who are not named nobody is named: the list has no holes.
  const all = count > latest.length ? latest : [...latest, ...(before?.users ?? [])];
  return { count: (before?.count ?? 0) + count, users: all.slice(0, NAMED) };
};

/** Who came and went as `self` sees it: he is not told of himself, nor of who was there when he came. */
export const goings = (room: Room, self: UserId, change: RoomChange): Pick<Room, 'came' | 'went'> => {
  const { joined = [], left = [], joinedCount = 0, leftCount = 0 } = change;
  const own = joined.indexOf(self);
  const later = joined.slice(own + 1);
  const came = more(room.came, later, own < 0 ? Math.max(joinedCount, later.length) : later.length);
  const others = left.filter((id) => id !== self);
  const gone = Math.max(leftCount, left.length) - (left.length - others.length);
  // Of those who went while he came, nobody knows who did so before.
  const went = own < 0 ? more(room.went, others, gone) : room.went;
  return { ...(came && { came }), ...(went && { went }) };
};
