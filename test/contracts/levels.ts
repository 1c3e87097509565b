import type { ConversationKind, NotifyLevel, NotifySettings, QuietHours } from '../../core/model/index.js';

/** One question about a message, asked of the client's rules and of the hub's. */
export interface Question {
  readonly what: string;
  readonly kind?: ConversationKind;
  readonly notify?: NotifyLevel;
  readonly loud?: boolean;
  readonly shielded?: boolean;
  readonly message?: { readonly counts?: boolean; readonly silent?: boolean; readonly recalled?: boolean };
  readonly mentions?: 'me' | 'all' | 'other';
  readonly settings?: Partial<NotifySettings>;
  readonly now?: number;
  readonly answer: 'sound' | 'silent' | undefined;
}

const LEVELS = ['all', 'mentions', 'me', 'everyone', 'silent', 'none'] as const;
const NOON = Date.UTC(2030, 0, 15, 12);

/** What each level lets through, with nothing narrower: no mention, me, everybody, somebody else. */
const LETS: Readonly<Record<NotifyLevel, readonly Question['answer'][]>> = {
  all: ['sound', 'sound', 'sound', 'sound'],
  mentions: [undefined, 'sound', 'sound', undefined],
  me: [undefined, 'sound', undefined, undefined],
  everyone: [undefined, undefined, 'sound', undefined],
  silent: ['silent', 'silent', 'silent', 'silent'],
  none: [undefined, undefined, undefined, undefined],
};
const MENTIONS = [undefined, 'me', 'all', 'other'] as const;

const asked = (what: string, level: NotifyLevel, rest: Partial<Question>): Question[] =>
  MENTIONS.map((mentions, at) => ({
    what: `${what}, names ${mentions ?? 'nobody'}`,
    now: NOON,
    ...rest,
    ...(mentions && { mentions }),
    answer: LETS[level][at],
  }));

/** Every level against every other, at each pair of neighbouring places: the narrower one holds. */
const pairs: Question[] = LEVELS.flatMap((narrow) =>
  LEVELS.flatMap((wide) => [
    ...asked(`conversation ${narrow} over kind ${wide}`, narrow, {
      ...{ kind: 'group', notify: narrow, loud: narrow === 'all', settings: { kinds: { group: wide }, all: wide } },
    }),
    ...asked(`channel ${narrow} over space ${wide}`, narrow, {
      ...{ kind: 'channel', notify: narrow, loud: narrow === 'all', settings: { spaces: { s: wide } } },
    }),
    ...asked(`kind ${narrow} over space ${wide}`, narrow, {
      ...{ kind: 'channel', settings: { kinds: { channel: narrow }, spaces: { s: wide } } },
    }),
    ...asked(`kind ${narrow} over all ${wide}`, narrow, {
      ...{ kind: 'group', settings: { kinds: { group: narrow }, all: wide } },
    }),
    ...asked(`space ${narrow} over all ${wide}`, narrow, {
      ...{ kind: 'channel', settings: { spaces: { s: narrow, t: 'all' }, all: wide } },
    }),
    ...asked(`another kind ${wide} says nothing of all ${narrow}`, narrow, {
      ...{ kind: 'group', settings: { kinds: { direct: wide }, spaces: { s: wide }, all: narrow } },
    }),
  ]),
);

const QUIET: QuietHours = { start: '22:00', minutes: 480, zone: 'Europe/Berlin', level: 'none' };

/** Quiet hours and pauses take away from every level, and give none. */
const takes: Question[] = LEVELS.flatMap((level) =>
  MENTIONS.flatMap((mentions, at): Question[] => {
    const base = { kind: 'group', notify: level, loud: level === 'all', ...(mentions && { mentions }) } as const;
    const named = mentions === 'me' || mentions === 'all';
    const night = Date.UTC(2030, 0, 15, 23);
    const lets = LETS[level][at];
    return [
      { ...base, what: `paused, ${level}`, now: NOON, settings: { pausedUntil: NOON + 1 }, answer: undefined },
      { ...base, what: `paused until now, ${level}`, now: NOON, settings: { pausedUntil: NOON }, answer: lets },
      { ...base, what: `quiet, ${level}`, now: night, settings: { quiet: QUIET }, answer: undefined },
      {
        ...{ ...base, what: `quiet but for mentions, ${level}, names ${mentions}`, now: night },
        ...{ settings: { quiet: { ...QUIET, level: 'mentions' } }, answer: named ? lets : undefined },
      },
      { ...base, what: `not quiet at noon, ${level}`, now: NOON, settings: { quiet: QUIET }, answer: lets },
    ];
  }),
);

const clock = (what: string, now: number, quiet: Partial<QuietHours>, isQuiet: boolean): Question => ({
  ...{ what, now, settings: { quiet: { ...QUIET, ...quiet } }, answer: isQuiet ? undefined : 'sound' },
});

/** Berlin: one hour ahead of UTC in winter, two in summer; 2030: clocks go forward on March 31, back on October 27, at 01:00 UTC. */
const clocks: Question[] = [
  clock('a minute before the night', Date.UTC(2030, 0, 15, 20, 59, 59), {}, false),
  clock('the night begins', Date.UTC(2030, 0, 15, 21), {}, true),
  clock('at midnight', Date.UTC(2030, 0, 15, 23), {}, true),
  clock('the last minute', Date.UTC(2030, 0, 16, 4, 59, 59), {}, true),
  clock('the night is over', Date.UTC(2030, 0, 16, 5), {}, false),
  clock('in summer it begins an hour earlier by UTC', Date.UTC(2030, 6, 15, 20), {}, true),
  clock('in summer it ends an hour earlier by UTC', Date.UTC(2030, 6, 16, 4), {}, false),
  clock('the short night ends at six on the wall', Date.UTC(2030, 2, 31, 3, 59), {}, true),
  clock('and is over then', Date.UTC(2030, 2, 31, 4), {}, false),
  clock('the long night ends at six on the wall', Date.UTC(2030, 9, 27, 4, 59), {}, true),
  clock('and is over then too', Date.UTC(2030, 9, 27, 5), {}, false),
  clock('a start that the wall skips', Date.UTC(2030, 2, 31, 1), { start: '02:30', minutes: 60 }, true),
  clock('and its end', Date.UTC(2030, 2, 31, 1, 30), { start: '02:30', minutes: 60 }, false),
  clock('all day but one minute', Date.UTC(2030, 0, 15, 11, 0), { start: '12:01', minutes: 1439 }, false),
  clock('all day', Date.UTC(2030, 0, 15, 11, 1), { start: '12:01', minutes: 1439 }, true),
  clock('one minute', Date.UTC(2030, 0, 15, 0, 0, 59), { start: '00:00', minutes: 1, zone: 'UTC' }, true),
  clock('a zone of three quarters', Date.UTC(2030, 0, 15, 18, 15), { start: '00:00', zone: 'Asia/Kathmandu' }, true),
];

const never: Question[] = [
  { what: 'not counted', message: { counts: false }, mentions: 'me', answer: undefined },
  { what: 'sent silently', message: { silent: true }, mentions: 'me', answer: undefined },
  { what: 'taken back', message: { recalled: true }, answer: undefined },
  { what: 'shielded', shielded: true, mentions: 'me', loud: true, answer: undefined },
  { what: 'in a room', kind: 'room', mentions: 'me', loud: true, answer: undefined },
  { what: 'nothing set', answer: 'sound' },
];

export const QUESTIONS: readonly Question[] = [...pairs, ...takes, ...clocks, ...never];

export const ME = 'me';

/** As both sides' rules want it. */
export const messageOf = ({ message, mentions }: Question) => ({
  counts: message?.counts ?? true,
  ...(message?.silent && { silent: true }),
  ...(message?.recalled && { recalled: { at: 1, by: 'x' } }),
  ...(mentions && { mentions: mentions === 'all' ? { all: true } : { users: [mentions === 'me' ? ME : 'other'] } }),
});
export const idOf = ({ kind = 'direct' }: Question) => `${kind}:${kind === 'channel' ? 's/general' : 'x'}` as const;
export const settingsOf = ({ settings }: Question): NotifySettings => ({
  ...{ pausedUntil: 0, all: 'all', kinds: {}, spaces: {}, ...settings },
});
