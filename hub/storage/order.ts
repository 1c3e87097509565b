import type { ListPlace } from './port.js';
import type { MemberRow } from './records.js';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Longest member first. */
export const byLength = (a: Pick<MemberRow, 'joined' | 'user'>, b: Pick<MemberRow, 'joined' | 'user'>): number =>
  a.joined - b.joined || compare(a.user, b.user);

/** Pinned first, then the latest. */
export const byPlace = (a: ListPlace, b: ListPlace): number =>
  Number(b.pinned) - Number(a.pinned) || b.activity - a.activity || compare(a.key, b.key);
