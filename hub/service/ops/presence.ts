import { boolean, id, list, nullable, object, optional, string } from '../check.js';
import type { OpTable } from '../op.js';

/** People whose presence one connection watches. */
export const MOST_WATCHED = 200;
const WORDS = 100;

export const presenceOps: OpTable<'presence.get' | 'presence.watch' | 'presence.set'> = {
  'presence.get': {
    auth: 'user',
    check: object({ users: list(id, MOST_WATCHED) }),
    async run({ core, session, user }, { users }) {
      core.looks.take(user, core.clock.now());
      return { items: await core.presence.look(session, [...new Set(users)]) };
    },
  },
  'presence.watch': {
    auth: 'user',
    check: object({ users: list(id, MOST_WATCHED) }),
    async run({ core, session, user }, { users }) {
      core.looks.take(user, core.clock.now());
      return { items: await core.presence.watch(session, [...new Set(users)]) };
    },
  },
  'presence.set': {
    auth: 'user',
    check: object({ words: optional(nullable(string(WORDS))), away: optional(boolean), idle: optional(boolean) }),
    async run({ core, session, user }, { words, ...rest }) {
      core.looks.take(user, core.clock.now());
      const said = words === undefined ? undefined : words?.trim() || null;
      core.presence.set(session, { ...rest, ...(said !== undefined && { words: said }) });
      return {};
    },
  },
};
