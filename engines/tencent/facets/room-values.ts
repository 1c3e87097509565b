import type { RoomFacet } from '../../../core/engine/index.js';
import { ImError } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import { attributesIn, LIKES, planAttributes } from '../room-values.js';
import { roomsOf } from '../rooms.js';

type Part = Pick<RoomFacet, 'like' | 'setAttributes'>;

/** Somebody else was faster, so often. */
const TRIES = 3;
const LATE: unknown = 10_056;

export const roomValues = (link: Link): Part => ({
  /** The service adds them up, and tells all how many there are. */
  async like(groupID, value, options) {
    const add = { groupID, key: LIKES, value };
    await link.call((sdk) => sdk.increaseGroupCounter(add), options, 'update_group_counter');
  },
  async setAttributes(groupID, set, { force, leaves, signal } = {}) {
    const options = { signal };
    const { role = 'member' } = roomsOf(link).get(groupID) ?? {};
    const wanted = { self: link.self(), all: force === true && role !== 'member', leaves: leaves === true };
    for (let left = TRIES; ; left--) {
      const { written, gone, refused } = planAttributes(await attributesIn(link, groupID, options), set, wanted);
      try {
        if (Object.keys(written).length > 0) {
          const which = { groupID, groupAttributes: written };
          await link.call((sdk) => sdk.setGroupAttributes(which), options, 'modify_group_attr');
        }
        if (gone.length > 0) {
          const which = { groupID, keyList: gone };
          await link.call((sdk) => sdk.deleteGroupAttributes(which), options, 'delete_group_attr');
        }
        return new Map(Object.keys(set).map((key) => [key, refused.get(key) ?? 'set'] as const));
      } catch (error) {
        if (left === 1 || !(error instanceof ImError) || error.engine?.code !== LATE) throw error;
      }
    }
  },
});
