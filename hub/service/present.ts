import type { WireEvent, WireMessage } from '../protocol/index.js';
import type { EventRow, StoredEvent, Tx } from '../storage/port.js';
import { groupNames, wireContact, wireRequest } from './contacts.js';
import { formerOf } from './former.js';
import { channelKey, groupKey, isChannel, isDirect, wireId } from './ids.js';
import { wireApplication } from './ops/groups/applications.js';
import { formerRow } from './past.js';
import { channelRow, wireChannel, wireSpace } from './places/spaces.js';
import { Reading } from './reading.js';
import { settingsOfUser } from './settings.js';
import { unshielded } from './shield.js';
import { tagsOf } from './tags.js';
import { textOfEvent } from './text.js';
import { floorOf, seenBy } from './visible.js';
import { unreadOf, wireConversation, wireCursor, wireGroup, wireMember, wireMessage, wireUser } from './wire.js';

type Present<T extends StoredEvent['t']> = (
  tx: Tx,
  event: Extract<StoredEvent, { t: T }>,
  viewer: string,
  reading: Reading,
) => Promise<WireEvent | undefined>;

/** The event of a message that several are shown alike is one, too. */
const arrivals = new WeakMap<WireMessage, WireEvent>();
const arrivalOf = (message: WireMessage): WireEvent => {
  const event = arrivals.get(message) ?? { t: 'message', message };
  arrivals.set(message, event);
  return event;
};

/** A change of a message that is still there, as it is now. */
const changed =
  (tell: (message: WireMessage) => WireEvent | undefined) =>
  async (tx: Tx, { key, id }: { readonly key: string; readonly id: string }, viewer: string, reading: Reading) => {
    const row = await seenBy(tx, key, id, viewer);
    return row && !row.recalled ? tell(await wireMessage(tx, row, viewer, reading)) : undefined;
  };

/** What is gone, or no longer the viewer's, is not told: a later entry of the log says so. */
const PRESENT: { readonly [T in StoredEvent['t']]: Present<T> } = {
  async message(tx, { key, id }, viewer, reading) {
    const message = await seenBy(tx, key, id, viewer);
    return message && arrivalOf(await wireMessage(tx, message, viewer, reading));
  },
  edited: changed(({ conversation, id, content, edited, altered }) => ({
    ...{ t: 'edited', conversation, id, content },
    ...{ ...(edited && { edited }), ...(altered && { altered }) },
  })),
  reacted: changed(({ conversation, id, reactions = [] }) => ({ t: 'reacted', conversation, id, reactions })),
  // Of what was taken back too: it is not pinned any more.
  async pinned(tx, { key, id }, viewer) {
    const row = await seenBy(tx, key, id, viewer);
    return row && { t: 'pinned', conversation: wireId(key, viewer), id, ...(row.pinned && { pinned: row.pinned }) };
  },
  tally: changed(({ conversation, id, tally }) => tally && { t: 'tally', conversation, id, ...tally }),
  expiring: changed(({ conversation, id, expire }) =>
    expire?.at === undefined ? undefined : { t: 'expiring', conversation, id, at: expire.at },
  ),
  // The keys that were touched, as they are now: told late or twice, it leads to the same.
  async extended(tx, { key, id, set, removed = [] }, viewer) {
    const row = await seenBy(tx, key, id, viewer);
    if (!row || row.recalled) return undefined;
    const [now, touched] = [row.extensions ?? {}, [...Object.keys(set), ...removed]];
    const there = touched.filter((name) => Object.hasOwn(now, name)).map((name) => [name, now[name] as string]);
    const gone = touched.filter((name) => !Object.hasOwn(now, name));
    return {
      ...{ t: 'extended', conversation: wireId(key, viewer), id, set: Object.fromEntries(there) },
      ...(gone.length > 0 && { removed: gone }),
    };
  },
  async deleted(tx, { key, ids, seq = Number.POSITIVE_INFINITY }, viewer) {
    const member = await tx.members.get(key, viewer);
    if (!member || seq <= floorOf(member)) return undefined;
    return { t: 'deleted', conversation: wireId(key, viewer), ids };
  },
  async cleared(tx, { key, upTo }, viewer) {
    const there = (await tx.members.get(key, viewer)) ?? (await formerOf(tx, viewer, key));
    return there && { t: 'cleared', conversation: wireId(key, viewer), upTo };
  },
  async contact(tx, { user }, viewer) {
    const doc = await tx.docs.get('contact', viewer, user);
    return { t: 'contact', user, ...(doc && { contact: wireContact(user, doc) }) };
  },
  'contact-groups': async (tx, _event, viewer) => ({ t: 'contact-groups', names: await groupNames(tx, viewer) }),
  async 'contact-request'(tx, { id }, viewer) {
    const doc = await tx.docs.get('contact-request', viewer, id);
    return { t: 'contact-request', id, ...(doc && { request: wireRequest(id, doc) }) };
  },
  async block(tx, { user }, viewer) {
    return { t: 'block', user, blocked: (await tx.docs.get('block', viewer, user)) !== undefined };
  },
  settings: async (tx, _event, viewer) => ({
    ...{ t: 'settings', settings: settingsOfUser(await tx.users.get(viewer)) },
  }),
  tags: async (tx, _event, viewer) => ({ t: 'tags', tags: await tagsOf(tx, viewer) }),
  command: async (_tx, { key, command }, viewer) => ({
    ...{ t: 'command', command: key === undefined ? command : { ...command, conversation: wireId(key, viewer) } },
  }),
  async recalled(tx, { key, ...event }, viewer) {
    const row = await seenBy(tx, key, event.id, viewer);
    const { reason = event.reason } = row?.recalled ?? {};
    return row && { ...event, conversation: wireId(key, viewer), ...(reason !== undefined && { reason }) };
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
  async space(tx, { space, why }, viewer) {
    const wire = await wireSpace(tx, space, viewer);
    return wire ? { t: 'space', space: wire } : { t: 'space-removed', id: space, ...(why && { why }) };
  },
  async channel(tx, { space, channel, why }, viewer) {
    const row = await channelRow(tx, space, channel);
    const wire = row && (await wireChannel(tx, space, row, viewer));
    return wire ? { t: 'channel', channel: wire } : { t: 'channel-removed', space, id: channel, ...(why && { why }) };
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
  async application(tx, { application: id, owner, invitation }, viewer) {
    const doc = await tx.docs.get(invitation ? 'group-invitation' : 'group-application', owner, id);
    const application = doc && (await wireApplication(tx, id, doc, viewer));
    return application && { t: 'application', application };
  },
  'applications-read': async (_tx, event) => event,
};

export interface Presented {
  readonly events: readonly WireEvent[];
  /** How many of the rows these are; fewer than all where all would be too much. */
  readonly taken: number;
}

/** What people write can be long. */
const LONG: ReadonlySet<WireEvent['t']> = new Set([
  ...(['message', 'edited', 'command', 'extended', 'reacted', 'user', 'deleted', 'settings', 'group'] as const),
]);
const sizeOf = (event: WireEvent): number => (LONG.has(event.t) ? textOfEvent(event).length : 300);

/** Entries of the log as this viewer may see them, from the first on, until about `maxChars` of JSON are together. Not what this device has said itself. */
export const presentEvents = async (
  tx: Tx,
  rows: readonly EventRow[],
  viewer: string,
  maxChars: number,
  device?: string,
): Promise<Presented> => {
  const events: WireEvent[] = [];
  const people = new Set<string>();
  const reading = new Reading(tx);
  let [taken, size] = [0, 0];
  const open = new Set(await unshielded(tx, rows, viewer));
  for (const row of rows) {
    if (size >= maxChars) break;
    taken++;
    if (!open.has(row)) continue;
    const { event } = row;
    if (event.t === 'command' && event.command.from === viewer && event.device === device) continue;
    // A person stands in the log once for each conversation shared with him.
    if (event.t === 'user' && people.size === people.add(event.user).size) continue;
    const present = PRESENT[event.t] as Present<StoredEvent['t']>;
    const wire = await present(tx, event as never, viewer, reading);
    if (!wire) continue;
    events.push(wire);
    size += sizeOf(wire);
  }
  return { events, taken };
};

/**
 * What may change which message is a conversation's last, what it says, or a count. Of its reactions, key-values, readers
 * and end their own entries say all: the whole row with each of them would be much for little.
 */
const MOVING: ReadonlySet<StoredEvent['t']> = new Set([
  ...(['message', 'recalled', 'conversation', 'edited', 'pinned', 'deleted', 'cleared'] as const),
]);

/** Conversations whose row these entries move. */
export const rowsTouched = (rows: readonly EventRow[], viewer: string): string[] =>
  rows.flatMap(({ event, audience }) => {
    // A message in a channel is told to thousands: who has its row counts by himself.
    if (event.t === 'message' && isChannel(event.key)) return [];
    if (event.t === 'channel') return [channelKey(event.space, event.channel)];
    if (MOVING.has(event.t) && 'key' in event && event.key !== undefined) return [event.key];
    if (event.t === 'cursor') return event.user === viewer ? [event.key] : [];
    // Of others the row says how many they are, which is told of the group.
    if (event.t === 'member' || event.t === 'member-removed') {
      return event.user === viewer ? [groupKey(event.group)] : [];
    }
    if (event.t === 'group') return event.aside ? [] : [groupKey(event.group)];
    // The other one's name is the title.
    if (event.t === 'user' && isDirect(audience)) return [audience];
    return [];
  });

/**
 * The rows as they are now, without those that are hidden or no longer the viewer's, until about `maxChars` of JSON are
 * together; `taken` are the keys of those that have had their turn.
 */
export const presentRows = async (
  tx: Tx,
  keys: Iterable<string>,
  viewer: string,
  maxChars: number,
): Promise<{ readonly events: readonly WireEvent[]; readonly taken: readonly string[] }> => {
  const events: WireEvent[] = [];
  const taken: string[] = [];
  let size = 0;
  for (const key of keys) {
    if (size >= maxChars) break;
    taken.push(key);
    const member = await tx.members.get(key, viewer);
    const conversation = member && !member.hidden && (await tx.conversations.get(key));
    // Who is gone has a locked one.
    const row = conversation ? await wireConversation(tx, member, conversation) : undefined;
    const shown = row ?? (member ? undefined : await formerRow(tx, viewer, key));
    if (!shown) continue;
    const event = { t: 'conversation', conversation: shown } as const;
    events.push(event);
    size += textOfEvent(event).length;
  }
  return { events, taken };
};
