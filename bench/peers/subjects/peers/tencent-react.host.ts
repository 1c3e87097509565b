import type { Host } from '../../lib/subjects.js';

/** The engine of its video rooms, which a chat loads and does not use, is left out: its own sizes are told without it. */
export const host: Host = {
  plugins: [
    {
      name: 'no-rooms',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^@tencentcloud\/tuiroom-engine-js$/ }, ({ path }) => ({ path, namespace: 'no-rooms' }));
        onLoad({ filter: /.*/, namespace: 'no-rooms' }, () => ({ contents: 'module.exports = {}' }));
      },
    },
  ],
};
