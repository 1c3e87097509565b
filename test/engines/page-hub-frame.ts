import { hubEngine } from '../../engines/hub/index.js';
import { pageHub, pageToken } from '../../hub/host/page/index.js';

// A tab of its own: holds the hub, signs somebody in, and says so to the page that opened it.
const [name = '', user = ''] = location.hash.slice(1).split('/');
const engine = hubEngine({ port: pageHub({ name }).open });
await engine.connect({ userId: user, token: async () => pageToken(user) }, { device: { id: 'frame', class: 'web' } });
parent.postMessage('ready', location.origin);
