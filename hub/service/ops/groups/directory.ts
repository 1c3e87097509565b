import type { GroupRow, Tx } from '../../../storage/port.js';
import { id, integer, object, optional, string } from '../../check.js';
import { groupOf } from '../../ids.js';
import type { OpTable } from '../../op.js';
import { wireGroup } from '../../wire.js';
import { noVisitors } from './shared.js';

/** The caller's, by id. */
const mine = async (tx: Tx, user: string, limit: number, after = ''): Promise<GroupRow[]> => {
  const ids = (await tx.members.of(user)).filter(({ key }) => key.startsWith('group:')).map(({ key }) => groupOf(key));
  const rows: GroupRow[] = [];
  for (const one of ids.filter((group) => group > after).sort()) {
    const row = await tx.groups.get(one);
    if (row && !row.dismissed && (row.kind ?? 'group') === 'group') rows.push(row);
    if (rows.length > limit) break;
  }
  return rows;
};

const wirePage = async (tx: Tx, rows: readonly GroupRow[], limit: number, inside: boolean) => {
  const items = [];
  for (const row of rows.slice(0, limit)) items.push(await wireGroup(tx, row, inside));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? { items, next: last.id } : { items };
};

export const directoryOps: OpTable<'groups.mine' | 'groups.directory'> = {
  'groups.mine': {
    auth: 'user',
    check: object({ cursor: optional(id), limit: optional(integer(1, 100)) }),
    run: ({ core, user }, { cursor, limit = 50 }) =>
      core.read(async (tx) => wirePage(tx, await mine(tx, user, limit, cursor), limit, true)),
  },
  'groups.directory': {
    auth: 'user',
    check: object({ words: optional(string(100)), cursor: optional(id), limit: optional(integer(1, 100)) }),
    async run(call, { words = '', cursor, limit = 50 }) {
      const { core, user } = call;
      noVisitors(call);
      core.searches.take(user, core.clock.now());
      const wanted = words.trim();
      return core.read(async (tx) =>
        wirePage(tx, await tx.groups.listed('group', wanted, limit + 1, cursor), limit, false),
      );
    },
  },
};
