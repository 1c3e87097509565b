import type { Ops, WireConversation, WireKind } from '../../protocol/index.js';
import type { MemberRow, Tx } from '../../storage/port.js';
import { findSeat, mayOpen, seatOf } from '../access.js';
import { boolean, integer, list, nullable, object, optional, string, token } from '../check.js';
import { moveCursor } from '../cursor.js';
import { HubError } from '../errors.js';
import { dropFormer } from '../former.js';
import { isDirect, keyOf } from '../ids.js';
import { levelOf } from '../level.js';
import { LISTED, listRows } from '../listing.js';
import { isHiddenMark, withMore } from '../more.js';
import type { OpTable, UserCall } from '../op.js';
import { formerRow } from '../past.js';
import { settingsOfUser } from '../settings.js';
import { level } from '../settings-patch.js';
import { floorOf } from '../visible.js';
import { emptyConversation, UNREAD_CAP, unreadOf, wireConversation } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';
import { kindNames, markName } from './rows.js';

const MOST = 100;

/** What the caller may see of one id; undefined where there is nothing for him. */
const find = async (work: Work, call: UserCall, id: string): Promise<WireConversation | undefined> => {
  const { user, session, core } = call;
  const key = keyOf(id, user);
  if (key === undefined) return undefined;
  const seat = await findSeat(work, user, key);
  if (seat) return wireConversation(work.tx, seat.member, seat.conversation);
  if (!isDirect(key)) return formerRow(work.tx, user, key);
  const peer = await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks).catch(nobody);
  return peer && emptyConversation(peer, user);
};

const nobody = (error: unknown): undefined => {
  if (!(error instanceof HubError)) throw error;
};

const change = (
  call: UserCall,
  id: string,
  patch: (member: MemberRow) => MemberRow,
  removed = false,
): Promise<Record<never, never>> =>
  call.core.write(async (work) => {
    const { key, member } = await seatOf(work, call.user, id);
    const after = patch(member);
    if (JSON.stringify(after) === JSON.stringify(member)) return {};
    await work.tx.members.put(after);
    await work.tellRow(call.user, key, removed);
    return {};
  });

/** Rows looked at for the sums: who has not read more than these knows enough. */
const MOST_SUMMED = 2_000;

/** Channels and live rooms are counted by themselves. */
const isCounted = (member: MemberRow): boolean =>
  !member.hidden && !isHiddenMark(member) && LISTED.some((kind) => member.key.startsWith(`${kind}:`));

const capped = <K extends string>(sums: Readonly<Partial<Record<K, number>>>): Partial<Record<K, number>> =>
  Object.fromEntries(
    Object.entries<number | undefined>(sums).map(([name, sum = 0]) => [name, Math.min(sum, UNREAD_CAP)]),
  ) as Partial<Record<K, number>>;

const sumUnread = async (tx: Tx, user: string): Promise<Ops['conversations.unread']['result']> => {
  let [count, muted] = [0, 0];
  const kinds: Partial<Record<WireKind, number>> = {};
  const tags: Record<string, number> = {};
  const { notify: levels } = settingsOfUser(await tx.users.get(user));
  const behind = (await tx.members.behind(user)).filter(isCounted);
  for (const member of behind.slice(0, MOST_SUMMED)) {
    const unread = await unreadOf(tx, member);
    if (unread === 0) continue;
    if (levelOf(member, levels) === 'none') {
      muted += unread;
      continue;
    }
    count += unread;
    const kind = member.key.slice(0, member.key.indexOf(':')) as WireKind;
    kinds[kind] = (kinds[kind] ?? 0) + unread;
    for (const tag of member.more?.tags ?? []) tags[tag] = (tags[tag] ?? 0) + unread;
  }
  return {
    count: Math.min(count, UNREAD_CAP),
    muted: Math.min(muted, UNREAD_CAP),
    kinds: capped(kinds),
    tags: capped(tags) as Record<string, number>,
  };
};

const filter = object({
  kinds: optional(kindNames),
  tag: optional(token(64)),
  mark: optional(markName),
  unread: optional(boolean),
  muted: optional(boolean),
  words: optional(string(100)),
});

export const conversationOps: OpTable<
  | 'conversations.list'
  | 'conversations.get'
  | 'conversations.read'
  | 'conversations.unread-from'
  | 'conversations.pin'
  | 'conversations.remove'
  | 'conversations.notify'
  | 'conversations.unread'
> = {
  'conversations.list': {
    auth: 'user',
    check: object({
      cursor: optional(string(200, 1)),
      limit: optional(integer(1, MOST)),
      filter: optional(filter),
    }),
    async run({ core, user }, { cursor, limit = 50, filter = {} }) {
      if ((filter.words ?? '') !== '') core.searches.take(user, core.clock.now());
      return core.read((tx) => listRows(tx, user, filter, cursor, limit));
    },
  },
  'conversations.get': {
    auth: 'user',
    check: object({ ids: list(conversationId, MOST) }),
    run: (call, { ids }) =>
      call.core.write(async (work) => {
        const items = [];
        for (const id of new Set(ids)) items.push(await find(work, call, id));
        return { items: items.filter((item) => item !== undefined) };
      }),
  },
  'conversations.read': {
    auth: 'user',
    check: object({ conversation: conversationId, upTo: integer(0) }),
    run: ({ core, user }, { conversation, upTo }) =>
      core.write(async (work) => {
        const member = await moveCursor(work, user, conversation, { read: upTo });
        return { unread: await unreadOf(work.tx, member) };
      }),
  },
  'conversations.unread-from': {
    auth: 'user',
    check: object({ conversation: conversationId, from: optional(integer(1)) }),
    run: ({ core, user }, { conversation, from }) =>
      core.write(async (work) => {
        const { key, member } = await seatOf(work, user, conversation);
        const floor = Math.max((from ?? member.read + 1) - 1, floorOf(member));
        const read = Math.min(member.read, floor);
        const marked = { ...member, read, markedUnread: true };
        if (!member.markedUnread || read < member.read) {
          await work.tx.members.put(marked);
          if (read < member.read) await work.tellUser(user, { t: 'cursor', key, user }, `cursor:${key}`);
          await work.tellRow(user, key);
        }
        return { unread: await unreadOf(work.tx, marked) };
      }),
  },
  'conversations.pin': {
    auth: 'user',
    check: object({ conversation: conversationId, pinned: boolean }),
    run: (call, { conversation, pinned }) => change(call, conversation, (member) => ({ ...member, pinned })),
  },
  'conversations.remove': {
    auth: 'user',
    check: object({ conversation: conversationId }),
    async run(call, { conversation }) {
      const key = keyOf(conversation, call.user);
      if (key !== undefined && (await call.core.write((work) => dropFormer(work, call.user, key)))) return {};
      return change(call, conversation, (member) => ({ ...member, hidden: true }), true);
    },
  },
  'conversations.notify': {
    auth: 'user',
    check: object({ conversation: conversationId, level: nullable(level) }),
    run: (call, { conversation, level }) =>
      change(call, conversation, (member) => ({
        ...withMore(member, { loud: level === 'all' || undefined }),
        notify: level ?? 'all',
      })),
  },
  'conversations.unread': {
    auth: 'user',
    check: object({}),
    run: ({ core, user }) => core.read((tx) => sumUnread(tx, user)),
  },
};
