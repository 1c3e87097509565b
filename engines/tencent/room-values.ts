import type { CallOptions } from '../../core/engine/index.js';
import { ImError, type RoomAttribute, type UserId } from '../../core/model/index.js';
import type { Link } from './link.js';

/** What the service takes: pairs in a room, bytes of a key, bytes of what it is. */
const MOST = 16;
const KEY = 32;
const VALUE = 4 * 1024;
/** A value of ours, in JSON: who set it, and whether it goes with him. */
const OURS = 'im-elements/1 ';

/** The counter of likes. */
export const LIKES = 'likes';

export const writeAttribute = ({ value, by, leaves }: RoomAttribute): string =>
  `${OURS}${JSON.stringify([value, by, ...(leaves ? [1] : [])])}`;

/** What another client set is nobody's. */
export const readAttribute = (raw: string): RoomAttribute => {
  try {
    const [value, by, leaves] = raw.startsWith(OURS) ? (JSON.parse(raw.slice(OURS.length)) as unknown[]) : [];
    if (typeof value === 'string' && typeof by === 'string')
      return { value, by, ...(leaves === 1 && { leaves: true }) };
  } catch {
    // Not by us after all.
  }
  return { value: raw, by: '' };
};

export const readAttributes = (all: Readonly<Record<string, string>>): Readonly<Record<string, RoomAttribute>> =>
  Object.fromEntries(Object.entries(all).map(([key, raw]) => [key, readAttribute(raw)]));

export const attributesIn = async (link: Pick<Link, 'call'>, groupID: string, options?: CallOptions) => {
  const ask = link.call((sdk) => sdk.getGroupAttributes({ groupID, keyList: [] }), options, 'get_group_attr');
  return readAttributes((await ask).groupAttributes);
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const tooLarge = (limit: number, what: string): ImError =>
  new ImError('too-large', { field: 'set', limit, message: `set: ${what}, at most ${limit}` });

interface Wanted {
  readonly self: UserId;
  /** Those of others too. */
  readonly all: boolean;
  readonly leaves: boolean;
}

/** What is to be written, what is to go, and what may not be. The service lets anybody set all: the rule is ours. */
export const planAttributes = (
  now: Readonly<Record<string, RoomAttribute>>,
  set: Readonly<Record<string, string | null>>,
  { self, all, leaves }: Wanted,
) => {
  const written: Record<string, string> = {};
  const gone: string[] = [];
  const refused = new Map<string, ImError>();
  let size = Object.keys(now).length;
  for (const [key, value] of Object.entries(set)) {
    const known = now[key];
    const raw = value === null ? '' : writeAttribute({ value, by: self, ...(leaves && { leaves: true }) });
    if (known && known.by !== self && !all)
      refused.set(key, new ImError('forbidden', { field: key, message: `${key}: is somebody else’s` }));
    else if (value === null) {
      if (known) gone.push(key);
    } else if (bytes(key) > KEY) refused.set(key, tooLarge(KEY, `bytes of "${key}"`));
    else if (bytes(raw) > VALUE) refused.set(key, tooLarge(VALUE, `bytes of what "${key}" is`));
    else if (!known && size >= MOST) refused.set(key, tooLarge(MOST, 'too many in this room'));
    else {
      if (!known) size += 1;
      written[key] = raw;
    }
  }
  return { written, gone, refused };
};
