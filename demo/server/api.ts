import type { FastifyInstance } from 'fastify';
import type { HostTokens } from '../../hub/host/node/index.js';
import { PEOPLE } from './people.js';

const TOKEN_MS = 3_600_000;
const LONGEST_NAME = 80;

/** The back end that a site would have of its own: it knows who is who, and signs tokens with the hub's secret. */
export function demoApi(app: FastifyInstance, tokens: HostTokens, open: boolean): void {
  app.get('/demo/api/people', async () => ({ people: PEOPLE }));
  const config = { rateLimit: { max: 120, timeWindow: 60_000 } };
  app.post<{ Body: { user?: unknown; name?: unknown } | null }>(
    '/demo/api/token',
    { config },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const refuse = (status: number, code: string, message: string, field?: string) =>
        reply.code(status).send({ code, message, field });
      if (!open)
        return refuse(403, 'forbidden', 'the demo signs people in on a loopback address only, or with DEMO=open');
      const { user, name } = request.body ?? {};
      const person = PEOPLE.find((known) => known.user === user);
      if (!person)
        return refuse(404, 'not-found', `user must be one of ${PEOPLE.map((p) => p.user).join(', ')}`, 'user');
      if (name !== undefined && (typeof name !== 'string' || name.length > LONGEST_NAME)) {
        return refuse(400, 'invalid', `name must be a text of at most ${LONGEST_NAME} characters`, 'name');
      }
      const claims = { userId: person.user, name: name?.trim() || person.name, kind: 'user' } as const;
      return { token: await tokens.issue(claims, TOKEN_MS) };
    },
  );
}
