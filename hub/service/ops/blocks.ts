import type { WirePeopleOutcomes } from '../../protocol/index.js';
import { areApart, hasBlocked } from '../blocks.js';
import { boolean, id, list, object } from '../check.js';
import { dropRequest, requestId } from '../contacts.js';
import { HubError, invalid, notFound } from '../errors.js';
import type { OpTable } from '../op.js';
import { noVisitors, pageArgs, paged, readPage } from '../paging.js';
import type { Work } from '../work.js';

const MOST_BLOCKED = 1_000;

/** What the other one had asked is out of sight; what he himself had asked is taken back. */
const dropRequests = async (work: Work, user: string, other: string): Promise<void> => {
  await dropRequest(work, user, requestId(other, user));
  const own = requestId(user, other);
  const asked = await work.tx.docs.get('contact-request', user, own);
  if (asked?.state !== 'pending') return;
  await dropRequest(work, user, own);
  await dropRequest(work, other, own);
};

const block = async (work: Work, user: string, other: string): Promise<void> => {
  if (other === user) throw invalid('users', 'is oneself');
  if (!(await work.tx.users.get(other))) throw notFound('users');
  if (await hasBlocked(work.tx, user, other)) return;
  if ((await work.tx.docs.count('block', user)) >= MOST_BLOCKED) {
    throw new HubError('too-large', `users: at most ${MOST_BLOCKED}`, { field: 'users', limit: MOST_BLOCKED });
  }
  await work.tx.docs.put('block', user, other, { at: work.now });
  await work.tellUser(user, { t: 'block', user: other }, `block:${other}`);
  await dropRequests(work, user, other);
};

const unblock = async (work: Work, user: string, other: string): Promise<void> => {
  if (!(await hasBlocked(work.tx, user, other))) return;
  await work.tx.docs.remove('block', user, other);
  await work.tellUser(user, { t: 'block', user: other }, `block:${other}`);
};

type Outcome = WirePeopleOutcomes['outcomes'][number];

const change = async (work: Work, user: string, users: readonly string[], on: boolean) => {
  const outcomes: Outcome[] = [];
  const apart = new Map<string, boolean>();
  for (const other of new Set(users)) {
    try {
      await (on ? block : unblock)(work, user, other);
      outcomes.push({ user: other });
      apart.set(other, await areApart(work.tx, user, other));
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      outcomes.push({ user: other, error: error.toWire() });
    }
  }
  return { outcomes, apart };
};

export const blockOps: OpTable<'blocks.list' | 'blocks.set' | 'blocks.check'> = {
  'blocks.list': {
    auth: 'user',
    check: object(pageArgs),
    async run(call, args) {
      noVisitors(call);
      const { limit, query } = readPage(args);
      const rows = await call.core.read((tx) => tx.docs.page('block', call.user, query));
      const { items: users, ...rest } = paged(rows, limit, ({ id: other }) => other);
      return { users, ...rest };
    },
  },
  'blocks.set': {
    auth: 'user',
    check: object({ users: list(id, 100, 1), blocked: boolean }),
    async run(call, { users, blocked }) {
      noVisitors(call);
      const { outcomes, apart } = await call.core.write((work) => change(work, call.user, users, blocked));
      for (const [other, hidden] of apart) call.core.presence.part(call.user, other, hidden);
      return { outcomes };
    },
  },
  'blocks.check': {
    auth: 'user',
    check: object({ users: list(id, 100, 1) }),
    async run(call, { users }) {
      noVisitors(call);
      const rows = await call.core.read((tx) => tx.docs.getMany('block', call.user, [...new Set(users)]));
      return { users: rows.map(({ id: other }) => other) };
    },
  },
};
