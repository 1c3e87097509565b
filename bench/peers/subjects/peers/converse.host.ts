import type { Host } from '../../lib/subjects.js';

/** Its build is a script tag, and what that fetches by itself. */
export const host: Host = {
  copies: { 'node_modules/converse.js/dist': 'dist' },
  head: '<link rel="stylesheet" href="dist/converse.min.css"><script type="module" src="dist/converse.min.js"></script>',
};
