import type { CallOptions, PresenceFacet } from '../../../core/engine/index.js';
import type { Presence, UserId } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import type { Link } from '../link.js';
import { readPresence, statusFor } from '../people.js';

/** In one call. */
const ASKED = 500;
const WATCHED_AT_ONCE = 100;
/** Of one person, says the vendor. */
export const MOST_WATCHED = 200;

const parts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

export const presenceFacet = (link: Link): PresenceFacet => {
  const watched = () => link.kept('watched', () => ({ ids: [] as readonly UserId[] }));
  /** Those whom nobody knows are offline. */
  const get = async (ids: readonly UserId[], options?: CallOptions): Promise<readonly Presence[]> => {
    const found = new Map<UserId, Presence>();
    for (const userIDList of parts(ids, ASKED)) {
      const { successUserList } = await link.call(
        (sdk) => sdk.getUserStatus({ userIDList }),
        options,
        'ws_get_user_status',
      );
      for (const one of successUserList) found.set(one.userID, readPresence(one));
    }
    return ids.map((id) => found.get(id) ?? { userId: id, state: 'offline' });
  };
  const watch = async (ids: readonly UserId[], options?: CallOptions): Promise<readonly Presence[]> => {
    const before = watched().ids;
    const gone = before.filter((id) => !ids.includes(id));
    // Without names the SDK lets all go.
    for (const userIDList of parts(gone, WATCHED_AT_ONCE))
      await link.call((sdk) => sdk.unsubscribeUserStatus({ userIDList }), options, 'ws_status_unsubscribe');
    watched().ids = before.filter((id) => ids.includes(id));
    for (const userIDList of parts(
      ids.filter((id) => !before.includes(id)),
      WATCHED_AT_ONCE,
    )) {
      await link.call((sdk) => sdk.subscribeUserStatus({ userIDList }), options, 'ws_status_subscribe');
      watched().ids = [...watched().ids, ...userIDList];
    }
    return ids.length > 0 ? get(ids, options) : [];
  };
  return {
    get: (ids, options) => unlessRefused(link, ['presence'], get(ids, options)),
    watch: (ids, options) => unlessRefused(link, ['presence'], watch(ids, options)),
    /** The vendor knows no device at which nobody is: `idle` says nothing there. */
    async set({ words, away }, options) {
      if (words === undefined && away === undefined) return;
      const self = link.self();
      // The SDK answers this one by itself.
      const { successUserList } = await link.call((sdk) => sdk.getUserStatus({ userIDList: [self] }), options);
      const now = readPresence({ userID: self, ...successUserList[0], statusType: 1 });
      const said = (words === undefined ? now.words : words) ?? '';
      const customStatus = statusFor(said, away ?? now.state === 'away');
      await unlessRefused(
        link,
        ['set-presence'],
        link.call((sdk) => sdk.setSelfStatus({ customStatus }), options),
      );
    },
  };
};
