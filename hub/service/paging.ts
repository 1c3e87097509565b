import { integer, optional, string } from './check.js';
import { HubError, invalid } from './errors.js';
import type { UserCall } from './op.js';

export const noVisitors = ({ session }: UserCall): void => {
  if (session.kind === 'visitor') throw new HubError('forbidden', 'not for visitors');
};

export const pageArgs = { cursor: optional(string(200, 1)), limit: optional(integer(1, 200)) };
/** What is in a cursor comes from outside: it is only a place to go on from. */
const readPlace = (cursor: string | undefined) => {
  if (cursor === undefined) return undefined;
  const [, rank, id] = /^(-?\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (id === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { rank: Number(rank), id };
};

/** One page and where the next begins; one more than the page was read. */
export const paged = <R extends { readonly rank: number; readonly id: string }, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
): { items: T[]; next?: string } => {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const items = rows.slice(0, limit).map(item);
  return last ? { items, next: `${last.rank}.${last.id}` } : { items };
};

export const readPage = ({ cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number }) => {
  const after = readPlace(cursor);
  return { limit, query: { limit: limit + 1, ...(after && { after }) } };
};
