import type { FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Logger } from '../../service/index.js';

/** Longest path parameter, characters. */
export const LONGEST_ADDRESS = 200;

/** The query stays out of the log: it holds the signature of file addresses. */
const pathOnly = (url: string | undefined): string => (url ?? '').split('?')[0]?.slice(0, LONGEST_ADDRESS) ?? '';

const request = (of: FastifyRequest) => ({ method: of.method, path: pathOnly(of.url), address: of.ip });

/** What an error says of itself, without whatever hangs on it. */
const error = (of: Error) => ({
  type: of.name,
  code: (of as NodeJS.ErrnoException).code,
  message: of.message,
  stack: of.stack,
});

/** JSON lines on standard error; no headers, no queries, no bodies. Asking for health and metrics is not worth a line. */
export function logOptions(level: false | string): FastifyServerOptions {
  if (level === false) return { logger: false };
  const quiet = new Set(['/healthz', '/metrics']);
  return {
    logger: { level, stream: process.stderr, serializers: { req: request, err: error as never } },
    disableRequestLogging: (of: FastifyRequest) => quiet.has(pathOnly(of.url)),
  };
}

interface PinoLike {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const serviceLog = (pino: PinoLike): Logger => ({
  info: (fields, text) => pino.info(fields, text),
  warn: (fields, text) => pino.warn(fields, text),
  error: (fields, text) => pino.error(fields, text),
});
