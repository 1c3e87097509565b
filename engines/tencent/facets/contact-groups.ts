import type { CallOptions } from '../../../core/engine/index.js';
import { isImError, type UserId } from '../../../core/model/index.js';
import type { Link } from '../link.js';

export interface ContactGroups {
  names(options?: CallOptions): Promise<readonly string[]>;
  /** Idempotent. */
  make(name: string, options?: CallOptions): Promise<void>;
  put(name: string, id: UserId, on: boolean, options?: CallOptions): Promise<void>;
}

const EXISTS = 2710;

export const contactGroups = (link: Link): ContactGroups => {
  const names = async (options?: CallOptions) =>
    (await link.call((sdk) => sdk.getFriendGroupList(), options)).map(({ name }) => name);
  const make = async (name: string, options?: CallOptions): Promise<void> => {
    try {
      await link.call((sdk) => sdk.createFriendGroup({ name, userIDList: [] }), options);
    } catch (error) {
      if (!isImError(error) || error.engine?.code !== EXISTS) throw error;
    }
  };
  return {
    names,
    make,
    async put(name, id, on, options) {
      if (on) await make(name, options);
      const which = { name, userIDList: [id] };
      await link.call((sdk) => (on ? sdk.addToFriendGroup(which) : sdk.removeFromFriendGroup(which)), options);
    },
  };
};
