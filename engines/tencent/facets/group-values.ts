import type { CallOptions, GroupFacet } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { tellGroup, valued } from '../groups-now.js';
import type { Link } from '../link.js';

type Part = Pick<GroupFacet, 'setAttributes' | 'initAttributes' | 'count'>;

/** What the service takes; key, value and all in bytes. */
const MOST = 16;
const KEY = 32;
const VALUE = 4 * 1024;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const tooLarge = (limit: number, what: string): ImError =>
  new ImError('too-large', { field: 'attributes', limit, message: `attributes: ${what}, at most ${limit}` });

const check = (all: Readonly<Record<string, string | null>>): void => {
  if (Object.keys(all).length > MOST) throw tooLarge(MOST, 'too many');
  for (const [key, value] of Object.entries(all)) {
    if (!key) throw invalid('attributes', 'have no empty name');
    if (bytes(key) > KEY) throw tooLarge(KEY, `bytes of "${key}"`);
    if (bytes(value ?? '') > VALUE) throw tooLarge(VALUE, `bytes of what "${key}" is`);
  }
};

export const groupValues = (link: Link): Part => {
  const all = async (groupID: string, options?: CallOptions): Promise<Readonly<Record<string, string>>> => {
    valued(link).add(groupID);
    return (await link.call((sdk) => sdk.getGroupAttributes({ groupID, keyList: [] }), options, 'get_group_attr'))
      .groupAttributes;
  };
  const late = (latest: unknown) =>
    new ImError('conflict', { field: 'attributes', message: 'attributes: somebody else was faster', latest });
  /** The service compares its own count of changes: whoever was faster wins. */
  const guarded = async (groupID: string, work: () => Promise<unknown>, options?: CallOptions): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ImError) || error.engine?.code !== 10_056) throw error;
      throw late(await all(groupID, options));
    }
  };
  return {
    async setAttributes(groupID, set, { was, signal } = {}) {
      check(set);
      const options = { signal };
      const now = await all(groupID, options);
      for (const [key, value] of Object.entries(was ?? {})) if ((now[key] ?? null) !== value) throw late(now);
      const groupAttributes = Object.fromEntries(
        Object.entries(set).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
      );
      const keyList = Object.keys(set).filter((key) => set[key] === null && key in now);
      const work = async () => {
        if (Object.keys(groupAttributes).length > 0)
          await link.call((sdk) => sdk.setGroupAttributes({ groupID, groupAttributes }), options, 'modify_group_attr');
        if (keyList.length > 0)
          await link.call((sdk) => sdk.deleteGroupAttributes({ groupID, keyList }), options, 'delete_group_attr');
      };
      await guarded(groupID, work, options);
      await tellGroup(link, groupID, []);
    },
    async initAttributes(groupID, groupAttributes, options) {
      check(groupAttributes);
      await all(groupID, options);
      const work = () =>
        Object.keys(groupAttributes).length === 0
          ? link.call((sdk) => sdk.deleteGroupAttributes({ groupID, keyList: [] }), options, 'clear_group_attr')
          : link.call((sdk) => sdk.initGroupAttributes({ groupID, groupAttributes }), options, 'set_group_attr');
      await guarded(groupID, work, options);
      await tellGroup(link, groupID, []);
    },
    /** The service counts whatever it is told: a call that was answered is not made again while one is signed in. */
    async count(groupID, key, { by = 0, to }, { call, signal }) {
      const counted = link.kept('counted', () => new Map<string, number>());
      const before = counted.get(call);
      if (before !== undefined) return before;
      valued(link).add(groupID);
      const options = { signal };
      const value = Math.abs(by);
      const { counters } = await link.call(
        (sdk) => {
          if (to !== undefined) return sdk.setGroupCounters({ groupID, counters: { [key]: to } });
          return by < 0
            ? sdk.decreaseGroupCounter({ groupID, key, value })
            : sdk.increaseGroupCounter({ groupID, key, value });
        },
        options,
        'update_group_counter',
      );
      const now = counters[key] ?? 0;
      counted.set(call, now);
      return now;
    },
  };
};
