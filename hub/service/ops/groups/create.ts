import type { Ops, WireGroup } from '../../../protocol/index.js';
import type { GroupRow } from '../../../storage/port.js';
import { blocked } from '../../blocks.js';
import { boolean, dictionary, id, list, object, oneOf, optional, string } from '../../check.js';
import { HubError, notFound } from '../../errors.js';
import { exchangeFace } from '../../faces.js';
import { groupKey } from '../../ids.js';
import { isThere } from '../../living.js';
import type { OpTable, UserCall } from '../../op.js';
import { notice, seat } from '../../posting.js';
import { wireGroup } from '../../wire.js';
import type { Work } from '../../work.js';
import { ADDRESS, NAME } from '../users.js';
import { dismiss } from './out.js';
import { change, groupRow, mayOwn, patched, placeFor, tooMany } from './shared.js';

type Args = Ops['groups.create']['args'];

/** What a type says where nothing was said. */
const TYPES: Readonly<Record<NonNullable<Args['type']>, Pick<GroupRow, 'policy' | 'invites' | 'listed'>>> = {
  work: { policy: 'invite', invites: 'members' },
  public: { policy: 'apply', invites: 'admins', listed: true },
  meeting: { policy: 'open', invites: 'members' },
  discussion: { policy: 'invite', invites: 'members' },
};

/** People who have blocked one; of more, the first. */
const MOST_AGAINST = 1_000;
export const INTRODUCTION = 1_000;
export const FIELDS = 50;
export const VALUE = 4_096;

const rowOf = (
  { members: _, id: _id, type = 'work', fields = {}, ...draft }: Args,
  made: Pick<GroupRow, 'id' | 'owner' | 'createdAt'>,
) => {
  const all = patched(undefined, fields, 'fields', FIELDS);
  const said = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  return { type, ...TYPES[type], ...said, ...(all && { fields: all }), ...made } as GroupRow;
};

const create = async (work: Work, { user, core }: UserCall, args: Args): Promise<WireGroup> => {
  const group = args.id ?? work.newId();
  const key = groupKey(group);
  const known = await work.tx.groups.get(group);
  // The same call again, after an answer that got lost.
  const again = known?.owner === user && args.id !== undefined && (await work.tx.members.get(key, user));
  if (known && again && !known.dismissed && (await groupRow(work, group))) return wireGroup(work.tx, known);
  if (known) throw new HubError('conflict', 'id: already used', { field: 'id' });
  await mayOwn(work, user, core.settings.ownedGroups, 'id');
  const others = [...new Set(args.members)].filter((member) => member !== user);
  const most = core.settings.groupMembers;
  if (others.length + 1 > most) throw tooMany('members', most, 'members in a group');
  const found = (await work.tx.users.getMany(others)).filter(isThere);
  if (found.length < others.length) throw notFound('members');
  const against = new Set(await work.tx.docs.owners('block', user, MOST_AGAINST));
  if (others.some((one) => against.has(one))) throw blocked('members');
  const row = rowOf(args, { id: group, owner: user, createdAt: work.now });
  await work.tx.groups.put(row);
  await exchangeFace(work, user, key, undefined, row.avatar);
  const conversation = { key, seq: 0, activity: work.now };
  await work.tx.conversations.put(conversation);
  // Each hears of himself alone: nobody holds a list of these members yet, and a thousand would hear a thousand times.
  for (const member of [user, ...others]) {
    await seat(work, conversation, member, member === user ? 'owner' : 'member');
    await work.tellUser(member, { t: 'member', group, user: member }, `member:${group}/${member}`);
  }
  await work.tell(key, { t: 'group', group }, 'group');
  await notice(work, key, 'group-created', [user], args.name === undefined ? undefined : { name: args.name });
  return wireGroup(work.tx, row);
};

export const createOps: OpTable<'groups.create' | 'groups.dismiss'> = {
  'groups.create': {
    auth: 'user',
    check: object({
      id: optional(id),
      name: optional(string(NAME, 1)),
      avatar: optional(string(ADDRESS, 1)),
      introduction: optional(string(INTRODUCTION, 1)),
      type: optional(oneOf('work', 'public', 'meeting', 'discussion')),
      policy: optional(oneOf('invite', 'apply', 'open')),
      invites: optional(oneOf('members', 'admins', 'consent', 'closed')),
      history: optional(oneOf('joined', 'all')),
      listed: optional(boolean),
      fields: optional(dictionary(string(VALUE), FIELDS)),
      members: optional(list(id, 1_000)),
    }),
    run: (call, args) => change(call, (work) => create(work, call, args)),
  },
  'groups.dismiss': {
    auth: 'user',
    check: object({ group: id }),
    run: (call, { group }) =>
      change(call, async (work) => {
        const known = await groupRow(work, group);
        // Asked for again.
        if (known?.dismissed?.by === call.user) return {};
        await placeFor(work, call.user, group, 'dismiss');
        await dismiss(work, group, call.user);
        return {};
      }),
  },
};
