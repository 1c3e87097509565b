import type { WireConversation } from '../../protocol/index.js';
import type { ListPlace, MemberRow } from '../../storage/port.js';
import { findSeat, mayOpen, seatOf } from '../access.js';
import { boolean, integer, list, object, oneOf, optional, string } from '../check.js';
import { moveCursor } from '../cursor.js';
import { HubError, invalid } from '../errors.js';
import { isFull } from '../fit.js';
import { isDirect, keyOf } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { floorOf } from '../visible.js';
import { emptyConversation, UNREAD_CAP, unreadOf, wireConversation } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

const MOST = 100;

const writePlace = ({ pinned, activity, key }: ListPlace): string => `${pinned ? 1 : 0}.${activity}.${key}`;

const readPlace = (cursor: string): ListPlace => {
  const [, pinned, activity, key] = /^([01])\.(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (key === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { pinned: pinned === '1', activity: Number(activity), key };
};

/** What the caller may see of one id; undefined where there is nothing for him. */
const find = async (work: Work, call: UserCall, id: string): Promise<WireConversation | undefined> => {
  const { user, session, core } = call;
  const key = keyOf(id, user);
  if (key === undefined) return undefined;
  const seat = await findSeat(work, user, key);
  if (seat) return wireConversation(work.tx, seat.member, seat.conversation);
  if (!isDirect(key)) return undefined;
  const peer = await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks).catch(nobody);
  return peer && emptyConversation(peer, user);
};

const nobody = (error: unknown): undefined => {
  if (!(error instanceof HubError)) throw error;
};

const change = (call: UserCall, id: string, patch: Partial<Pick<MemberRow, 'pinned' | 'notify' | 'hidden'>>) =>
  call.core.write(async (work) => {
    const { key, member } = await seatOf(work, call.user, id);
    const same = Object.entries(patch).every(([name, value]) => member[name as keyof MemberRow] === value);
    if (same) return {};
    await work.tx.members.put({ ...member, ...patch });
    await work.tellRow(call.user, key, patch.hidden);
    return {};
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
    check: object({ cursor: optional(string(200, 1)), limit: optional(integer(1, MOST)) }),
    run: ({ core, user }, { cursor, limit = 50 }) =>
      core.read(async (tx) => {
        const rows = await tx.members.list(user, limit + 1, cursor === undefined ? undefined : readPlace(cursor));
        const items = [];
        let size = 0;
        for (const { member, conversation } of rows.slice(0, limit)) {
          const item = await wireConversation(tx, member, conversation);
          size += JSON.stringify(item).length;
          if (isFull(size) && items.length > 0) break;
          items.push(item);
        }
        const last = rows.length > items.length ? rows[items.length - 1] : undefined;
        if (!last) return { items };
        const { pinned, key } = last.member;
        return { items, next: writePlace({ pinned, key, activity: last.conversation.activity }) };
      }),
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
    run: (call, { conversation, pinned }) => change(call, conversation, { pinned }),
  },
  'conversations.remove': {
    auth: 'user',
    check: object({ conversation: conversationId }),
    run: (call, { conversation }) => change(call, conversation, { hidden: true }),
  },
  'conversations.notify': {
    auth: 'user',
    check: object({ conversation: conversationId, level: oneOf('all', 'mentions', 'silent', 'none') }),
    run: (call, { conversation, level }) => change(call, conversation, { notify: level }),
  },
  'conversations.unread': {
    auth: 'user',
    check: object({}),
    run: ({ core, user }) =>
      core.read(async (tx) => {
        let [count, muted] = [0, 0];
        for (const member of await tx.members.behind(user)) {
          if (member.hidden) continue;
          const unread = await unreadOf(tx, member);
          if (member.notify === 'none') muted += unread;
          else count += unread;
          if (count >= UNREAD_CAP) break;
        }
        return { count: Math.min(count, UNREAD_CAP), muted: Math.min(muted, UNREAD_CAP) };
      }),
  },
};
