import type { Ops } from '../../../protocol/index.js';
import type { GroupRow } from '../../../storage/port.js';
import { dictionary, id, integer, nullable, object, optional, string, token } from '../../check.js';
import { sameJson } from '../../equal.js';
import { HubError, invalid } from '../../errors.js';
import type { OpTable, UserCall } from '../../op.js';
import type { Work } from '../../work.js';
import { change, changeGroup, patched, placeFor, tooMany } from './shared.js';

const MOST = 100;
const VALUE = 4_096;
const COUNTERS = 20;
const FARTHEST = Number.MAX_SAFE_INTEGER;

const put = async (work: Work, { id: group, attributes: before }: GroupRow, attributes: GroupRow['attributes']) => {
  if (!sameJson(before ?? {}, attributes ?? {})) await changeGroup(work, group, { attributes }, true);
};

const set = async (work: Work, user: string, args: Ops['groups.set-attributes']['args']): Promise<void> => {
  const { group } = await placeFor(work, user, args.group, 'attributes');
  const latest = group.attributes ?? {};
  const now = (name: string) => (Object.hasOwn(latest, name) ? (latest[name] as string) : null);
  const next = patched(latest, args.set, 'set', MOST);
  // The same call again: it is so already.
  if (sameJson(next ?? {}, latest)) return;
  if (Object.entries(args.was ?? {}).some(([name, value]) => now(name) !== value)) {
    throw new HubError('conflict', 'was: it is not so any more', { field: 'was', latest });
  }
  await put(work, group, next);
};

const count = async (work: Work, user: string, args: Ops['groups.count']['args']): Promise<number> => {
  const { group } = await placeFor(work, user, args.group, 'counters');
  const { counters = {} } = group;
  const before = Object.hasOwn(counters, args.counter) ? (counters[args.counter] as number) : 0;
  const value = args.to ?? before + (args.by ?? 0);
  if (!Number.isSafeInteger(value)) throw invalid('by', 'leads out of the whole numbers');
  const next = { ...counters, [args.counter]: value };
  if (Object.keys(next).length > COUNTERS) throw tooMany('counter', COUNTERS, 'counters');
  if (!sameJson(next, counters)) await changeGroup(work, args.group, { counters: next }, true);
  return value;
};

/** A call that is made again is counted once. */
const counted = async (call: UserCall, args: Ops['groups.count']['args']) => {
  const { core, user } = call;
  if ((args.by === undefined) === (args.to === undefined)) throw invalid('by', 'say either by or to');
  const name = `${args.group} ${args.id}`;
  const before = core.recent.find<Promise<{ value: number }>>('count', user, name, core.clock.now());
  if (before) return before;
  const done = change(call, async (work) => ({ value: await count(work, user, args) }));
  core.recent.keep('count', user, name, done, core.clock.now());
  done.catch(() => core.recent.forget('count', user, name));
  return done;
};

export const attributeOps: OpTable<'groups.set-attributes' | 'groups.init-attributes' | 'groups.count'> = {
  'groups.set-attributes': {
    auth: 'user',
    check: object({
      group: id,
      set: dictionary(nullable(string(VALUE)), MOST),
      was: optional(dictionary(nullable(string(VALUE)), MOST)),
    }),
    run: (call, args) =>
      change(call, async (work) => {
        await set(work, call.user, args);
        return {};
      }),
  },
  'groups.init-attributes': {
    auth: 'user',
    check: object({ group: id, all: dictionary(string(VALUE), MOST) }),
    run: (call, args) =>
      change(call, async (work) => {
        const { group } = await placeFor(work, call.user, args.group, 'init-attributes');
        await put(work, group, patched(undefined, args.all, 'all', MOST));
        return {};
      }),
  },
  'groups.count': {
    auth: 'user',
    check: object({
      group: id,
      id: token(128),
      counter: string(64, 1),
      by: optional(integer(-FARTHEST)),
      to: optional(integer(-FARTHEST)),
    }),
    run: counted,
  },
};
