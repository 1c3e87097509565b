import type { GroupFacet } from '../../../core/engine/index.js';
import { type Application, ImError } from '../../../core/model/index.js';
import { idOfApplication, known, readApplication } from '../applications.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';

type Part = Pick<GroupFacet, 'applications' | 'answer' | 'readApplications'>;

const MOST = 100;
/** Somebody was faster. */
const ANSWERED: unknown = 10_024;

export const groupApplications = (link: Link): Part => {
  const waiting = async (options?: { readonly signal?: AbortSignal }) =>
    (await link.call((sdk) => sdk.getGroupApplicationList(), options, 'get_pendency')).applicationList;
  const tell = (changed: readonly Application[], read?: true) => {
    for (const one of changed) known(link).set(one.id, one);
    link.emit([{ type: 'applications', changed, ...(read && { read }) }]);
  };
  return {
    /** All that wait; those that are answered the service does not list. */
    async applications({ limit, signal }) {
      checkLimit(limit, MOST);
      const items = (await waiting({ signal })).map((one) => readApplication(link, one));
      for (const one of items) known(link).set(one.id, one);
      return { items: items.sort((a, b) => b.at - a.at) };
    },
    async answer(id, accept, { reason, signal } = {}) {
      const before = known(link).get(id);
      const state = accept ? 'accepted' : 'refused';
      if (before?.state === state && before.by === link.self()) return;
      const application = (await waiting({ signal })).find((one) => idOfApplication(one) === id);
      // By whom is told by who came in, maybe while this was asked; a refusal is told to nobody else.
      const late = () => {
        const now = known(link).get(id);
        const latest = now?.state === 'pending' ? undefined : now;
        return new ImError('conflict', { field: 'application', message: 'application: answered already', latest });
      };
      if (!application) throw before ? late() : new ImError('not-found', { field: 'application' });
      const action = accept ? ('Agree' as const) : ('Reject' as const);
      const which = { handleAction: action, application, ...(reason && { handleMessage: reason }) };
      await link
        .call((sdk) => sdk.handleGroupApplication(which), { signal })
        .catch((error: ImError) => {
          throw error.engine?.code === ANSWERED ? late() : error;
        });
      tell([{ ...readApplication(link, application), state, by: link.self(), ...(reason && { reason }), read: true }]);
    },
    /** The service keeps no such mark: this device does, until it signs out. */
    async readApplications(options) {
      await link.call((sdk) => sdk.setMessageRead({ conversationID: '@TIM#SYSTEM' }), options).catch(() => undefined);
      tell(
        [...known(link).values()].filter(({ read }) => !read).map((one) => ({ ...one, read: true })),
        true,
      );
    },
  };
};
