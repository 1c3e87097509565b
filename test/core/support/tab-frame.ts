import { createClient } from '../../../core/client/index.js';
import type { Client } from '../../../core/client/types.js';
import type { ScriptEngine } from './script-engine.js';
import { tabEngine } from './tab-engine.js';

/** What the test gives its frames: the back end, which outlives them. */
export interface TabHome {
  readonly server: ScriptEngine;
  readonly app: string;
  ready(frame: Window, client: Client): void;
}

const { server, app, ready } = (parent as unknown as { home: TabHome }).home;

const engine = tabEngine(server);
const client = createClient({ engine, app, credentials: { userId: 'me', token: async () => 'token' } });
await client.session.start();
ready(window, client);
