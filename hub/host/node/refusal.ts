import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { HubErrorCode, WireError } from '../../protocol/index.js';
import { HubError } from '../../service/errors.js';

const STATUS: Readonly<Record<HubErrorCode, number>> = {
  unauthorized: 401,
  banned: 403,
  forbidden: 403,
  blocked: 403,
  muted: 403,
  'not-found': 404,
  invalid: 400,
  'too-large': 413,
  'too-many': 429,
  'too-late': 409,
  conflict: 409,
  'rejected-content': 415,
  unsupported: 501,
  storage: 503,
  internal: 500,
};

const BY_STATUS: Readonly<Record<number, HubErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  406: 'rejected-content',
  413: 'too-large',
  415: 'rejected-content',
  416: 'invalid',
  429: 'too-many',
};

/** A HubError of the host's own. */
export const refuse = (code: HubErrorCode, message: string, more: { field?: string; limit?: number } = {}): HubError =>
  new HubError(code, message, more);

/** What the outside is told: a HubError as it is, a framework's refusal by its status, anything else as `internal`. */
export function asWire(error: unknown): WireError {
  if (error instanceof HubError) return error.toWire();
  const { statusCode, message } = error as Partial<FastifyError>;
  if (statusCode === undefined || statusCode >= 500)
    return { code: 'internal', message: 'the hub failed; see its log' };
  return { code: BY_STATUS[statusCode] ?? 'invalid', message: message ?? 'the request is not good' };
}

/** Nothing of what was meant to be sent may speak for the refusal. */
function plain(reply: FastifyReply, status: number): FastifyReply {
  reply.removeHeader('content-disposition').removeHeader('content-type').removeHeader('etag');
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8');
}

/** The framework's own word where there is one: 416 is no 400. */
function statusOf(error: unknown, wire: WireError): number {
  const { statusCode = 500 } = error as Partial<FastifyError>;
  const framework = !(error instanceof HubError) && statusCode < 500 && statusCode !== 406;
  return framework ? statusCode : STATUS[wire.code];
}

/** Every refusal of the HTTP side is JSON `{code, message, field?, limit?, retryAfter?}`. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const wire = asWire(error);
    if (wire.code === 'internal') request.log.error({ err: error }, 'request failed');
    const wait = Number(reply.getHeader('retry-after'));
    const retryAfter = wire.retryAfter ?? (wait > 0 ? wait * 1000 : undefined);
    if (retryAfter !== undefined) reply.header('retry-after', Math.ceil(retryAfter / 1000));
    const range = (error as { headers?: Record<string, string> }).headers?.['Content-Range'];
    if (range) reply.header('content-range', range);
    return plain(reply, statusOf(error, wire)).send({ ...wire, retryAfter });
  });
  app.setNotFoundHandler((_request, reply) =>
    plain(reply, 404).send({ code: 'not-found', message: 'nothing is here' }),
  );
}
