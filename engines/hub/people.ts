import type { UserFacet } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import { readUser } from './codec.js';

export const userFacet = (call: Call): UserFacet => ({
  async fetch(ids, options) {
    return (await call('users.get', { ids }, options)).items.map(readUser);
  },
  async update({ name, avatar, status, fields }, options) {
    return readUser(await call('users.update', { patch: { name, avatar, status, fields } }, options));
  },
});
