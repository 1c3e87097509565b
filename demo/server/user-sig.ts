import type { FastifyInstance } from 'fastify';
import { PEOPLE } from './people.js';

const SECONDS = 3600;

type Sign = (wanted: {
  readonly sdkAppId: number;
  readonly key: string;
  readonly userId: string;
  readonly seconds: number;
}) => string;

/**
 * Signs people in to Tencent Cloud Chat, with `TENCENT_KEY`; a test server takes any key. `file` is the example of the docs,
 * which is not part of the package.
 */
export function userSigApi(app: FastifyInstance, file: URL, open: boolean): void {
  const config = { rateLimit: { max: 120, timeWindow: 60_000 } };
  app.get<{ Querystring: { user?: string; 'app-id'?: string } }>(
    '/demo/api/user-sig',
    { config },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (!open) return reply.code(403).send({ code: 'forbidden', message: 'on a loopback address only' });
      const { user, 'app-id': appId } = request.query;
      const person = PEOPLE.find((known) => known.user === user);
      if (!person || !/^[1-9]\d{0,14}$/.test(appId ?? ''))
        return reply.code(404).send({ code: 'not-found', message: 'needs ?user= of the demo and ?app-id=' });
      const { userSig } = (await import(file.href)) as { readonly userSig: Sign };
      const { TENCENT_KEY: key = 'demo' } = process.env;
      return { token: userSig({ sdkAppId: Number(appId), key, userId: person.user, seconds: SECONDS }) };
    },
  );
}
