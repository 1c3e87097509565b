import type { RoomFace, RoomFacet } from '../../core/engine/index.js';
import type { WireRoom } from '../../hub/protocol/index.js';
import type { Call } from './calls.js';
import { readMessage } from './codec.js';
import { fromWireError } from './errors.js';
import { readRoom } from './places.js';
import { readOutcomes } from './spaces.js';

const readFace = (wire: WireRoom): RoomFace => ({
  ...readRoom(wire),
  online: wire.online,
  ...(wire.recent && { recent: wire.recent }),
});

export const roomFacet = (call: Call): RoomFacet => ({
  async join(id, { recent, after, create, more, signal }) {
    const args = { room: id, recent, after: after?.seq, create, more };
    const { room, messages, gap, likes, attributes, standing } = await call('rooms.join', args, { signal });
    return {
      ...{ group: readRoom(room), messages: messages.map(readMessage), online: room.online, recent: room.recent ?? [] },
      ...{ likes, attributes, standing, ...(gap && { gap }) },
    };
  },
  async leave(room, options) {
    await call('rooms.leave', { room }, options);
  },
  async destroy(room, options) {
    await call('rooms.destroy', { room }, options);
  },
  async update(room, { name, avatar, introduction }, options) {
    await call('rooms.update', { room, patch: { name, avatar, introduction } }, options);
  },
  async list(words, { cursor, limit, signal } = {}) {
    const { items, next } = await call('rooms.list', { words, cursor, limit }, { signal });
    return { items: items.map(readFace), next };
  },
  async info(room, options) {
    return readFace(await call('rooms.info', { room }, options));
  },
  members(room, { cursor, limit, signal } = {}) {
    return call('rooms.members', { room, cursor, limit }, { signal });
  },
  async like(room, times, options) {
    await call('rooms.like', { room, times }, options);
  },
  async setAttributes(room, set, { force, leaves, signal } = {}) {
    const { outcomes } = await call('rooms.set-attributes', { room, set, force, leaves }, { signal });
    return new Map(outcomes.map(({ key, error }) => [key, error ? fromWireError(error) : 'set'] as const));
  },
  async kick(room, users, minutes, options) {
    return readOutcomes(await call('rooms.kick', { room, users, minutes }, options));
  },
  async mute(room, users, until, options) {
    return readOutcomes(await call('rooms.mute', { room, users, until }, options));
  },
  async setRole(room, users, role, options) {
    return readOutcomes(await call('rooms.set-role', { room, users, role }, options));
  },
  async muteAll(room, muted, options) {
    await call('rooms.mute-all', { room, muted }, options);
  },
});
