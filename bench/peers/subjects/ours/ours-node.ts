import { webSocketPort } from '../../../../engines/hub/index.js';
import { ours } from './_ours.js';

/** What `ours-node.host.ts` wrote into the address of this page. */
const query = new URLSearchParams(location.hash.slice(1));
const tokens: Readonly<Record<string, string>> = JSON.parse(query.get('tokens') ?? '{}');
const files: Readonly<Record<string, string>> = JSON.parse(query.get('files') ?? '{}');

ours({
  note: 'the elements and a client, over a WebSocket on a hub in Node with SQLite on the same machine',
  port: webSocketPort({ url: query.get('hub') ?? undefined }),
  // Each of them has a socket.
  inOrder: false,
  tokenOf: (user) => tokens[user] ?? '',
  files: async () => files,
});
