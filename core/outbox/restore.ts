import { isConversationId, type Message } from '../model/index.js';
import { failure, fileOf, rowOf, type SendEntry } from './entries.js';
import type { OutboxHost } from './host.js';
import { entryFault, messageOf } from './kept-entries.js';
import type { OutboxEntry } from './types.js';

export interface Restored {
  /** In the order typed. */
  readonly entries: readonly OutboxEntry[];
  /** Their rows are already `sent`, or recalled since: only the entry was left. */
  readonly settled: readonly OutboxEntry[];
  /** Made from rows that had lost their entry; not in the cache yet. */
  readonly rebuilt: readonly OutboxEntry[];
}

/** Reads what an earlier visit, or the tab that led before, left behind, and puts its rows back into the store. */
export const restore = async (
  host: OutboxHost,
  own: readonly OutboxEntry[],
  kept: readonly unknown[],
): Promise<Restored> => {
  const found = new Map<string, OutboxEntry>(own.map((entry) => [entry.id, entry]));
  for (const raw of kept) {
    const fault = entryFault(raw);
    const entry = fault === undefined ? (raw as OutboxEntry) : await salvage(host, raw, fault);
    if (entry && !found.has(entry.id)) found.set(entry.id, entry);
  }
  const rebuilt = orphans(host, found);
  const entries = [...found.values()].sort((a, b) => a.number - b.number).concat(rebuilt);
  const rows = new Map<string, Message>();
  const settled: OutboxEntry[] = [];
  for (const entry of entries) {
    // Nobody could see any more that it was refused.
    if (entry.command === 'change' && entry.failed !== undefined && (await keptRow(host, entry.target))?.recalled)
      settled.push(entry);
    if (entry.command !== 'send') continue;
    const row = await rowFor(host, entry);
    if (row.delivery.state === 'sent') settled.push(entry);
    else rows.set(entry.id, row);
  }
  put(host, rows);
  return { entries: entries.filter((entry) => !settled.includes(entry)), settled, rebuilt };
};

const keptRow = async (host: OutboxHost, id: string): Promise<Message | undefined> =>
  host.store.get('message', id) ??
  ((await host.cache.get(`message/${id}`).catch(() => undefined)) as Message | undefined);

const rowFor = async (host: OutboxHost, entry: SendEntry): Promise<Message> => {
  const row = (await keptRow(host, entry.id)) ?? rowOf(entry, host.userId);
  if (row.delivery.state === 'sent') return row;
  if (entry.failed === undefined) return { ...row, delivery: { state: 'queued' } };
  return row.delivery.state === 'failed' ? row : { ...row, delivery: failure(entry.failed) };
};

/** A broken entry whose row is still good is shown as failed; any other stays where it is, for a build that can read it. */
const salvage = async (host: OutboxHost, raw: unknown, fault: string): Promise<OutboxEntry | undefined> => {
  const { id, number } = (raw ?? {}) as Partial<OutboxEntry>;
  host.log('error', 'outbox-entry-corrupt', { id, fault });
  const row = typeof id === 'string' ? await keptRow(host, id) : undefined;
  if (!row?.own || row.order || !isConversationId(row.conversationId)) return undefined;
  return entryOf(row, Number.isFinite(number) ? (number as number) : 0, 'invalid');
};

const entryOf = (row: Message, number: number, failed?: string): SendEntry => {
  const blobKey = fileOf(row.content)?.localKey;
  return {
    id: row.id,
    conversationId: row.conversationId,
    number,
    createdAt: row.sentAt,
    attempts: 1, // It may have been sent.
    notBefore: 0,
    command: 'send',
    message: messageOf(row),
    ...(blobKey === undefined ? {} : { blobKey }),
    ...(failed === undefined ? {} : { failed }),
  };
};

/** Rows that wait without an entry: the tab that led kept it in memory only. Sending is idempotent, so they go again. */
const orphans = (host: OutboxHost, found: ReadonlyMap<string, OutboxEntry>): OutboxEntry[] => {
  const made: OutboxEntry[] = [];
  let number = Math.max(0, ...[...found.values()].map((entry) => entry.number));
  for (const [key, ids] of [...host.store.entries()]) {
    if (!key.startsWith('list/pending/')) continue;
    for (const id of ids as readonly string[]) {
      const row = found.has(id) ? undefined : host.store.get('message', id);
      if (!row || row.order) continue;
      const failed = row.delivery.state === 'failed' ? row.delivery.code : undefined;
      made.push(entryOf(row, ++number, failed));
    }
  }
  return made;
};

/** `cache`: nothing here is new, so nothing needs to be written back. */
const put = (host: OutboxHost, rows: ReadonlyMap<string, Message>): void => {
  const lists = new Map<string, string[]>();
  const waiting = [...rows.values()].filter(({ id }) => host.store.get('message', id)?.delivery.state !== 'sent');
  for (const row of waiting) {
    const list = lists.get(row.conversationId);
    if (list) list.push(row.id);
    else lists.set(row.conversationId, [row.id]);
  }
  host.store.commit('cache', (writer) => {
    // A list that was kept a moment before its row was sent.
    for (const [key, ids] of [...host.store.entries()]) {
      if (!key.startsWith('list/pending/')) continue;
      const left = (ids as readonly string[]).filter((id) => !host.store.get('message', id)?.order);
      if (left.length < (ids as readonly string[]).length)
        writer.list(key.slice('list/'.length), left.length > 0 ? left : undefined);
    }
    for (const row of waiting) writer.put('message', row.id, row);
    for (const [conversation, ids] of lists) writer.list(`pending/${conversation}`, ids);
  });
};
