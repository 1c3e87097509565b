import type { Context } from '../client/context.js';
import type { Action, Engine, Page } from '../engine/index.js';
import { ImError } from '../model/index.js';

export const unsupported = (what: string): ImError =>
  new ImError('unsupported', { field: what, message: `this back end has no ${what}` });

/** The engine's part, if the back end has it for this person and the connection stands. */
export const facetOf = <N extends 'contacts' | 'presence' | 'blocks' | 'devices' | 'directory'>(
  { engine, requireConnected }: Pick<Context, 'engine' | 'requireConnected'>,
  name: N,
  action: Action,
): NonNullable<Engine[N]> => {
  const facet = engine[name];
  if (!facet) throw unsupported(action);
  requireConnected();
  if (engine.can(action) !== 'available') throw unsupported(action);
  return facet as NonNullable<Engine[N]>;
};

/** The method, if the back end has it. */
export const need = <T>(method: T | undefined, what: string): T => {
  if (method === undefined) throw unsupported(what);
  return method;
};

/** All of a list that comes in pages. */
export const allPages = async <T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> => {
  const all: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await page(cursor);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
  }
};
