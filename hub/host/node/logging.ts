import { type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
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

const QUIET = new Set(['/healthz', '/metrics']);

/** Asking for health and metrics is not worth a line. */
class HostLog extends LogController {
  override isLogDisabled(of: FastifyRequest): boolean {
    return QUIET.has(pathOnly(of.url)) || super.isLogDisabled(of);
  }
}

/** JSON lines on standard error; no headers, no queries, no bodies. */
export function logOptions(level: false | string): FastifyServerOptions {
  if (level === false) return { logger: false };
  return {
    logger: { level, stream: process.stderr, serializers: { req: request, err: error as never } },
    logController: new HostLog(),
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
