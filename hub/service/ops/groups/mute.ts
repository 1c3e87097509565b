import type { MemberMore, MemberRow } from '../../../storage/port.js';
import { boolean, id, integer, object } from '../../check.js';
import { invalid } from '../../errors.js';
import type { OpTable } from '../../op.js';
import { notice } from '../../posting.js';
import type { Work } from '../../work.js';
import { change, changeGroup, changeMember, each, people, placeFor, touched } from './shared.js';

/** 30 days. */
const LONGEST = 30 * 86_400_000;

const withMore = (member: MemberRow, patch: Partial<MemberMore>): MemberRow => {
  const left = Object.entries({ ...member.more, ...patch }).filter(([, value]) => value !== undefined);
  return { ...member, more: Object.fromEntries(left) };
};

const mute = async (work: Work, by: string, group: string, users: readonly string[], until: number) => {
  const place = await placeFor(work, by, group, 'mute-member');
  if (until > work.now + LONGEST) throw invalid('until', 'at most 30 days ahead');
  const ends = until > work.now ? until : undefined;
  const done: string[] = [];
  const outcomes = await each(users, async (user) => {
    const member = await touched(work, place, user, 'mute-member');
    if (member.more?.mutedUntil === ends) return 'set' as const;
    const was = (member.more?.mutedUntil ?? 0) > work.now;
    await changeMember(work, withMore(member, { mutedUntil: ends }), group);
    // A time that was over is nothing to be told of.
    if (was || ends !== undefined) done.push(user);
    return 'set' as const;
  });
  const params = ends === undefined ? undefined : { until: String(ends) };
  if (done.length > 0) await notice(work, place.key, ends === undefined ? 'unmuted' : 'muted', [by, ...done], params);
  return outcomes;
};

const exempt = async (work: Work, by: string, group: string, users: readonly string[], free: boolean) => {
  const place = await placeFor(work, by, group, 'mute-member');
  return each(users, async (user) => {
    const member = await touched(work, place, user, 'mute-member');
    if ((member.more?.exempt ?? false) === free) return 'set' as const;
    await changeMember(work, withMore(member, { exempt: free || undefined }), group);
    return 'set' as const;
  });
};

export const muteOps: OpTable<'groups.mute' | 'groups.exempt' | 'groups.mute-all'> = {
  'groups.mute': {
    auth: 'user',
    check: object({ group: id, users: people, until: integer(0) }),
    run: (call, { group, users, until }) => change(call, (work) => mute(work, call.user, group, users, until)),
  },
  'groups.exempt': {
    auth: 'user',
    check: object({ group: id, users: people, exempt: boolean }),
    run: (call, { group, users, exempt: free }) => change(call, (work) => exempt(work, call.user, group, users, free)),
  },
  'groups.mute-all': {
    auth: 'user',
    check: object({ group: id, muted: boolean }),
    run: (call, { group, muted }) =>
      change(call, async (work) => {
        const place = await placeFor(work, call.user, group, 'mute-all');
        if ((place.group.mutedAll ?? false) === muted) return {};
        await changeGroup(work, group, { mutedAll: muted || undefined });
        await notice(work, place.key, muted ? 'muted-all' : 'unmuted-all', [call.user]);
        return {};
      }),
  },
};
