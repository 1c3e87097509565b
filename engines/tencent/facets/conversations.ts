import type { ConversationFacet, ConversationPatch } from '../../../core/engine/index.js';
import {
  type ConversationId,
  type ConversationKind,
  ImError,
  invalid,
  kindOf,
  type UnreadTotal,
} from '../../../core/model/index.js';
import { channelRows, notifyChannel, readChannel } from '../channel-talks.js';
import { checkConversation, checkLimit } from '../guard.js';
import { newestOf } from '../history.js';
import { sdkId, targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { isNamed, mentionsOf } from '../mentions.js';
import { pinsOr } from '../pins.js';
import { readsNewer } from '../reading.js';
import { isRoomRow } from '../rooms.js';
import { rowPatch } from '../row-patch.js';
import { remindFor, sortRows, UNREAD } from '../rows.js';
import type { SdkConversation } from '../sdk.js';
import { acknowledge } from './receipts.js';
import { isMarked, markRows } from './row-marks.js';

const PAGE = 50;
const MOST = 100;

interface Options {
  readonly signal?: AbortSignal;
}

export const allRows = async (link: Link, options?: Options): Promise<readonly SdkConversation[]> => {
  await link.settled(options);
  if (link.isGuest()) return [];
  const { conversationList } = await link.call((sdk) => sdk.getConversationList(), options);
  return conversationList.filter((row) => !isRoomRow(link, row));
};

const isChannel = (id: ConversationId): boolean => kindOf(id) === 'channel';

const missing = () => new ImError('not-found', { field: 'conversationId', message: 'conversationId: there is none' });

/** Rejects `not-found`. */
const known = async (link: Link, id: ConversationId, options?: Options): Promise<SdkConversation> => {
  const name = sdkId(id);
  const row = (await allRows(link, options)).find(({ conversationID }) => conversationID === name);
  if (!row) throw missing();
  return row;
};

/** Names of people come with their next message; a row without one asks for it. Nobody's name is worth a failure. */
const named = async (link: Link, rows: readonly SdkConversation[], options?: Options): Promise<void> => {
  const nameless = rows.filter(({ type, remark, userProfile }) => type === 'C2C' && !remark && !userProfile?.nick);
  const userIDList = nameless.map(({ conversationID }) => conversationID.slice(3));
  if (userIDList.length > 0)
    await link.call((sdk) => sdk.getUserProfile({ userIDList }), options).catch(() => undefined);
};

export const patches = async (
  link: Link,
  rows: readonly SdkConversation[],
  options?: Options,
): Promise<ConversationPatch[]> => {
  await named(link, rows, options);
  const read = await Promise.all(
    rows.map(async (row) => {
      const patch = rowPatch(link, row, link.self());
      if (!patch) return undefined;
      if (isNamed(row)) Object.assign(patch, await mentionsOf(link, row, options).catch(() => ({})));
      if (patch.lastMessage || !row.lastMessage?.lastTime) return patch;
      // A row does not say the id of its last message; one that other clients sent is looked up.
      const newest = await newestOf(link, patch.id, 15, options).catch(() => []);
      const at = row.lastMessage.lastTime * 1000;
      const lastMessage = newest.findLast(({ unlisted, order, sentAt }) =>
        patch.kind === 'direct' ? !unlisted && sentAt <= at : order.seq === row.lastMessage?.lastSequence,
      );
      return { ...patch, ...(lastMessage && { lastMessage }) };
    }),
  );
  return read.filter((patch) => patch !== undefined);
};

const sumsOf = (rows: readonly ConversationPatch[]): UnreadTotal => {
  const kinds: Partial<Record<ConversationKind, number>> = {};
  const tags: Record<string, number> = {};
  let [count, muted] = [0, 0];
  for (const { id, unread = 0, notify, tags: all = [] } of rows) {
    if (notify === 'none') {
      muted += unread;
      continue;
    }
    count += unread;
    if (unread === 0) continue;
    kinds[kindOf(id)] = (kinds[kindOf(id)] ?? 0) + unread;
    for (const tag of all) tags[tag] = (tags[tag] ?? 0) + unread;
  }
  return { count, muted, kinds, tags };
};

export const conversationFacet = (link: Link): ConversationFacet => ({
  async list({ cursor, limit, signal }) {
    checkLimit(limit, MOST);
    if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
    const from = Number(cursor ?? 0);
    const rows = sortRows(await allRows(link, { signal })).filter(({ type }) => type === 'C2C' || type === 'GROUP');
    const end = from + (limit ?? PAGE);
    const items = await patches(link, rows.slice(from, end), { signal });
    return { items, ...(end < rows.length && { next: String(end) }) };
  },
  async get(ids, options) {
    const channels = await channelRows(link, ids.filter(isChannel), options);
    const names = ids.filter((id) => !isChannel(id)).map(sdkId);
    if (names.length === 0) return channels;
    // Before the rows are looked at, which else would be old when they are told.
    const pins = new Map(
      await Promise.all(ids.map(async (id) => [id, (await pinsOr(link, id, options)).size] as const)),
    );
    const rows = (await allRows(link, options)).filter(({ conversationID }) => names.includes(conversationID));
    const found = await patches(link, rows, options);
    return [
      ...channels,
      ...found.map((patch) => ({ ...patch, ...(pins.get(patch.id) && { pins: pins.get(patch.id) }) })),
    ];
  },
  /** The SDK marks a whole conversation alone: nothing is said to be read that comes after `upTo`. */
  async markRead(id, upTo, options) {
    checkConversation(id);
    if (isChannel(id)) return readChannel(link, id, upTo, options);
    const row = await known(link, id, options);
    const last = (row.lastMessage?.lastTime ?? 0) * 1000;
    const end = row.type === 'C2C' ? last : (row.lastMessage?.lastSequence ?? 0);
    if (await readsNewer(link, id, upTo, end, options)) return;
    // The SDK says nothing where it forgets who was named, and does so in this very row.
    const wasNamed = isNamed(row);
    await link.call((sdk) => sdk.setMessageRead({ conversationID: sdkId(id) }), options);
    if (wasNamed) link.emit([{ type: 'conversations', changed: [{ id, mentions: [] }] }]);
    await acknowledge(link, id, upTo, options).catch(() => undefined);
    if (isMarked(row, UNREAD)) await markRows(link, [id], UNREAD, false, options);
  },
  async remove(id, options) {
    const { conversationID } = await known(link, id, options);
    const which = { conversationIDList: [conversationID], clearHistoryMessage: false };
    await link.call((sdk) => sdk.deleteConversation(which), options);
  },
  async pin(id, pinned, options) {
    const { conversationID } = await known(link, id, options);
    await link.call((sdk) => sdk.pinConversation({ conversationID, isPinned: pinned }), options);
  },
  async notify(id, level, options) {
    if (isChannel(id)) return notifyChannel(link, id, level, options);
    const messageRemindType = remindFor(level);
    if (!messageRemindType || (level === 'mentions' && targetFor(id).type === 'C2C'))
      throw new ImError('unsupported', { field: 'level', message: `level: Tencent has no "${level}" there` });
    const { type, to } = targetFor(id);
    const where = type === 'C2C' ? { userIDList: [to] } : { groupID: to };
    await link.call((sdk) => sdk.setMessageRemindType({ ...where, messageRemindType }), options);
  },
  /** A mark alone: the vendor does not count anew. */
  async markUnread(id, from, options) {
    checkConversation(id);
    if (from) throw new ImError('unsupported', { field: 'from', message: 'from: Tencent marks a whole conversation' });
    await known(link, id, options);
    await markRows(link, [id], UNREAD, true, options);
  },
  async unread(options) {
    const rows = (await allRows(link, options)).flatMap((row) => rowPatch(link, row, link.self()) ?? []);
    return sumsOf(rows.filter(({ marks }) => !marks?.includes('hidden')));
  },
});
