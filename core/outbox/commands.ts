import type { CallOptions, Placed } from '../engine/index.js';
import { ImError, type Message } from '../model/index.js';
import { fileOf, type SendEntry } from './entries.js';
import type { OutboxHost } from './host.js';
import { loadUpload } from './later.js';
import type { Ledger } from './ledger.js';
import type { OutboxEntry } from './types.js';
import type { Upload } from './upload.js';

type Entry<C extends OutboxEntry['command']> = Extract<OutboxEntry, { readonly command: C }>;

/** What each command does at the back end and, on success, to rows and entries. Failures are the drain's business. */
export class Commands {
  #host: OutboxHost;
  #ledger: Ledger;

  constructor(host: OutboxHost, ledger: Ledger) {
    this.#host = host;
    this.#ledger = ledger;
  }

  /** How is loaded with the first file; until it can be, the entry waits as for a lost connection. */
  async upload(upload: Upload): Promise<void> {
    const { runUpload } = await loadUpload().catch((cause: unknown) => {
      throw new ImError('not-connected', { retry: 'backoff', message: 'uploading could not be loaded', cause });
    });
    await runUpload(this.#host, this.#ledger, upload);
  }

  async send(entry: SendEntry, options: CallOptions): Promise<void> {
    this.#ledger.show(entry.id, { state: 'sending' });
    await this.sent(entry, await this.#host.engine.messages.send(entry.message, options));
  }

  /** The echo may have placed the row already, and a second answer may come for an entry that is gone. */
  async sent(entry: SendEntry, placed?: Placed): Promise<void> {
    if (this.#ledger.get(entry.id) === undefined) return;
    await this.#ledger.dropBlob(entry);
    const current = this.#ledger.get(entry.id);
    if (current) await this.#ledger.drop(current, (writer) => placed && this.#place(writer, entry, placed));
  }

  #place(writer: Parameters<OutboxHost['place']>[0], entry: SendEntry, placed: Placed): void {
    const { store } = this.#host;
    const before = store.get('message', entry.id);
    if (!before || before.delivery.state === 'sent') return;
    const { serverId, order, sentAt, altered } = placed;
    const row: Message = {
      ...before,
      // A row whose upload is done keeps the key of its blob: what shows it on the screen stays the same.
      content: fileOf(before.content)?.id === undefined ? entry.message.content : before.content,
      serverId,
      order,
      sentAt,
      delivery: { state: 'sent' },
    };
    this.#host.place(writer, row, altered);
  }

  async change(entry: Entry<'change'>, options: CallOptions): Promise<void> {
    const write = await this.#host.change(entry, options);
    const now = this.#ledger.get(entry.id);
    // A late answer, and another word stands in its place meanwhile: that one is still to go.
    if (now?.command === 'change' && now.change !== entry.change) this.#host.store.commit('remote', write);
    else await this.#ledger.drop(entry, write);
  }

  async markRead(entry: Entry<'mark-read'>, options: CallOptions): Promise<void> {
    await this.#host.engine.conversations.markRead(entry.conversationId, entry.upTo, options);
    // A newer mark took its place meanwhile: that one is still to go.
    if (this.#ledger.get(entry.id) === entry) await this.#ledger.drop(entry);
  }
}
