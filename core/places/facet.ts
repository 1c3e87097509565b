import { requireCan, requireId } from '../client/checks.js';
import type { Context } from '../client/context.js';
import type { Action, Engine } from '../engine/index.js';
import { type ConversationId, ImError } from '../model/index.js';

type Part = 'rooms' | 'spaces';

/** The engine's part for live rooms or spaces, where it has it and it may be done there. */
export const facetOf = <P extends Part>(
  ctx: Context,
  part: P,
  action: Action,
  id?: ConversationId,
): NonNullable<Engine[P]> => {
  const facet = ctx.engine[part];
  if (!facet) throw new ImError('unsupported', { field: action, message: `this back end has no ${part}` });
  ctx.requireConnected();
  requireCan(ctx, action, id);
  return facet as NonNullable<Engine[P]>;
};

const NAME = /^[A-Za-z0-9_.@+~-]{1,64}$/;

/** Of a room, a space or a channel: other letters stand in no conversation id. */
export const requireName = (field: string, id: unknown): void => {
  requireId(field, id);
  if (!NAME.test(id as string))
    throw new ImError('invalid', { field, message: `${field}: must be 1 to 64 characters of A-Z a-z 0-9 _ . @ + ~ -` });
};
