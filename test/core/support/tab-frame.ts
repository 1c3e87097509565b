import { createClient } from '../../../core/client/index.js';
import type { Client } from '../../../core/client/types.js';
import type { Engine, EngineBatch } from '../../../core/engine/index.js';
import { ImError } from '../../../core/model/index.js';
import type { ScriptEngine } from './script-engine.js';

/** What the test gives its frames: the back end, which outlives them. */
export interface TabHome {
  readonly server: ScriptEngine;
  readonly app: string;
  ready(frame: Window, client: Client): void;
}

const { server, app, ready } = (parent as unknown as { home: TabHome }).home;

const listeners = new Set<(batch: EngineBatch) => void>();
const engine: Engine = Object.assign(Object.create(server) as ScriptEngine, {
  connect: async () => {
    if (!server.online) throw new ImError('not-connected');
    setTimeout(() => {
      const events = [{ type: 'sync', phase: 'started' } as const, { type: 'sync', phase: 'finished' } as const];
      for (const listen of listeners) listen({ events });
    });
    return { id: 'me' };
  },
  disconnect: async () => {},
  subscribe: (listen: (batch: EngineBatch) => void) => {
    listeners.add(listen);
    return () => listeners.delete(listen);
  },
  can: () => 'available' as const,
});

const client = createClient({ engine, app, credentials: { userId: 'me', token: async () => 'token' } });
await client.session.start();
ready(window, client);
