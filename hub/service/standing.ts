import type { WireStanding } from '../protocol/index.js';
import { allowed, type GroupAction, type RightFacts } from '../protocol/rights.js';
import type { GroupRow, MemberRow, Tx } from '../storage/port.js';
import { HubError, notFound } from './errors.js';
import { groupOf } from './ids.js';

/** What decides about rights, of a member or (without one) a stranger. Old groups were open for members' guests. */
export const factsOf = (group: GroupRow, member?: Pick<MemberRow, 'role'>): RightFacts => ({
  role: member?.role,
  type: group.type,
  policy: group.policy,
  invites: group.invites,
  locked: group.dismissed ? 'dismissed' : undefined,
});

/** Strangers are not told that there is a group. */
export const refuse = (action: GroupAction, facts: RightFacts): HubError =>
  facts.role
    ? new HubError('forbidden', `group: ${action} is not for you`, {
        field: 'group',
        ...(facts.locked && { latest: { locked: facts.locked } }),
      })
    : notFound('group');

export const demand = (action: GroupAction, facts: RightFacts): void => {
  if (!allowed(action, facts)) throw refuse(action, facts);
};

const isSilenced = ({ role, more }: Pick<MemberRow, 'role' | 'more'>): boolean => role === 'member' && !more?.exempt;

/** Where a member stands. A time stays when it is over: who reads it has a clock. */
export const standingOf = ({ role, more }: MemberRow, group: GroupRow | undefined): WireStanding => {
  if (group?.dismissed) return { role, locked: 'dismissed' };
  if (group?.mutedAll && isSilenced({ role, more })) return { role, locked: 'muted-all' };
  return more?.mutedUntil ? { role, locked: 'muted', until: more.mutedUntil } : { role };
};

const FIELD = 'conversation';

/** May he say something there now? Throws `muted` (`retryAfter`, where it ends by itself) or `forbidden`. */
export const requireVoice = async (tx: Tx, member: MemberRow, now: number): Promise<void> => {
  if (!member.key.startsWith('group:')) return;
  const group = await tx.groups.get(groupOf(member.key));
  const latest = standingOf(member, group);
  if (latest.locked === 'dismissed') {
    throw new HubError('forbidden', 'conversation: the group is dismissed', { field: FIELD, latest });
  }
  if (latest.locked === 'muted-all') {
    throw new HubError('muted', 'conversation: all are muted', { field: FIELD, latest });
  }
  const { until = 0 } = latest;
  if (until <= now) return;
  throw new HubError('muted', 'conversation: you are muted', { field: FIELD, retryAfter: until - now, latest });
};

/** Nothing is changed any more where all is over. */
export const requireAlive = async (tx: Tx, key: string): Promise<void> => {
  if (!key.startsWith('group:') || !(await tx.groups.get(groupOf(key)))?.dismissed) return;
  const latest = { locked: 'dismissed' };
  throw new HubError('forbidden', 'conversation: the group is dismissed', { field: FIELD, latest });
};
