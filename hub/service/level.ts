import type { WireLevel, WireQuiet, WireSettings } from '../protocol/index.js';
import type { MemberRow, MessageRow } from '../storage/port.js';

/*
 * The same rules as those of the client's alerts (core/rows/level.ts), which may not be imported here: one table tests both.
 */

type Row = Pick<MemberRow, 'key' | 'user' | 'notify' | 'more'>;
type Words = Pick<MessageRow, 'counts' | 'silent' | 'recalled' | 'mentions'>;
type Levels = WireSettings['notify'];

const DAY = 1_440;
const MOST_CLOCKS = 500;
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known) return known;
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  clocks.set(zone, clock);
  return clock;
};

/** Minutes since midnight as clocks on the wall of that zone show them. */
const minuteOf = (now: number, zone: string): number => {
  const parts = clockOf(zone).formatToParts(now);
  const of = (type: 'hour' | 'minute'): number => Number(parts.find((part) => part.type === type)?.value);
  return of('hour') * 60 + of('minute');
};

const isQuiet = ({ start, minutes, zone }: WireQuiet, now: number): boolean => {
  const [hours = 0, past = 0] = start.split(':').map(Number);
  return (minuteOf(now, zone) - (hours * 60 + past) + DAY) % DAY < minutes;
};

/** Of the levels that may hold, the narrowest that says something. */
export const levelOf = ({ key, notify, more }: Row, { all, kinds, spaces }: Levels): WireLevel => {
  if (notify !== 'all' || more?.loud) return notify;
  const kind = key.slice(0, key.indexOf(':')) as keyof Levels['kinds'];
  const space = kind === 'channel' ? key.slice('channel:'.length).split('/', 1)[0] : undefined;
  return kinds[kind] ?? (space !== undefined && Object.hasOwn(spaces, space) ? spaces[space] : undefined) ?? all;
};

/** Does a message of somebody else alert this member, and how? */
export const alerts = (
  row: Row,
  { counts, silent, recalled, mentions }: Words,
  settings: Levels,
  now: number,
): 'sound' | 'silent' | undefined => {
  if (!counts || silent || recalled || row.more?.shielded || row.key.startsWith('room:')) return undefined;
  if (settings.pausedUntil > now) return undefined;
  const [mine, everyone] = [mentions?.users?.includes(row.user) === true, mentions?.all === true];
  const { quiet } = settings;
  if (quiet && isQuiet(quiet, now) && (quiet.level === 'none' || !(mine || everyone))) return undefined;
  const named: Readonly<Record<WireLevel, boolean>> = {
    ...{ all: true, silent: true, none: false },
    ...{ mentions: mine || everyone, me: mine, everyone },
  };
  const level = levelOf(row, settings);
  return named[level] ? (level === 'silent' ? 'silent' : 'sound') : undefined;
};
