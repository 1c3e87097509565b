import { object, optional, string } from '../check.js';
import { HubError } from '../errors.js';
import { mergeVisitor } from '../merge.js';
import type { OpTable } from '../op.js';
import { claimsOf, TOKEN } from './session.js';
import { NAME } from './users.js';

const notVisitors = (): HubError => new HubError('unauthorized', "token: not a visitor's", { field: 'token' });

export const visitorOps: OpTable<'visitor.create' | 'visitor.merge'> = {
  'visitor.create': {
    auth: 'none',
    check: object({ name: optional(string(NAME, 1)) }),
    async run({ core, caller }, { name }) {
      core.visitors.take(caller.address, core.clock.now());
      const id = `visitor-${core.random()}`.slice(0, 64);
      await core.write((work) =>
        work.tx.users.put({ id, kind: 'visitor', createdAt: work.now, ...(name !== undefined && { name }) }),
      );
      return { user: id, token: await core.tokens.visitor(id) };
    },
  },
  'visitor.merge': {
    auth: 'user',
    check: object({ token: string(TOKEN, 1) }),
    async run({ core, session, user }, { token }) {
      if (session.kind === 'visitor') throw new HubError('forbidden', 'not for visitors');
      const claims = await claimsOf(core, token);
      if (claims.kind !== 'visitor') throw notVisitors();
      return {
        moved: await core.write(async (work) => {
          // Whatever his token calls him: who has signed in as a user stays one.
          if ((await work.tx.users.get(claims.userId))?.kind === 'user') throw notVisitors();
          return mergeVisitor(work, claims.userId, user);
        }),
      };
    },
  },
};
