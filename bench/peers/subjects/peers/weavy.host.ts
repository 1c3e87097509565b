import type { Host } from '../../lib/subjects.js';

/** Its editor and its previews are fetched from its server. */
export const host: Host = { copies: { 'node_modules/@weavy/uikit-web/dist/build/es': '../uikit-web/es' } };
