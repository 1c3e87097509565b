import type { UserRow } from '../../storage/port.js';
import { areApart } from '../blocks.js';
import { type Check, object, string } from '../check.js';
import { HubError, invalid } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { noVisitors, pageArgs } from '../paging.js';
import { wireUser } from '../wire.js';

const searchWords: Check<string> = (value, field) => {
  const words = string(100, 1)(value, field).trim();
  if (words === '') throw invalid(field, 'must not be blank');
  return words;
};

const find = (call: UserCall, words: string, limit: number, after: string | undefined) =>
  call.core.read(async (tx) => {
    const rows = await tx.users.find(words, limit + 1, after);
    const page = rows.slice(0, limit);
    const shown: UserRow[] = [];
    for (const row of page) {
      if (row.erased === undefined && !(await areApart(tx, call.user, row.id))) shown.push(row);
    }
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: shown.map(wireUser), ...(last && { next: last.id }) };
  });

export const directoryOps: OpTable<'users.search'> = {
  'users.search': {
    auth: 'user',
    check: object({ words: searchWords, ...pageArgs }),
    async run(call, { words, cursor, limit = 20 }) {
      const { core, user } = call;
      noVisitors(call);
      if (!core.settings.directory) throw new HubError('forbidden', 'this site has no directory of people');
      core.searches.take(user, core.clock.now());
      return find(call, words, limit, cursor);
    },
  },
};
