import type { GroupFacet } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import { readGroup, readMember } from './codec.js';
import { fromWireError } from './errors.js';

export const groupFacet = (call: Call): GroupFacet => ({
  async create({ id, name, avatar, policy, members, history }, options) {
    return readGroup(await call('groups.create', { id, name, avatar, policy, members, history }, options));
  },
  async fetch(ids, options) {
    return (await call('groups.get', { ids }, options)).items.map(readGroup);
  },
  async join(group, options) {
    return (await call('groups.join', { group }, options)).state;
  },
  async leave(group, options) {
    await call('groups.leave', { group }, options);
  },
  async members(group, { cursor, limit, signal }) {
    const { items, next } = await call('groups.members', { group, cursor, limit }, { signal });
    return { items: items.map(readMember), next };
  },
  async invite(group, users, options) {
    const { outcomes } = await call('groups.invite', { group, users }, options);
    return new Map(outcomes.map(({ user, error }) => [user, error ? fromWireError(error) : 'joined'] as const));
  },
});
