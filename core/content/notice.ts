import type { ContentOf, UserId } from '../model/index.js';
import { compact, isRecord, stringOf } from './check.js';
import type { ContentType } from './types.js';

declare module '../model/content.js' {
  interface ContentMap {
    /** A grey line: somebody joined, left, renamed the group and so on; locale key `notice.<event>`. */
    notice: {
      readonly event: string;
      readonly actors: readonly UserId[];
      readonly params?: Readonly<Record<string, string>>;
    };
  }
}

const EVENT = /^[a-z][\w.-]{0,63}$/i;
const MAX_ACTORS = 500;

const readActors = (raw: unknown): UserId[] | undefined => {
  if (raw === undefined) return [];
  if (!Array.isArray(raw) || raw.length > MAX_ACTORS) return undefined;
  const actors = raw.filter((id): id is UserId => stringOf(id, 256) !== undefined);
  return actors.length === raw.length ? actors : undefined;
};

/** Strings and numbers; anything else is left out. */
const readParams = (raw: unknown): Record<string, string> | undefined => {
  if (!isRecord(raw)) return undefined;
  const pairs = Object.entries(raw).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return pairs.length > 0 ? Object.fromEntries(pairs.map(([key, value]) => [key, String(value)])) : undefined;
};

export const noticeContent: ContentType<'notice'> = {
  kind: 'notice',
  parse: (raw) => {
    const actors = readActors(raw.actors);
    if (typeof raw.event !== 'string' || !EVENT.test(raw.event) || !actors) return undefined;
    return compact<ContentOf<'notice'>>({ kind: 'notice', event: raw.event, actors, params: readParams(raw.params) });
  },
  preview: ({ event, actors, params }) => ({ ...params, event, actors: actors.join(', ') }),
  counts: false,
  copyable: false,
};
