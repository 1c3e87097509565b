import type { Ops } from '../../../protocol/index.js';
import type { GroupRow, Tx } from '../../../storage/port.js';
import { boolean, dictionary, id, list, nullable, object, oneOf, optional, string, token } from '../../check.js';
import { exchangeFace, seesDoor } from '../../faces.js';
import { groupKey } from '../../ids.js';
import { moderated } from '../../moderation.js';
import type { OpTable, UserCall } from '../../op.js';
import { notice, post } from '../../posting.js';
import { tellPush } from '../../push.js';
import { demand, requireVoice } from '../../standing.js';
import { wireGroup } from '../../wire.js';
import type { Work } from '../../work.js';
import { ADDRESS, NAME } from '../users.js';
import { FIELDS, INTRODUCTION, VALUE } from './create.js';
import { settleStale } from './invitations.js';
import { change, changeGroup, conversationOf, noVisitors, patched, placeFor, placeOf } from './shared.js';

type Patch = Ops['groups.update']['args']['patch'];

const ANNOUNCEMENT = 5_000;
/** How one comes in is the owner's alone. */
const POLICY = ['policy', 'invites', 'history', 'listed'] as const;

/** Lines that are told of each. */
const LINES = { name: 'renamed', avatar: 'avatar-changed', introduction: 'introduction-changed' } as const;

const update = async (work: Work, user: string, group: string, patch: Patch): Promise<void> => {
  const place = await placeOf(work, user, group);
  const said = Object.entries(patch).filter(([, value]) => value !== undefined);
  const policies = said.filter(([name]) => (POLICY as readonly string[]).includes(name));
  if (policies.length > 0) demand('edit-policy', place.facts);
  if (policies.length < said.length || said.length === 0) demand('edit-group', place.facts);
  const { fields, ...rest } = patch;
  const next: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, value === null ? undefined : value]),
  );
  if (fields) next.fields = patched(place.group.fields, fields, 'patch.fields', FIELDS);
  const before = place.group as unknown as Readonly<Record<string, unknown>>;
  const changed = Object.keys(next).filter((name) => JSON.stringify(next[name]) !== JSON.stringify(before[name]));
  if (changed.length === 0) return;
  if (changed.includes('avatar')) await exchangeFace(work, user, place.key, place.group.avatar, patch.avatar);
  await changeGroup(work, group, next as Partial<GroupRow>);
  if (changed.includes('invites')) await settleStale(work, group, user);
  for (const [name, event] of Object.entries(LINES)) {
    // That there is none any more says nothing.
    if (!changed.includes(name) || (name === 'name' && next.name === undefined)) continue;
    const params = name === 'name' ? { name: String(next.name) } : undefined;
    await notice(work, place.key, event, [user], params);
  }
};

const announce = async (work: Work, user: string, { group, text, notify }: Ops['groups.announce']['args']) => {
  const { key, group: row, member } = await placeFor(work, user, group, 'announce');
  const again = notify === undefined ? undefined : await work.tx.messages.bySending(user, notify);
  if (again || (text === null && !row.announcement)) return undefined;
  const same = row.announcement?.text === text && row.announcement?.by === user;
  const announcement = text === null ? undefined : { text, at: work.now, by: user };
  if (!same) await changeGroup(work, group, { announcement });
  if (text === null || notify === undefined) {
    if (!same && text !== null) await notice(work, key, 'announced', [user]);
    return undefined;
  }
  await requireVoice(work.tx, member, work.now);
  const sender = await work.user(user, 'user');
  return post(work, await conversationOf(work, key), {
    ...{ sender: user, senderName: sender.name, senderAvatar: sender.avatar, clientId: notify, counts: true },
    ...{ content: { kind: 'text', text }, mentions: { all: true } },
  });
};

/** The site has its say before it is shown to anybody. */
const runAnnounce = async (call: UserCall, args: Ops['groups.announce']['args']) => {
  const { core, user } = call;
  noVisitors(call);
  await core.read((tx) => placeFor({ tx }, user, args.group, 'announce'));
  const question = {
    sender: user,
    conversation: groupKey(args.group),
    content: { kind: 'text', text: args.text ?? '' },
  };
  const judged = args.text === null ? undefined : (await moderated(core, question)).content;
  const text = typeof judged?.text === 'string' ? judged.text.slice(0, ANNOUNCEMENT) : null;
  const row = await change(call, (work) => announce(work, user, { ...args, text }));
  if (row) void tellPush(core, row, undefined);
  return {};
};

/** Members see all of it; who could come in, or apply, sees the door. */
const visible = async (tx: Tx, { user, session }: UserCall, group: string) => {
  const row = await tx.groups.get(group);
  if (!row || (row.kind ?? 'group') !== 'group') return undefined;
  if (await tx.members.get(groupKey(group), user)) return wireGroup(tx, row);
  return (await seesDoor(tx, session.kind, user, row)) ? wireGroup(tx, row, false) : undefined;
};

export const infoOps: OpTable<'groups.get' | 'groups.update' | 'groups.announce'> = {
  'groups.get': {
    auth: 'user',
    check: object({ ids: list(id, 100) }),
    run: (call, { ids }) =>
      call.core.read(async (tx) => {
        const items = [];
        for (const one of new Set(ids)) items.push(await visible(tx, call, one));
        return { items: items.filter((item) => item !== undefined) };
      }),
  },
  'groups.update': {
    auth: 'user',
    check: object({
      group: id,
      patch: object({
        name: optional(nullable(string(NAME, 1))),
        avatar: optional(nullable(string(ADDRESS, 1))),
        introduction: optional(nullable(string(INTRODUCTION, 1))),
        policy: optional(oneOf('invite', 'apply', 'open')),
        invites: optional(oneOf('members', 'admins', 'consent', 'closed')),
        history: optional(oneOf('joined', 'all')),
        listed: optional(boolean),
        fields: optional(dictionary(nullable(string(VALUE)), FIELDS)),
      }),
    }),
    run: (call, { group, patch }) =>
      change(call, async (work) => {
        await update(work, call.user, group, patch);
        return {};
      }),
  },
  'groups.announce': {
    auth: 'user',
    check: object({ group: id, text: nullable(string(ANNOUNCEMENT, 1)), notify: optional(token(128)) }),
    run: runAnnounce,
  },
};
