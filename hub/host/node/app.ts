import type { Server } from 'node:http';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import serve from '@fastify/static';
import fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import { networkOf } from './address.js';
import { LONGEST_ADDRESS, logOptions } from './logging.js';
import type { HostLimits, StartOptions, StaticFolder } from './options.js';
import type { OriginRules } from './origins.js';
import { answerErrors, refuse } from './refusal.js';

const HEADERS_MS = 15_000;
const PREFLIGHT_S = 600;

function serverOptions(start: StartOptions, limits: HostLimits): FastifyHttpOptions<Server> {
  return {
    ...logOptions(start.log ?? 'info'),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: HEADERS_MS },
    trustProxy: start.trustProxy?.length ? [...start.trustProxy] : false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
  };
}

/** A page that is not on the list is refused outright, not only kept from reading the answer. */
async function originWall(app: FastifyInstance, origins: OriginRules): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (!origins.allows(request)) throw refuse('forbidden', 'this origin is not allowed', { field: 'origin' });
  });
  await app.register(cors, {
    // Only those that passed the wall come here.
    origin: async (origin: string | undefined) => origin ?? false,
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'range'],
    exposedHeaders: ['content-disposition', 'content-length', 'content-range', 'accept-ranges', 'retry-after'],
    maxAge: PREFLIGHT_S,
    strictPreflight: false,
  });
}

async function serveFolder(app: FastifyInstance, folder: StaticFolder): Promise<void> {
  const { prefix, dir, headers = {}, allow } = folder;
  await app.register(serve, {
    root: typeof dir === 'string' ? dir : [...dir],
    prefix,
    decorateReply: false,
    index: ['index.html'],
    dotfiles: 'ignore',
    cacheControl: true,
    maxAge: 0,
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries({ 'x-content-type-options': 'nosniff', ...headers })) {
        reply.header(name, value);
      }
    },
    ...(allow && { allowedPath: (path: string) => allow(path) }),
  });
}

/** The HTTP side without the hub's own routes. `files` is the directory that `reply.sendFile` sends from. */
export async function createApp(
  start: StartOptions,
  limits: HostLimits,
  origins: OriginRules,
  files: string,
): Promise<FastifyInstance> {
  const app = fastify(serverOptions(start, limits));
  answerErrors(app);
  await originWall(app, origins);
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => networkOf(ip) });
  await app.register(serve, { root: files, serve: false, index: false });
  for (const folder of start.static ?? []) await serveFolder(app, folder);
  return app;
}
