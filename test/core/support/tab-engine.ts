import type { Engine, EngineBatch } from '../../../core/engine/index.js';
import { ImError } from '../../../core/model/index.js';
import type { ScriptEngine } from './script-engine.js';

/** One tab's engine on a back end that all tabs share. */
export const tabEngine = (server: ScriptEngine, messages: Engine['messages'] = server.messages): Engine => {
  const listeners = new Set<(batch: EngineBatch) => void>();
  return Object.assign(Object.create(server) as ScriptEngine, {
    messages,
    connect: async () => {
      if (!server.online) throw new ImError('not-connected');
      queueMicrotask(() => {
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
};
