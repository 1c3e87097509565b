import type { FastifyInstance } from 'fastify';
import type { Hub } from '../../service/index.js';
import type { Storage } from '../../storage/port.js';
import { type Counters, prometheus } from './metrics.js';
import { refuse } from './refusal.js';

/** `/healthz`: 200 while the storage answers. `/metrics`: Prometheus text. */
export function probes(app: FastifyInstance, hub: Hub, storage: Storage, count: Counters): void {
  const startedAt = Date.now();
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await storage.transaction((tx) => tx.events.head());
    } catch {
      throw refuse('storage', 'the storage does not answer');
    }
    return { status: 'ok' };
  });
  app.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(prometheus(hub, count, startedAt)),
  );
}
