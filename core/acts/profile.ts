import { ImError, invalid } from '../model/index.js';
import type { ActsHost, RunningActs } from './host.js';

/** One's own profile. */
export const profile = ({ ctx }: ActsHost): RunningActs['users'] => ({
  async update(_, patch) {
    if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
    const { engine, store } = ctx;
    ctx.requireConnected();
    if (!engine.users?.update)
      throw new ImError('unsupported', { field: 'update', message: 'profiles are not kept here' });
    const user = await engine.users.update(patch);
    store.commit('remote', (writer) => writer.put('user', user.id, user));
    return user;
  },
});
