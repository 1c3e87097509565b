import type { Conversation, Message, NotifyLevel, NotifySettings, QuietHours, UserId } from '../model/index.js';

type Row = Pick<Conversation, 'id' | 'kind' | 'notify' | 'loud' | 'shielded'>;
type Words = Pick<Message, 'counts' | 'silent' | 'recalled' | 'mentions'>;

const DAY = 1_440;
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (zone: string): Intl.DateTimeFormat => {
  let clock = clocks.get(zone);
  clock ??= new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  clocks.set(zone, clock);
  return clock;
};

/** Minutes since midnight as clocks on the wall of that zone show them. */
const minuteOf = (now: number, zone: string): number => {
  const parts = clockOf(zone).formatToParts(now);
  const of = (type: 'hour' | 'minute'): number => Number(parts.find((part) => part.type === type)?.value);
  return of('hour') * 60 + of('minute');
};

/** By the clock on the wall: from 22:00 on for 480 minutes ends at 06:00, also in nights that are an hour longer or shorter. */
export const isQuiet = ({ start, minutes, zone }: QuietHours, now: number): boolean => {
  const [hours = 0, past = 0] = start.split(':').map(Number);
  return (minuteOf(now, zone) - (hours * 60 + past) + DAY) % DAY < minutes;
};

/** Of the levels that may hold, the first that says something: the conversation's (or channel's), its kind's, the space's, all. */
export const levelOf = ({ id, kind, notify, loud }: Row, { all, kinds, spaces }: NotifySettings): NotifyLevel => {
  if (notify !== 'all' || loud) return notify;
  const space = kind === 'channel' ? id.slice('channel:'.length).split('/', 1)[0] : undefined;
  return kinds[kind] ?? (space !== undefined && Object.hasOwn(spaces, space) ? spaces[space] : undefined) ?? all;
};

export const UNSET: NotifySettings = { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} };

/**
 * Does a message of somebody else alert, and how? A pause and quiet hours only ever take away; of the levels, the narrowest that
 * was chosen holds. Rooms never alert.
 */
export const alerts = (
  conversation: Row,
  { counts, silent, recalled, mentions }: Words,
  settings: NotifySettings = UNSET,
  now: number,
  me: UserId,
): 'sound' | 'silent' | undefined => {
  if (!counts || silent || recalled || conversation.shielded || conversation.kind === 'room') return undefined;
  if (settings.pausedUntil > now) return undefined;
  const [mine, everyone] = [mentions?.users?.includes(me) === true, mentions?.all === true];
  const { quiet } = settings;
  if (quiet && isQuiet(quiet, now) && (quiet.level === 'none' || !(mine || everyone))) return undefined;
  const named: Readonly<Record<NotifyLevel, boolean>> = {
    ...{ all: true, silent: true, none: false },
    ...{ mentions: mine || everyone, me: mine, everyone },
  };
  const level = levelOf(conversation, settings);
  return named[level] ? (level === 'silent' ? 'silent' : 'sound') : undefined;
};
