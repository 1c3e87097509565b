import type { ListPlace } from './port.js';
import type { MemberRow, MessageRow } from './records.js';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Longest member first. */
export const byLength = (a: Pick<MemberRow, 'joined' | 'user'>, b: Pick<MemberRow, 'joined' | 'user'>): number =>
  a.joined - b.joined || compare(a.user, b.user);

/** Pinned first, then the latest. */
export const byPlace = (a: ListPlace, b: ListPlace): number =>
  Number(b.pinned) - Number(a.pinned) || b.activity - a.activity || compare(a.key, b.key);

/** What a member can see begins above it. */
export const floorOf = ({ clearedSeq }: MemberRow): number => clearedSeq;

export const isFor = ({ audience, sender }: MessageRow, user: string): boolean =>
  !audience || sender === user || audience.includes(user);

export const names = ({ mentions, recalled }: MessageRow, user: string): boolean =>
  !recalled && (mentions?.all === true || mentions?.users?.includes(user) === true);

/** The last pinned first. */
export const byPin = (a: MessageRow, b: MessageRow): number =>
  (b.pinned?.at ?? 0) - (a.pinned?.at ?? 0) || b.seq - a.seq;

/** The newest first. */
export const byTime = (a: Found, b: Found): number => b.at - a.at || compare(b.key, a.key) || b.seq - a.seq;

type Found = Pick<MessageRow, 'at' | 'key' | 'seq'>;
