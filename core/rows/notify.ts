import type { ActsHost, RunningRows } from '../acts/host.js';
import { settings } from '../acts/settings.js';
import {
  type ConversationKind,
  invalid,
  type NotifyLevel,
  type QuietHours,
  type SettingsPatch,
} from '../model/index.js';
import { facetOf } from './check.js';
import type { Speaker } from './speaker.js';

const LEVELS: ReadonlySet<unknown> = new Set(['all', 'mentions', 'me', 'everyone', 'silent', 'none']);
const KINDS: ReadonlySet<unknown> = new Set(['direct', 'group', 'channel', 'room', 'system']);

const requireLevel = (level: NotifyLevel | null): void => {
  if (!LEVELS.has(level)) throw invalid('level', `must be one of ${[...LEVELS].join(', ')}`);
};

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return typeof zone === 'string';
  } catch {
    return false;
  }
};

const requireHours = (hours: QuietHours): void => {
  if (typeof hours !== 'object' || hours === null) throw invalid('hours', 'must be quiet hours or null');
  const { start, minutes, zone, level } = hours;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(start)) throw invalid('hours.start', 'must be a time of day as HH:MM');
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1439))
    throw invalid('hours.minutes', 'must be a whole number from 1 to 1439');
  if (!isZone(zone)) throw invalid('hours.zone', 'must be a time zone such as Europe/Berlin');
  if (level !== 'mentions' && level !== 'none') throw invalid('hours.level', 'must be mentions or none');
};

/** Levels wider than one conversation. */
export const notifyActs = (host: ActsHost, speaker: () => Speaker): RunningRows['notify'] => {
  const { set } = settings(host);
  const say = async (
    token: string,
    action: 'notify-all' | 'notify-kind' | 'quiet-hours',
    notify: SettingsPatch['notify'],
  ) => {
    facetOf(host, host.ctx.engine.settings, action);
    await set(token, { notify });
  };
  return {
    async pause(token, until) {
      if (!(Number.isSafeInteger(until) && until >= 0)) throw invalid('until', 'must be milliseconds, or 0');
      await say(token, 'notify-all', { pausedUntil: until });
    },
    async all(token, level) {
      requireLevel(level);
      await say(token, 'notify-all', { all: level });
    },
    async kind(token, kind: ConversationKind, level) {
      if (!KINDS.has(kind)) throw invalid('kind', `must be one of ${[...KINDS].join(', ')}`);
      if (level !== null) requireLevel(level);
      await say(token, 'notify-kind', { kinds: { [kind]: level } });
    },
    async space(token, space, level) {
      if (typeof space !== 'string' || space === '') throw invalid('space', 'must be the id of a space');
      if (level !== null) requireLevel(level);
      await say(token, 'notify-kind', { spaces: { [space]: level } });
    },
    async quiet(token, hours) {
      if (hours !== null) requireHours(hours);
      await say(token, 'quiet-hours', { quiet: hours });
    },
    async hold(_, tab, state) {
      speaker().hold(tab, state);
    },
  };
};
