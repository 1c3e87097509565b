import type { Ops, WireLevel, WireSettings } from '../protocol/index.js';
import { boolean, type Check, dictionary, id, integer, nullable, object, oneOf, optional, string } from './check.js';
import { HubError, invalid } from './errors.js';

type Patch = Ops['settings.set']['args'];

const MOST_SPACES = 200;
const LEVELS = ['all', 'mentions', 'me', 'everyone', 'silent', 'none'] as const;

export const level: Check<WireLevel> = oneOf(...LEVELS);

const language: Check<string> = (value, field) => {
  const tag = string(35, 1)(value, field);
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag)) throw invalid(field, 'must be a BCP 47 language tag');
  return tag;
};

const clock: Check<string> = (value, field) => {
  const time = string(5)(value, field);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw invalid(field, 'must be a time of day as HH:MM');
  return time;
};

const zone: Check<string> = (value, field) => {
  const name = string(64, 1)(value, field);
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw invalid(field, 'must be a time zone such as Europe/Berlin');
  }
  return name;
};

const spaces: Check<Readonly<Record<string, WireLevel | null>>> = (value, field) => {
  const some = dictionary(nullable(level), MOST_SPACES)(value, field);
  for (const name of Object.keys(some)) id(name, field);
  return some;
};

const kinds = object({
  direct: optional(nullable(level)),
  group: optional(nullable(level)),
  channel: optional(nullable(level)),
  room: optional(nullable(level)),
  system: optional(nullable(level)),
});

const quiet = object({ start: clock, minutes: integer(1, 1439), zone, level: oneOf('mentions', 'none') });

export const settingsPatch: Check<Patch> = object({
  privacy: optional(object({ receipts: optional(boolean), typing: optional(boolean), lastSeen: optional(boolean) })),
  push: optional(
    object({ language: optional(nullable(language)), detail: optional(boolean), whileOnline: optional(boolean) }),
  ),
  contacts: optional(object({ accept: optional(oneOf('anyone', 'confirm', 'nobody')), only: optional(boolean) })),
  notify: optional(
    object({
      pausedUntil: optional(integer(0)),
      all: optional(level),
      kinds: optional(kinds),
      spaces: optional(spaces),
      quiet: optional(nullable(quiet)),
    }),
  ),
});

/** What null stands for is taken away. */
const merge = <T extends object>(before: T, patch: { readonly [K in keyof T]?: T[K] | null } = {}): T =>
  Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null)) as T;

export const mergeSettings = (before: WireSettings, patch: Patch): WireSettings => {
  const { kinds, spaces, ...notify } = patch.notify ?? {};
  const merged: WireSettings['notify'] = {
    ...merge(before.notify, notify),
    kinds: merge(before.notify.kinds, kinds),
    spaces: merge(before.notify.spaces, spaces),
  };
  if (Object.keys(merged.spaces).length > MOST_SPACES) {
    throw new HubError('too-large', `notify.spaces: at most ${MOST_SPACES}`, {
      field: 'notify.spaces',
      limit: MOST_SPACES,
    });
  }
  return {
    privacy: { ...before.privacy, ...patch.privacy },
    push: merge(before.push, patch.push),
    contacts: { ...before.contacts, ...patch.contacts },
    notify: merged,
  };
};
