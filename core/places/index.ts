import type { ActsHost, RunningPlaces } from '../acts/host.js';
import { rooms } from './rooms.js';
import { spaces } from './spaces.js';

/** Live rooms and spaces. */
export const createPlaces = (host: ActsHost): RunningPlaces => {
  const { store } = host.ctx;
  const [live, parts] = [rooms(host), spaces(host)];
  return {
    rooms: {
      ...live.acts,
      async resume(_, full) {
        const again = store.has('list/spaces') && (full || !parts.running());
        await Promise.all([live.resume(), again && parts.reload()]);
      },
    },
    spaces: parts.acts,
  };
};
