import { requireCan, requireId } from '../client/checks.js';
import type { Context } from '../client/context.js';
import type { Action, GroupFacet } from '../engine/index.js';
import { ImError } from '../model/index.js';

type Method = keyof GroupFacet;

/** The back end's own for groups, where it has it and it may be done. */
export const asking =
  (ctx: Context) =>
  <M extends Method>(method: M, action: Action, id?: string): NonNullable<GroupFacet[M]> => {
    if (id !== undefined) requireId('id', id);
    ctx.requireConnected();
    const { groups } = ctx.engine;
    const run = groups?.[method];
    if (!groups || !run) throw new ImError('unsupported', { field: action, message: `this back end has no ${action}` });
    requireCan(ctx, action, id === undefined ? undefined : `group:${id}`);
    return run.bind(groups) as NonNullable<GroupFacet[M]>;
  };
export type Asking = ReturnType<typeof asking>;
