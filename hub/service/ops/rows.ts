import type { Ops, WireKind, WireMark } from '../../protocol/index.js';
import type { MemberRow } from '../../storage/port.js';
import { seatOf } from '../access.js';
import { boolean, type Check, json, list, object, oneOf, optional, token } from '../check.js';
import { moveCursor } from '../cursor.js';
import { HubError } from '../errors.js';
import { wireId } from '../ids.js';
import { LISTED } from '../listing.js';
import { isShielded, toggled, withMore } from '../more.js';
import type { OpTable, UserCall } from '../op.js';
import { floorOf } from '../visible.js';
import { unreadOf } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

const MOST = 100;
/** Characters of JSON. */
const MOST_DATA = 4_096;
/** Rows that one turn of the writer changes: others wait no longer than that. */
const CHUNK = 100;

export const markName: Check<WireMark> = oneOf('star', 'folded', 'hidden');
export const kindNames: Check<readonly WireKind[]> = list(oneOf('direct', 'group', 'channel', 'room', 'system'), 5, 1);

const data: Check<unknown> = (value, field) => {
  if (value === undefined) return undefined;
  const plain = json(value, field);
  if (JSON.stringify(plain).length <= MOST_DATA) return plain;
  throw new HubError('too-large', `${field}: at most ${MOST_DATA} characters of JSON`, { field, limit: MOST_DATA });
};

/** Keeps the row and tells one's own devices, if there is a difference. */
export const putRow = async (work: Work, before: MemberRow, after: MemberRow): Promise<void> => {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await work.tx.members.put(after);
  await work.tellRow(after.user, after.key);
};

const mark = async (work: Work, user: string, { conversations, mark, on }: Ops['conversations.mark']['args']) => {
  for (const id of new Set(conversations)) {
    const { member } = await seatOf(work, user, id, 'conversations');
    await putRow(work, member, withMore(member, { marks: toggled(member.more?.marks, mark, on) }));
  }
  return {};
};

/** What came while it was shielded counts neither then nor after; others are not told that it was passed over. */
const shield = async (work: Work, user: string, { conversation, on }: Ops['conversations.shield']['args']) => {
  const { member, conversation: row } = await seatOf(work, user, conversation);
  if (isShielded(member) === on) return {};
  const { markedUnread: _, ...rest } = withMore(member, { shielded: on || undefined });
  await putRow(work, member, { ...rest, read: Math.max(member.read, row.seq) });
  return {};
};

const ofKinds = (kinds: readonly WireKind[] | undefined) => {
  const starts = (kinds ?? LISTED).map((kind) => `${kind}:`);
  return ({ key }: MemberRow): boolean => starts.some((start) => key.startsWith(start));
};

/** Does it to all of one's rows that are meant, some in each turn of the writer. Gives how many had something to be done. */
const toMany = async (
  { core, user }: UserCall,
  meant: (member: MemberRow) => boolean,
  act: (work: Work, member: MemberRow) => Promise<boolean>,
): Promise<number> => {
  const keys = (await core.read((tx) => tx.members.of(user))).filter(meant).map(({ key }) => key);
  let count = 0;
  for (let at = 0; at < keys.length; at += CHUNK) {
    count += await core.write(async (work) => {
      let done = 0;
      for (const key of keys.slice(at, at + CHUNK)) {
        const member = await work.tx.members.get(key, user);
        if (member && meant(member) && (await act(work, member))) done++;
      }
      return done;
    });
  }
  return count;
};

const wipeRow = async (work: Work, member: MemberRow): Promise<boolean> => {
  const { key, user, hidden } = member;
  const clearedSeq = Math.max((await work.tx.conversations.get(key))?.seq ?? 0, floorOf(member));
  const clears = clearedSeq > floorOf(member);
  if (hidden && !clears) return false;
  const { markedUnread: _, ...rest } = member;
  await work.tx.members.put({ ...rest, hidden: true, clearedSeq });
  // First the row: what is cleared would have it asked for again.
  if (!hidden) await work.tellRow(user, key, true);
  if (clears) await work.tellUser(user, { t: 'cleared', key, upTo: clearedSeq }, `cleared:${key}`);
  return true;
};

const readRow = async (work: Work, member: MemberRow): Promise<boolean> => {
  const { key, user, markedUnread } = member;
  const upTo = (await work.tx.conversations.get(key))?.seq ?? 0;
  if (!markedUnread && (member.read >= upTo || (await unreadOf(work.tx, member)) === 0)) return false;
  await moveCursor(work, user, wireId(key, user), { read: upTo });
  return true;
};

export const rowOps: OpTable<
  'conversations.mark' | 'conversations.data' | 'conversations.shield' | 'conversations.wipe' | 'conversations.read-all'
> = {
  'conversations.mark': {
    auth: 'user',
    check: object({ conversations: list(conversationId, MOST, 1), mark: markName, on: boolean }),
    run: ({ core, user }, args) => core.write((work) => mark(work, user, args)),
  },
  'conversations.data': {
    auth: 'user',
    check: object({ conversation: conversationId, data }),
    run: ({ core, user }, { conversation, data }) =>
      core.write(async (work) => {
        const { member } = await seatOf(work, user, conversation);
        await putRow(work, member, withMore(member, { data }));
        return {};
      }),
  },
  'conversations.shield': {
    auth: 'user',
    check: object({ conversation: conversationId, on: boolean }),
    run: ({ core, user }, args) => core.write((work) => shield(work, user, args)),
  },
  'conversations.wipe': {
    auth: 'user',
    check: object({ kinds: optional(kindNames) }),
    run: async (call, { kinds }) => ({ count: await toMany(call, ofKinds(kinds), wipeRow) }),
  },
  'conversations.read-all': {
    auth: 'user',
    check: object({ kinds: optional(kindNames), tag: optional(token(64)) }),
    async run(call, { kinds, tag }) {
      const isOf = ofKinds(kinds);
      const meant = (member: MemberRow): boolean =>
        isOf(member) && !isShielded(member) && (tag === undefined || member.more?.tags?.includes(tag) === true);
      return { count: await toMany(call, meant, readRow) };
    },
  },
};
