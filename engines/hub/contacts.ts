import type {
  BlockFacet,
  ContactFacet,
  DeviceFacet,
  DirectoryFacet,
  PageOptions,
  PresenceFacet,
} from '../../core/engine/index.js';
import type { Contact, ImError, Presence, UserId } from '../../core/model/index.js';
import type { WireContact, WirePeopleOutcomes, WirePresence } from '../../hub/protocol/index.js';
import type { Call } from './calls.js';
import { readUser } from './codec.js';
import { fromWireError } from './errors.js';

/** People in one call. */
const BATCH = 100;

const readContact = ({ user, ...rest }: WireContact): Contact => ({ userId: user, ...rest });
const readPresence = ({ user, ...rest }: WirePresence): Presence => ({ userId: user, ...rest });

const outcomes = ({ outcomes: all }: WirePeopleOutcomes): ReadonlyMap<UserId, ImError | true> =>
  new Map(all.map(({ user, error }) => [user, error ? fromWireError(error) : true] as const));

/** In turns of as many as the hub takes. */
const inBatches = async <T>(ids: readonly UserId[], ask: (some: readonly UserId[]) => Promise<Iterable<T>>) => {
  const all: T[] = [];
  for (let from = 0; from < ids.length; from += BATCH) all.push(...(await ask(ids.slice(from, from + BATCH))));
  return all;
};

const page = ({ cursor, limit }: PageOptions = {}) => ({ cursor, limit });

export const contactFacet = (call: Call): ContactFacet => ({
  async list(options) {
    const { items, next } = await call('contacts.list', page(options), options);
    return { items: items.map(readContact), next };
  },
  groups: async (options) => (await call('contacts.groups', {}, options)).names,
  async add(user, { signal, words, remark, groups, oneWay }) {
    return (await call('contacts.add', { user, words, remark, groups, oneWay }, { signal })).state;
  },
  async remove(ids, oneWay, options) {
    const ask = async (users: readonly UserId[]) => outcomes(await call('contacts.remove', { users, oneWay }, options));
    return new Map(await inBatches(ids, ask));
  },
  async update(user, { remark, notes, groups }, options) {
    await call('contacts.update', { user, remark, notes, groups }, options);
  },
  async check(ids, options) {
    const items = await inBatches(ids, async (users) => (await call('contacts.check', { users }, options)).items);
    return new Map(items.map(({ user, relation }) => [user, relation] as const));
  },
  requests: (options) => call('contacts.requests', page(options), options),
  async answer(id, accept, { signal, reason, remark, mutual } = {}) {
    await call('contacts.answer', { id, accept, reason, remark, mutual }, { signal });
  },
  async withdraw(id, options) {
    await call('contacts.withdraw', { id }, options);
  },
  async readRequests(options) {
    await call('contacts.read', {}, options);
  },
  async group(name, users, options) {
    await call('contacts.group', { name, users }, options);
  },
  async regroup(name, to, options) {
    await call('contacts.regroup', { name, to }, options);
  },
});

export const presenceFacet = (call: Call): PresenceFacet => ({
  get: async (ids, options) =>
    (await inBatches(ids, async (users) => (await call('presence.get', { users }, options)).items)).map(readPresence),
  async watch(users, options) {
    return (await call('presence.watch', { users }, options)).items.map(readPresence);
  },
  async set({ words, away, idle }, options) {
    await call('presence.set', { words, away, idle }, options);
  },
});

export const blockFacet = (call: Call): BlockFacet => ({
  async list(options) {
    const { users, next } = await call('blocks.list', page(options), options);
    return { items: users, next };
  },
  async set(ids, blocked, options) {
    const ask = async (users: readonly UserId[]) => outcomes(await call('blocks.set', { users, blocked }, options));
    return new Map(await inBatches(ids, ask));
  },
  check: (ids, options) => inBatches(ids, async (users) => (await call('blocks.check', { users }, options)).users),
});

export const deviceFacet = (call: Call): DeviceFacet => ({
  async list(options) {
    const { devices } = await call('session.devices', {}, options);
    return devices.map(({ self: own, class: kind, ...rest }) => ({ ...rest, class: kind as 'web', own }));
  },
  async end(device, options) {
    await call('session.end', { device }, options);
  },
});

export const directoryFacet = (call: Call): DirectoryFacet => ({
  async search(words, options) {
    const { items, next } = await call('users.search', { words, ...page(options) }, options);
    return { items: items.map(readUser), next };
  },
});
