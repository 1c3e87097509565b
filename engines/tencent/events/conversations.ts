import type { ConversationPatch, EngineEvent } from '../../../core/engine/index.js';
import type { ConversationId, Tag } from '../../../core/model/index.js';
import { isNamed, mentionsOf } from '../mentions.js';
import { placeOf } from '../places.js';
import { faceOfRow, idOf, readRow } from '../rows.js';
import type { SdkConversation } from '../sdk.js';
import { unreadOf } from '../unread.js';
import type { EventContext, Listeners } from './index.js';

/** Without it, which rows went and which changed could not be told: the SDK says only how all are. */
const facesOf = (context: EventContext) =>
  context.kept('faces', () => new Map<string, readonly [ConversationId, string, data: boolean]>());

const updated = (rows: readonly SdkConversation[], context: EventContext): EngineEvent[] => {
  const faces = facesOf(context);
  const changed: ConversationPatch[] = [];
  const there = new Set<string>();
  for (const row of rows) {
    const [id, face] = [idOf(row), faceOfRow(row)];
    there.add(row.conversationID);
    const before = faces.get(row.conversationID);
    if (!id || before?.[1] === face) continue;
    const data = Boolean(row.customData);
    faces.set(row.conversationID, [id, face, data]);
    const read = readRow(row, context.self, unreadOf(context, row));
    const patch = read && { ...read, ...placeOf(context, row) };
    if (read && isNamed(row)) named(row, read.id, context);
    // Of what is not said what was known stays, unless the row is said to be whole.
    if (patch) changed.push(before?.[2] && !data ? { ...patch, whole: true } : patch);
  }
  const gone = [...faces].filter(([name]) => !there.has(name));
  for (const [name] of gone) faces.delete(name);
  const removed = gone.map(([, [id]]) => id);
  if (changed.length === 0 && removed.length === 0) return [];
  return [{ type: 'conversations', changed, ...(removed.length > 0 && { removed }) }, ...read(changed, context)];
};

/** A row does not say which messages they are. */
const named = (row: SdkConversation, id: ConversationId, context: EventContext): void => {
  mentionsOf(context, row).then(
    (mentions) => context.emit([{ type: 'conversations', changed: [{ id, ...mentions }] }]),
    () => undefined,
  );
};

/** Reading on another device is told by the row alone. */
const read = (changed: readonly ConversationPatch[], { self }: EventContext): EngineEvent[] => {
  const cursors = changed.flatMap(({ cursors = [], unread }) =>
    unread === 0
      ? cursors.filter(({ userId, read }) => userId === self && read > 0).map((one) => ({ ...one, unread }))
      : [],
  );
  return cursors.length > 0 ? [{ type: 'receipts', cursors }] : [];
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
