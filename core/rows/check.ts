import type { ActsHost } from '../acts/host.js';
import { requireCan } from '../client/checks.js';
import type { Action } from '../engine/index.js';
import { type ConversationId, ImError, invalid, isConversationId } from '../model/index.js';

/** So many go into one call of the back end. */
export const BATCH = 100;

export const inBatches = async <T>(all: readonly T[], run: (some: readonly T[]) => Promise<void>): Promise<void> => {
  for (let at = 0; at < all.length; at += BATCH) await run(all.slice(at, at + BATCH));
};

export const requireIds = (field: string, ids: readonly ConversationId[]): void => {
  if (!Array.isArray(ids)) throw invalid(field, 'must be a list of conversation ids');
  for (const id of ids) if (!isConversationId(id)) throw invalid(field, 'must hold conversation ids');
};

export const requireBoolean = (field: string, value: boolean): void => {
  if (typeof value !== 'boolean') throw invalid(field, 'must be true or false');
};

/** The method, where the back end has it. */
export const has = <T>(method: T | undefined, action: Action): T => {
  if (method) return method;
  throw new ImError('unsupported', { field: action, message: `this back end has no ${action}` });
};

/** The facet, where the back end has it and there is a connection. */
export const facetOf = <T>(
  { ctx }: ActsHost,
  facet: T | undefined,
  action: Action,
  ids: readonly ConversationId[] = [],
): T => {
  if (!facet) throw new ImError('unsupported', { field: action, message: `this back end has no ${action}` });
  ctx.requireConnected();
  if (ids.length === 0 && ctx.engine.can(action) !== 'available') throw new ImError('unsupported', { field: action });
  for (const id of ids) requireCan(ctx, action, id);
  return facet;
};
