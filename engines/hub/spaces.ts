import type { SpaceFacet } from '../../core/engine/index.js';
import type { ImError, UserId } from '../../core/model/index.js';
import type { WireOutcomes } from '../../hub/protocol/groups.js';
import type { Call } from './calls.js';
import { readConversation } from './codec.js';
import { fromWireError } from './errors.js';
import { readChannel, readSpace } from './places.js';

/** What became of each. */
export const readOutcomes = <T extends string>({ outcomes }: WireOutcomes<T>): ReadonlyMap<UserId, T | ImError> =>
  new Map(outcomes.map(({ user, state, error }) => [user, error ? fromWireError(error) : (state as T)] as const));

export const spaceFacet = (call: Call): SpaceFacet => ({
  async list({ cursor, limit, signal } = {}) {
    const { items, next } = await call('spaces.list', { cursor, limit }, { signal });
    return { items: items.map(readSpace), next };
  },
  async channels(space, options) {
    const { items, rows } = await call('spaces.channels', { space }, options);
    return { items: items.map(readChannel), rows: rows.map(readConversation) };
  },
  async create(id, { name, avatar, introduction, policy, members }, options) {
    return readSpace(await call('spaces.create', { id, name, avatar, introduction, policy, members }, options));
  },
  async update(space, { name, avatar, introduction, policy }, options) {
    await call('spaces.update', { space, patch: { name, avatar, introduction, policy } }, options);
  },
  async join(space, options) {
    await call('spaces.join', { space }, options);
  },
  async leave(space, options) {
    await call('spaces.leave', { space }, options);
  },
  async remove(space, options) {
    await call('spaces.remove', { space }, options);
  },
  async invite(space, users, options) {
    return readOutcomes(await call('spaces.invite', { space, users }, options));
  },
  async kick(space, users, options) {
    return readOutcomes(await call('spaces.kick', { space, users }, options));
  },
  async setRole(space, users, role, options) {
    return readOutcomes(await call('spaces.set-role', { space, users, role }, options));
  },
  async members(space, { cursor, limit, signal } = {}) {
    const { items, next } = await call('spaces.members', { space, cursor, limit }, { signal });
    return { items: items.map(({ user: userId, role }) => ({ userId, role })), next };
  },
  async markRead(space, options) {
    await call('spaces.read', { space }, options);
  },
  async createChannel(space, id, { name, topic, private: closed, category, members }, options) {
    await call('spaces.create-channel', { space, id, name, topic, private: closed, category, members }, options);
  },
  async updateChannel(space, channel, { name, topic, private: closed, category, place }, options) {
    const patch = { name, topic, private: closed, category, place };
    await call('spaces.update-channel', { space, channel, patch }, options);
  },
  async removeChannel(space, channel, options) {
    await call('spaces.remove-channel', { space, channel }, options);
  },
  channelMembers(space, channel, { cursor, limit, signal } = {}) {
    return call('spaces.channel-members', { space, channel, cursor, limit }, { signal });
  },
  async addToChannel(space, channel, users, options) {
    return readOutcomes(await call('spaces.add-to-channel', { space, channel, users }, options));
  },
  async removeFromChannel(space, channel, users, options) {
    return readOutcomes(await call('spaces.remove-from-channel', { space, channel, users }, options));
  },
});
