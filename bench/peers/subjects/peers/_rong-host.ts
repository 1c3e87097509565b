import { fileURLToPath } from 'node:url';
import type { Host } from '../../lib/subjects.js';

const OFFLINE = fileURLToPath(new URL('_rong-offline.ts', import.meta.url));

/** RongCloud's SDK is replaced by itself, with the calls that ask a server answered in the page. */
export const host: Host = {
  plugins: [
    {
      name: 'offline',
      setup({ onResolve }) {
        onResolve({ filter: /^@rongcloud\/imlib-next$/ }, ({ importer }) =>
          importer === OFFLINE ? undefined : { path: OFFLINE },
        );
      },
    },
  ],
};
