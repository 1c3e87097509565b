import type { BlockFacet, CallOptions } from '../../../core/engine/index.js';
import { ImError, type UserId } from '../../../core/model/index.js';
import { tencentCode } from '../errors.js';
import { allBlocked, blockedHere, blocksNow } from '../events/people.js';
import type { Link } from '../link.js';

const PROFILES = 100;

const missing = () => new ImError('not-found', { field: 'userId', message: 'userId: there is no such person' });

/** The SDK does not say whom of several the server does not know. */
const exist = async (link: Link, ids: readonly UserId[], options?: CallOptions): Promise<ReadonlySet<UserId>> => {
  const found = new Set<UserId>();
  for (let at = 0; at < ids.length; at += PROFILES) {
    const userIDList = ids.slice(at, at + PROFILES);
    for (const { userID } of await link.call((sdk) => sdk.getUserProfile({ userIDList }), options)) found.add(userID);
  }
  return found;
};

export const blockFacet = (link: Link): BlockFacet => {
  const list = async (options?: CallOptions): Promise<readonly UserId[]> => {
    await link.settled(options);
    return allBlocked(await link.call((sdk) => sdk.getBlacklist(), options), link);
  };
  return {
    async list({ signal } = {}) {
      return { items: [...(await list({ signal }))] };
    },
    async set(ids, blocked, options) {
      const known = blocked ? await exist(link, ids, options) : new Set(ids);
      const userIDList = ids.filter((id) => known.has(id) && id !== link.self());
      if (userIDList.length > 0) {
        const which = { userIDList };
        await link.call((sdk) => (blocked ? sdk.addToBlacklist(which) : sdk.removeFromBlacklist(which)), options);
        for (const id of userIDList) blockedHere(link)[blocked ? 'add' : 'delete'](id);
        link.emit(blocksNow(await list(options), link));
      }
      const outcome = (id: UserId): ImError | true => {
        if (id === link.self()) return tencentCode(2742);
        return known.has(id) ? true : missing();
      };
      return new Map(ids.map((id) => [id, outcome(id)]));
    },
    async check(ids, options) {
      const all = new Set(await list(options));
      return ids.filter((id) => all.has(id));
    },
  };
};
