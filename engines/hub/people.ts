import type { UserFacet } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import { readUser } from './codec.js';

/** Empty takes it away. */
const gone = (value: string | undefined): string | null | undefined => (value === '' ? null : value);

export const userFacet = (call: Call): UserFacet => ({
  async fetch(ids, options) {
    return (await call('users.get', { ids }, options)).items.map(readUser);
  },
  async update({ name, avatar, status, fields }, options) {
    const cleared = fields && Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value || null]));
    const patch = { name: gone(name), avatar: gone(avatar), status: gone(status), fields: cleared };
    return readUser(await call('users.update', { patch }, options));
  },
});
