import type { WireEvent } from '../protocol/index.js';
import type { EventRow, StoredEvent, Tx } from '../storage/port.js';
import { groupKey, isDirect, wireId } from './ids.js';
import { unreadOf, wireConversation, wireCursor, wireGroup, wireMember, wireMessage, wireUser } from './wire.js';

type Present<T extends StoredEvent['t']> = (
  tx: Tx,
  event: Extract<StoredEvent, { t: T }>,
  viewer: string,
) => Promise<WireEvent | undefined>;

/** What is gone, or no longer the viewer's, is not told: a later entry of the log says so. */
const PRESENT: { readonly [T in StoredEvent['t']]: Present<T> } = {
  async message(tx, { key, id }, viewer) {
    const member = await tx.members.get(key, viewer);
    const message = member && (await tx.messages.get(key, id));
    if (!message || message.seq <= member.joinedSeq) return undefined;
    return { t: 'message', message: wireMessage(message, viewer) };
  },
  async recalled(tx, { key, ...event }, viewer) {
    const member = await tx.members.get(key, viewer);
    if (!member || event.seq <= member.joinedSeq) return undefined;
    return { ...event, conversation: wireId(key, viewer) };
  },
  async cursor(tx, { key, user }, viewer) {
    const [mine, moved] = [await tx.members.get(key, viewer), await tx.members.get(key, user)];
    if (!mine || !moved) return undefined;
    const cursor = wireCursor(moved, viewer);
    return user === viewer ? { t: 'cursor', cursor, unread: await unreadOf(tx, mine) } : { t: 'cursor', cursor };
  },
  // Rows come at the end of a package, once, as they are then.
  conversation: async () => undefined,
  'conversation-removed': async (_tx, { key }, viewer) => ({ t: 'conversation-removed', id: wireId(key, viewer) }),
  async user(tx, { user }) {
    const row = await tx.users.get(user);
    return row && { t: 'user', user: wireUser(row) };
  },
  async group(tx, { group }, viewer) {
    const row = (await tx.members.get(groupKey(group), viewer)) && (await tx.groups.get(group));
    return row && { t: 'group', group: await wireGroup(tx, row) };
  },
  async member(tx, { group, user }, viewer) {
    if (!(await tx.members.get(groupKey(group), viewer))) return undefined;
    const row = await tx.members.get(groupKey(group), user);
    return row && { t: 'member', member: wireMember(row) };
  },
  'member-removed': async (_tx, event) => event,
};

export interface Presented {
  readonly events: readonly WireEvent[];
  /** How many of the rows these are; fewer than all where all would be too much. */
  readonly taken: number;
}

/** Rough: long is only what people write. */
const sizeOf = (event: WireEvent): number =>
  event.t === 'message' ? JSON.stringify(event.message.content).length + 300 : 300;

/** Entries of the log as this viewer may see them, from the first on, until about `maxChars` of JSON are together. */
export const presentEvents = async (
  tx: Tx,
  rows: readonly EventRow[],
  viewer: string,
  maxChars: number,
): Promise<Presented> => {
  const events: WireEvent[] = [];
  const people = new Set<string>();
  let [taken, size] = [0, 0];
  for (const { event } of rows) {
    if (size >= maxChars) break;
    taken++;
    // A person stands in the log once for each conversation shared with him.
    if (event.t === 'user' && people.size === people.add(event.user).size) continue;
    const present = PRESENT[event.t] as Present<StoredEvent['t']>;
    const wire = await present(tx, event as never, viewer);
    if (!wire) continue;
    events.push(wire);
    size += sizeOf(wire);
  }
  return { events, taken };
};

/** Conversations whose row these entries move. */
export const rowsTouched = (rows: readonly EventRow[], viewer: string): string[] =>
  rows.flatMap(({ event, audience }) => {
    if (event.t === 'message' || event.t === 'recalled' || event.t === 'conversation') return [event.key];
    if (event.t === 'cursor') return event.user === viewer ? [event.key] : [];
    if (event.t === 'member' || event.t === 'member-removed' || event.t === 'group') {
      return [groupKey(event.group)];
    }
    // The other one's name is the title.
    if (event.t === 'user' && isDirect(audience)) return [audience];
    return [];
  });

/** The rows as they are now, without those that are hidden or no longer the viewer's. */
export const presentRows = async (tx: Tx, keys: Iterable<string>, viewer: string): Promise<WireEvent[]> => {
  const told: WireEvent[] = [];
  for (const key of keys) {
    const member = await tx.members.get(key, viewer);
    const conversation = member && !member.hidden && (await tx.conversations.get(key));
    if (!conversation) continue;
    told.push({ t: 'conversation', conversation: await wireConversation(tx, member, conversation) });
  }
  return told;
};
