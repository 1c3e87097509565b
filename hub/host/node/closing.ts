import type { FastifyInstance } from 'fastify';

export interface UnderWay {
  /** Resolves when no request is under way, or after `ms`. */
  ended(ms: number): Promise<void>;
}

/** Counts requests between their first byte and the end of their answer. Set up before any route. */
export function requestsUnderWay(app: FastifyInstance): UnderWay {
  let count = 0;
  let told: () => void = () => undefined;
  app.addHook('onRequest', async (_request, reply) => {
    count += 1;
    reply.raw.once('close', () => {
      count -= 1;
      if (count === 0) told();
    });
  });
  return {
    async ended(ms) {
      if (count === 0) return;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        told = () => {
          clearTimeout(timer);
          done();
        };
      });
    },
  };
}
