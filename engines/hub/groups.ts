import type { GroupFacet } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import type { WireOutcomes } from '../../hub/protocol/groups.js';
import type { WireApplication } from '../../hub/protocol/index.js';
import type { Call } from './calls.js';
import { readApplication, readGroup, readMember } from './codec.js';
import { fromWireError } from './errors.js';

const outcomes = async <T extends string>(
  answer: Promise<WireOutcomes<T>>,
): Promise<ReadonlyMap<string, T | ImError>> =>
  new Map(
    (await answer).outcomes.map(
      ({ user, state, error }) => [user, error ? fromWireError(error) : (state as T)] as const,
    ),
  );

/** Nothing to answer but that it is done. */
const done = async (answer: Promise<object>): Promise<void> => {
  await answer;
};

export const groupFacet = (call: Call): GroupFacet => ({
  async create(draft, options) {
    return readGroup(await call('groups.create', draft, options));
  },
  async fetch(ids, options) {
    return (await call('groups.get', { ids }, options)).items.map(readGroup);
  },
  async join(group, { words, signal } = {}) {
    return (await call('groups.join', { group, words }, { signal })).state;
  },
  leave: (group, { successor, signal } = {}) => done(call('groups.leave', { group, successor }, { signal })),
  async members(group, { signal, ...query }) {
    const { items, next } = await call('groups.members', { group, ...query }, { signal });
    return { items: items.map(readMember), next };
  },
  invite: (group, users, { words, signal } = {}) =>
    outcomes(call('groups.invite', { group, users, words }, { signal })),
  dismiss: (group, options) => done(call('groups.dismiss', { group }, options)),
  async mine({ signal, ...page }) {
    const { items, next } = await call('groups.mine', page, { signal });
    return { items: items.map(readGroup), next };
  },
  async directory({ signal, ...query }) {
    const { items, next } = await call('groups.directory', query, { signal });
    return { items: items.map(readGroup), next };
  },
  update: (group, patch, options) => done(call('groups.update', { group, patch }, options)),
  announce: (group, text, { notify, signal } = {}) =>
    done(call('groups.announce', { group, text, notify }, { signal })),
  kick: (group, users, { ban, signal } = {}) => outcomes(call('groups.kick', { group, users, ban }, { signal })),
  unban: (group, users, options) => outcomes(call('groups.unban', { group, users }, options)),
  banned: (group, { signal, ...page }) => call('groups.banned', { group, ...page }, { signal }),
  setRole: (group, users, role, options) => outcomes(call('groups.set-role', { group, users, role }, options)),
  transfer: (group, to, options) => done(call('groups.transfer', { group, to }, options)),
  mute: (group, users, until, options) => outcomes(call('groups.mute', { group, users, until }, options)),
  exempt: (group, users, exempt, options) => outcomes(call('groups.exempt', { group, users, exempt }, options)),
  muteAll: (group, muted, options) => done(call('groups.mute-all', { group, muted }, options)),
  updateMember: (group, user, patch, options) => done(call('groups.update-member', { group, user, patch }, options)),
  online: async (group, options) => (await call('groups.online', { group }, options)).count,
  async applications({ signal, ...page }) {
    const { items, next } = await call('groups.applications', page, { signal });
    return { items: items.map(readApplication), next };
  },
  async answer(application, accept, { reason, signal } = {}) {
    try {
      await call('groups.answer', { application, accept, reason }, { signal });
    } catch (error) {
      throw withApplication(error as ImError);
    }
  },
  readApplications: (options) => done(call('groups.read-applications', {}, options)),
  setAttributes: (group, set, { was, signal } = {}) =>
    done(call('groups.set-attributes', { group, set, was }, { signal })),
  initAttributes: (group, all, options) => done(call('groups.init-attributes', { group, all }, options)),
  async count(group, counter, { by, to }, { call: id, signal }) {
    return (await call('groups.count', { group, id, counter, by, to }, { signal })).value;
  },
});

/** On `conflict` the application as it stands, in our words. */
const withApplication = (error: ImError): ImError => {
  const { code, latest, message, field, engine, retry } = error;
  if (code !== 'conflict' || !latest) return error;
  return new ImError(code, { message, field, engine, retry, latest: readApplication(latest as WireApplication) });
};
