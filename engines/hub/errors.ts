import { ImError, type ImErrorCode, isImError, type RetryHint, toImError } from '../../core/model/index.js';
import type { HubErrorCode, WireError } from '../../hub/protocol/index.js';

/** The hub's codes are ours but for one; a code without an entry does not compile. */
const CODES: Record<HubErrorCode, ImErrorCode> = {
  unauthorized: 'unauthorized',
  banned: 'banned',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  invalid: 'invalid',
  'too-large': 'too-large',
  'too-many': 'too-many',
  'too-late': 'too-late',
  'rejected-content': 'rejected-content',
  conflict: 'conflict',
  unsupported: 'unsupported',
  blocked: 'blocked',
  muted: 'muted',
  storage: 'storage',
  internal: 'engine',
};

/** What went wrong inside the hub may pass; what it refused will not. */
const RETRY: Partial<Record<HubErrorCode, RetryHint>> = { internal: 'backoff' };

export const fromWireError = (error: WireError): ImError =>
  new ImError(Object.hasOwn(CODES, error.code) ? CODES[error.code] : 'engine', {
    message: error.message,
    retry: RETRY[error.code],
    retryAfter: error.retryAfter,
    field: error.field,
    limit: error.limit,
    engine: { name: 'hub', code: error.code },
    latest: error.latest,
    reason: error.reason,
  });

export const isWireError = (value: unknown): value is WireError =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';

/** Whatever a port threw. */
export const fromPort = (error: unknown): ImError => {
  if (isImError(error)) return error;
  if (error instanceof Error && 'wire' in error && isWireError(error.wire)) return fromWireError(error.wire);
  return toImError(error);
};

export const notConnected = (message = 'not connected to the hub', cause?: unknown): ImError =>
  new ImError('not-connected', { message, cause });

export const aborted = (): ImError => new ImError('aborted', { message: 'stopped by the caller' });
