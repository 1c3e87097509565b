import type { ConversationPatch, EngineEvent } from '../../../core/engine/index.js';
import type { ConversationId, ReadCursor, Tag } from '../../../core/model/index.js';
import { isNamed, mentionsOf } from '../mentions.js';
import { isRoomRow } from '../rooms.js';
import { rowPatch } from '../row-patch.js';
import { faceOfRow, idOf, newestOf } from '../rows.js';
import type { SdkConversation } from '../sdk.js';
import type { EventContext, Listeners } from './index.js';

/** What was told of a row. */
interface Told {
  readonly id: ConversationId;
  readonly face: string;
  readonly data: boolean;
  readonly unread: number;
}

/** Without it, which rows went and which changed could not be told: the SDK says only how all are. */
const facesOf = (context: EventContext) => context.kept('faces', () => new Map<string, Told>());

const updated = (rows: readonly SdkConversation[], context: EventContext): EngineEvent[] => {
  const faces = facesOf(context);
  const changed: ConversationPatch[] = [];
  const read: ReadCursor[] = [];
  const there = new Set<string>();
  for (const row of rows) {
    const [id, face] = [idOf(row), faceOfRow(row)];
    there.add(row.conversationID);
    const before = faces.get(row.conversationID);
    if (!id || isRoomRow(context, row) || before?.face === face) continue;
    const data = Boolean(row.customData);
    faces.set(row.conversationID, { id, face, data, unread: row.unreadCount });
    const patch = rowPatch(context, row, context.self);
    if (patch && isNamed(row)) named(row, id, context);
    // Of what is not said what was known stays, unless the row is said to be whole.
    if (patch) changed.push(before?.data && !data ? { ...patch, whole: true } : patch);
    // Reading on another device is told by the row alone.
    if (patch && before?.unread && row.unreadCount === 0) read.push(allRead(row, id, context));
  }
  const gone = [...faces].filter(([name]) => !there.has(name));
  for (const [name] of gone) faces.delete(name);
  const removed = gone.map(([, { id }]) => id);
  if (changed.length === 0 && removed.length === 0) return [];
  const told: EngineEvent = { type: 'conversations', changed, ...(removed.length > 0 && { removed }) };
  return read.length > 0 ? [told, { type: 'receipts', cursors: read.map((one) => ({ ...one, unread: 0 })) }] : [told];
};

const allRead = (row: SdkConversation, conversationId: ConversationId, { self }: EventContext): ReadCursor => {
  const read = newestOf(row);
  return { conversationId, userId: self, read, delivered: read };
};

/** A row does not say which messages they are. */
const named = (row: SdkConversation, id: ConversationId, context: EventContext): void => {
  mentionsOf(context, row).then(
    (mentions) => context.emit([{ type: 'conversations', changed: [{ id, ...mentions }] }]),
    () => undefined,
  );
};

/** The names are the ids; there is no order but that in which they came. */
export const readTags = (names: readonly string[]): Tag[] =>
  names.map((name, at) => ({ id: name, name, place: at + 1 }));

export const conversationEvents: Listeners = {
  onConversationListUpdated: updated,
  onConversationGroupListUpdated: (names: readonly string[]): EngineEvent[] => [
    { type: 'tags', tags: readTags(names) },
  ],
};
