import type { Message, MessageId, PendingChange } from '../model/index.js';
import type { Change, Writer } from '../store/index.js';
import type { OutboxHost } from './host.js';
import { loadRestore } from './later.js';
import type { Restored } from './restore.js';
import type { OutboxDraft, OutboxEntry } from './types.js';

type Adds = (writer: Writer, entry: OutboxEntry) => void;
type Kept = readonly Pick<Change, 'key' | 'after'>[];

/** Milliseconds until a part that could not be loaded is asked for again. */
const AGAIN = 2_000;

/** The entries in the order typed, in memory and in the cache, each together with its row. */
export class Ledger {
  #host: OutboxHost;
  #entries = new Map<string, OutboxEntry>();
  #saving = new Map<string, Promise<void>>();
  /** Those the cache would not take: they live in memory only, and a reload of the cache must not lose them. */
  #unsaved = new Set<string>();
  /** Bytes the cache would not take. */
  readonly #blobs = new Map<string, Blob>();
  #last = 0;

  constructor(host: OutboxHost) {
    this.#host = host;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): OutboxEntry | undefined {
    return this.#entries.get(id);
  }

  /** In the order typed. */
  values(): IterableIterator<OutboxEntry> {
    return this.#entries.values();
  }

  /** The first save of an entry that is under way; until it ends nothing may be done with the entry. */
  saving(id: string): Promise<void> | undefined {
    return this.#saving.get(id);
  }

  /** Replaces what is held by what the cache holds; another tab may have led in between. */
  async load(): Promise<readonly OutboxEntry[]> {
    await Promise.all(this.#saving.values());
    const own = [...this.#entries.values()].filter(({ id }) => this.#unsaved.has(id));
    const { entries, settled, rebuilt } = await this.#restored(own);
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#last = Math.max(this.#last, ...entries.map((entry) => entry.number));
    for (const entry of settled) {
      await this.dropBlob(entry);
      await this.drop(entry);
    }
    for (const entry of rebuilt) await this.#put(entry, []);
    const targets = new Set(entries.flatMap((entry) => (entry.command === 'change' ? entry.target : [])));
    // A tab that led before may have died before it kept what it showed.
    for (const [key] of this.#host.store.entries()) if (key.startsWith('change/')) targets.add(key.slice(7));
    if (targets.size > 0)
      this.#host.store.commit('cache', (writer) => {
        for (const target of targets) this.#show(writer, target);
      });
    return [...this.#entries.values()];
  }

  /** Most visits find nothing; what something needs is loaded first, for nothing may go before it. */
  async #restored(own: readonly OutboxEntry[]): Promise<Restored> {
    const { store, env, log } = this.#host;
    const kept = await all(this.#host);
    const waits = () => [...store.entries()].some(([key]) => key.startsWith('list/pending/'));
    if (kept.length + own.length === 0 && !waits()) return { entries: own, settled: own, rebuilt: own };
    for (;;) {
      const module = await loadRestore().catch((error) => log('warn', 'part-not-loaded', { error: String(error) }));
      if (module) return module.restore(this.#host, own, kept);
      await new Promise<void>((again) => env.setTimeout(again, AGAIN));
    }
  }

  async add(draft: OutboxDraft, changes: Kept, blob: Blob | undefined, write: Adds): Promise<void> {
    const createdAt = this.#host.env.now();
    const entry = { ...draft, number: ++this.#last, attempts: 0, notBefore: 0, createdAt };
    this.#entries.set(entry.id, entry);
    const all = [...changes, ...this.commit((writer) => write(writer, entry), entry)];
    const saved = this.#keepBlob(entry, blob).then(() => this.#put(entry, all));
    this.#saving.set(entry.id, saved);
    await saved;
    this.#saving.delete(entry.id);
  }

  async #keepBlob(entry: OutboxEntry, blob: Blob | undefined): Promise<void> {
    if (!blob || entry.command !== 'send' || entry.blobKey === undefined) return;
    try {
      await this.#host.cache.blobs.put(entry.blobKey, blob);
    } catch (error) {
      this.#blobs.set(entry.blobKey, blob);
      this.#host.log('error', 'outbox-not-saved', { id: entry.id, error: String(error) });
    }
  }

  async blob(key: string): Promise<Blob | undefined> {
    return this.#blobs.get(key) ?? this.#host.cache.blobs.get(key);
  }

  /** Store first, then entry and rows in one transaction. Never rejects: without a cache it goes on in memory. */
  save(entry: OutboxEntry, write?: (writer: Writer) => void): Promise<void> {
    this.#entries.set(entry.id, entry);
    return this.#put(entry, this.commit(write, entry));
  }

  /** The same, as what was said last. */
  renew(entry: OutboxEntry): Promise<void> {
    this.#entries.delete(entry.id);
    return this.save({ ...entry, number: ++this.#last });
  }

  async #put(entry: OutboxEntry, changes: Kept): Promise<void> {
    try {
      await this.#host.cache.outbox.put(entry, changes);
      this.#unsaved.delete(entry.id);
    } catch (error) {
      this.#unsaved.add(entry.id);
      this.#host.log('error', 'outbox-not-saved', { id: entry.id, error: String(error) });
    }
  }

  /** Takes an entry out for good, with what `write` does to its row. Never rejects: at worst it is sent again, idempotently. */
  async drop(entry: OutboxEntry, write?: (writer: Writer) => void): Promise<void> {
    this.#entries.delete(entry.id);
    this.#unsaved.delete(entry.id);
    const changes = this.commit(write, entry);
    try {
      await this.#host.cache.outbox.remove(entry.id, changes);
    } catch (error) {
      this.#host.log('error', 'outbox-not-saved', { id: entry.id, error: String(error) });
    }
  }

  async dropBlob(entry: OutboxEntry): Promise<void> {
    if (entry.command !== 'send' || entry.blobKey === undefined) return;
    this.#blobs.delete(entry.blobKey);
    await this.#host.cache.blobs.remove(entry.blobKey).catch((error: unknown) => {
      this.#host.log('warn', 'blob-not-removed', { id: entry.id, error: String(error) });
    });
  }

  /** What is under way, for rows to draw. */
  #show(writer: Writer, target: string): void {
    const changes = [...this.#entries.values()].flatMap((entry) =>
      entry.command === 'change' && entry.target === target
        ? [{ id: entry.id, ...entry.change, ...(entry.failed !== undefined && { failed: entry.failed }) }]
        : [],
    ) as readonly PendingChange[];
    if (changes.length > 0) writer.put('change', target, { changes });
    else writer.remove('change', target);
  }

  /** A change of the row that is true only now: seen by readers, not kept. */
  show(id: MessageId, delivery: Message['delivery']): void {
    const row = this.#host.store.get('message', id);
    if (!row || row.delivery.state === 'sent' || row.delivery.state === delivery.state) return;
    this.#host.store.commit('cache', (writer) => writer.patch('message', id, { delivery }));
  }

  /** Waiting again. */
  idle(id: MessageId): void {
    this.show(id, { state: 'queued' });
    this.#host.store.commit('cache', (writer) => writer.remove('transfer', id));
  }

  /** The changes of a commit of our own. */
  commit(write: ((writer: Writer) => void) | undefined, entry: OutboxEntry): readonly Change[] {
    const target = entry.command === 'change' ? entry.target : undefined;
    if (!write && target === undefined) return [];
    const changes: Change[] = [];
    const untap = this.#host.store.tap((commit) => changes.push(...commit.changes));
    try {
      this.#host.store.commit('local', (writer) => {
        write?.(writer);
        if (target !== undefined) this.#show(writer, target);
      });
    } finally {
      untap();
    }
    return changes;
  }
}

const all = async (host: OutboxHost): Promise<readonly OutboxEntry[]> => {
  try {
    return await host.cache.outbox.all();
  } catch (error) {
    host.log('error', 'outbox-not-read', { error: String(error) });
    return [];
  }
};
