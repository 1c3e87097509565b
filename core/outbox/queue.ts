import { compareOrder, ImError, type MessageId } from '../model/index.js';
import type { Writer } from '../store/index.js';
import { Drain } from './drain.js';
import { rowOf, upload } from './entries.js';
import type { OutboxHost } from './host.js';
import { Ledger } from './ledger.js';
import type { Outbox } from './outbox.js';
import type { OutboxDraft, OutboxEntry } from './types.js';

type Kept = NonNullable<Parameters<Outbox['add']>[1]>;

/** Touches nothing until `load` or `add`. */
export const createOutbox = (host: OutboxHost): Outbox => new Queue(host);

class Queue implements Outbox {
  #host: OutboxHost;
  #ledger: Ledger;
  #drain: Drain;
  #started = false;
  #loaded: Promise<readonly OutboxEntry[]> | undefined;

  constructor(host: OutboxHost) {
    this.#host = host;
    this.#ledger = new Ledger(host);
    this.#drain = new Drain(host, this.#ledger);
  }

  get size(): number {
    return this.#ledger.size;
  }

  entry(id: string): OutboxEntry | undefined {
    return this.#ledger.get(id);
  }

  load(): Promise<readonly OutboxEntry[]> {
    this.#drain.stop();
    this.#loaded = this.#ledger.load();
    if (this.#started) this.start();
    return this.#loaded;
  }

  start(): void {
    this.#started = true;
    void this.#ready().then(() => this.#started && this.#drain.start());
  }

  stop(): void {
    this.#started = false;
    this.#drain.stop();
  }

  async add(draft: OutboxDraft, changes: Kept = [], blob?: Blob): Promise<void> {
    const row = this.#host.store.get('message', draft.id);
    // Seen at once; but asked again, it must not undo what has become of the row since.
    if (!this.#ledger.get(draft.id) && row?.delivery.state !== 'sent') this.#host.store.apply('local', changes);
    await this.#ready();
    // Up to the call of the ledger nothing may wait, or two calls could change places.
    if (draft.command === 'change') return this.#change(draft);
    const known = this.#ledger.get(draft.id);
    if (known && known.command !== 'mark-read') return this.#ledger.saving(draft.id);
    const taken = this.#taken(draft);
    if (taken) return taken;
    await this.#ledger.add(draft, changes, blob, (writer, entry) => this.#row(writer, entry));
    this.#drain.pump();
  }

  /** The last word of a name counts: it takes the place of one that waits, and comes after one that is on its way. */
  async #change(draft: Extract<OutboxDraft, { readonly command: 'change' }>): Promise<void> {
    let { id } = draft;
    // One that was cut off may stand before one that came after it.
    while (this.#ledger.get(`${id}+`)) id += '+';
    if (this.#sending(id)) id += '+';
    const known = this.#ledger.get(id);
    if (known?.command === 'change') {
      const { failed: _, ...rest } = known;
      await this.#ledger.renew({ ...rest, change: draft.change, attempts: 0, notBefore: 0 });
    } else await this.#ledger.add({ ...draft, id }, [], undefined, () => {});
    this.#drain.pump();
  }

  /** A promise where no entry is needed: it is sent already, or another entry takes it over. */
  #taken(draft: OutboxDraft): Promise<void> | undefined {
    if (draft.command === 'send')
      return this.#host.store.get('message', draft.id)?.delivery.state === 'sent' ? Promise.resolve() : undefined;
    return draft.command === 'mark-read' ? this.#coalesce(draft) : undefined;
  }

  #coalesce(draft: Extract<OutboxDraft, { readonly command: 'mark-read' }>): Promise<void> | undefined {
    for (const entry of this.#ledger.values()) {
      if (entry.command !== 'mark-read' || entry.conversationId !== draft.conversationId) continue;
      if (compareOrder(draft.upTo.order, entry.upTo.order) <= 0)
        return this.#ledger.saving(entry.id) ?? Promise.resolve();
      return this.#ledger.save({ ...entry, upTo: draft.upTo });
    }
    return undefined;
  }

  /** The row, where the caller has not written one, at the end of those that wait. */
  #row(writer: Writer, entry: OutboxEntry): void {
    if (entry.command !== 'send') return;
    const { store, userId } = this.#host;
    const list = `pending/${entry.conversationId}`;
    const pending = store.list(list);
    if (!store.get('message', entry.id)) writer.put('message', entry.id, rowOf(entry, userId));
    if (!pending.includes(entry.id)) writer.list(list, [...pending, entry.id]);
  }

  async retry(messageId: MessageId): Promise<void> {
    await this.#ready();
    const entry = this.#ledger.get(messageId);
    if (!entry) throw unknown(messageId);
    if (entry.failed === undefined) return;
    const { failed: _, ...rest } = entry;
    await this.#ledger.save({ ...rest, attempts: 0, notBefore: 0 } as OutboxEntry, (writer) =>
      writer.patch('message', messageId, { delivery: { state: 'queued' } }),
    );
    this.#drain.pump();
  }

  async discard(messageId: MessageId): Promise<void> {
    await this.#ready();
    await this.#ledger.saving(messageId);
    const entry = this.#ledger.get(messageId);
    if (!entry) {
      if (this.#host.store.get('message', messageId)?.delivery.state === 'sent') throw gone(messageId);
      return;
    }
    // A failed row may be seen a moment before its try has ended.
    if (entry.failed === undefined && this.#sending(messageId)) throw gone(messageId);
    this.#drain.release(messageId);
    await this.#drain.remove(entry);
    this.#drain.pump();
  }

  async cancel(messageId: MessageId): Promise<void> {
    await this.#ready();
    await this.#ledger.saving(messageId);
    const entry = this.#ledger.get(messageId);
    if (entry?.command !== 'send' || entry.failed !== undefined || !upload(entry)) return;
    this.#drain.release(messageId);
    await this.#drain.fail(entry, new ImError('aborted', { message: 'cancelled' }));
    this.#drain.pump();
  }

  async arrived(messageId: MessageId): Promise<void> {
    await this.#ready();
    await this.#ledger.saving(messageId);
    const entry = this.#ledger.get(messageId);
    if (entry?.command !== 'send') return;
    this.#drain.release(messageId);
    await this.#ledger.dropBlob(entry);
    await this.#ledger.drop(entry);
    this.#drain.pump();
  }

  /** On its way to the back end, where nothing can hold it any more. */
  #sending(id: string): boolean {
    const flight = this.#drain.flight(id);
    return flight !== undefined && !flight.uploading;
  }

  #ready(): Promise<unknown> {
    this.#loaded ??= this.#ledger.load();
    return this.#loaded;
  }
}

const unknown = (id: MessageId): ImError =>
  new ImError('not-found', { field: 'messageId', message: `messageId: ${id} is not waiting to be sent` });

const gone = (id: MessageId): ImError =>
  new ImError('conflict', { field: 'messageId', message: `messageId: ${id} has left already; recall it instead` });
