import type { Limits } from '../../core/engine/index.js';
import { ImError, type NotifySettings, type QuietHours, type SettingsPatch } from '../../core/model/index.js';
import type { SaidSilence, SdkSilence } from './sdk-settings.js';

type NotifyPatch = NonNullable<SettingsPatch['notify']>;

/** Some groups name who is meant; between two nobody is named. */
export const LEVELS: NonNullable<Limits['levels']> = {
  one: ['all', 'mentions', 'none'],
  all: ['all', 'none'],
  quiet: ['none'],
};

const NOTIFY = 'AcceptAndNotify';
const SILENT = 'AcceptNotNotify';
const DAY = 86_400;
const MINUTE = 60_000;
const MINUTES = 1_440;

const here = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Minutes since midnight, as clocks in that zone show them. */
const minuteOf = (at: number, timeZone: string): number => {
  const clock = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  const parts = clock.formatToParts(at);
  const of = (wanted: 'hour' | 'minute'): number => Number(parts.find(({ type }) => type === wanted)?.value);
  return of('hour') * 60 + of('minute');
};

const two = (value: number): string => String(value).padStart(2, '0');

/** The service knows moments and no zone: hours are told in that of this device. */
const hoursOf = ({ startTime, endTime }: SdkSilence, zone: string): QuietHours => {
  const minute = minuteOf(startTime * 1000, zone);
  const start = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const minutes = Math.min(MINUTES - 1, Math.max(1, Math.round((endTime - startTime) / 60)));
  return { start, minutes, zone, level: 'none' };
};

export const readSilence = (silence: SdkSilence, zone = here()): NotifySettings => {
  const { messageRemindType, startTime, endTime, isRepeated } = silence;
  const none: NotifySettings = { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} };
  if (messageRemindType === NOTIFY || !(endTime > startTime)) return none;
  if (!isRepeated) return { ...none, pausedUntil: endTime * 1000 };
  return endTime - startTime >= DAY ? { ...none, all: 'none' } : { ...none, quiet: hoursOf(silence, zone) };
};

const unsupported = (field: string, why: string): ImError =>
  new ImError('unsupported', { field: `notify.${field}`, message: `notify.${field}: Tencent ${why}` });

/** Throws `unsupported`. */
const check = ({ all, kinds, spaces, quiet }: NotifyPatch): void => {
  if (kinds) throw unsupported('kinds', 'keeps no level for a kind of conversation');
  if (spaces) throw unsupported('spaces', 'keeps no level for a space');
  if (all && all !== 'all' && all !== 'none') throw unsupported('all', `has no "${all}" for all messages`);
  if (quiet && quiet.level !== 'none') throw unsupported('quiet.level', 'knows no mentions in quiet hours');
};

/** Since when the hours last began, by their own clock. */
const sinceOf = ({ start, zone }: QuietHours, now: number): number => {
  const [hours = 0, past = 0] = start.split(':').map(Number);
  const ago = (minuteOf(now, zone) - hours * 60 - past + MINUTES) % MINUTES;
  return (Math.floor(now / MINUTE) - ago) * MINUTE;
};

/** A moment as the SDK takes it: hours of today by this device's clock, which may be less than none. */
const startingAt = (at: number) => {
  const [then, today] = [new Date(at), new Date()];
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - today.setHours(0, 0, 0, 0)) / (DAY * 1000));
  return { startHour: days * 24 + then.getHours(), startMinute: then.getMinutes(), startSecond: then.getSeconds() };
};

/**
 * What is to be said so that `patch` holds too; undefined: nothing. Throws `unsupported` where two silences would stand at once:
 * the service keeps one, and the other would be lost.
 * @param now the service's clock, milliseconds
 */
export const silenceFor = (before: NotifySettings, patch: NotifyPatch, now: number): SaidSilence => {
  check(patch);
  const { all, pausedUntil, quiet } = { ...before, ...patch };
  const silences = [all === 'none', pausedUntil > now, quiet].filter(Boolean);
  if (silences.length > 1)
    throw unsupported(Object.keys(patch)[0] ?? 'all', 'keeps one of a pause, quiet hours and silence');
  const silent = { messageRemindType: SILENT, isRepeated: true };
  if (all === 'none') return { ...silent, ...startingAt(now), duration: DAY };
  if (quiet) return { ...silent, ...startingAt(sinceOf(quiet, now)), duration: quiet.minutes * 60 };
  if (pausedUntil <= now) return { messageRemindType: NOTIFY };
  const [from, until] = [Math.floor(now / 1000), Math.ceil(pausedUntil / 1000)];
  return { ...silent, ...startingAt(from * 1000), duration: until - from, isRepeated: false };
};
