import type { CallOptions, Placed } from '../engine/index.js';
import { type FileRef, ImError, type Message } from '../model/index.js';
import { fileOf, type SendEntry, withFile } from './entries.js';
import type { OutboxHost } from './host.js';
import type { Ledger } from './ledger.js';
import type { OutboxEntry } from './types.js';

type Entry<C extends OutboxEntry['command']> = Extract<OutboxEntry, { readonly command: C }>;

const unsupported = (what: string): ImError => new ImError('unsupported', { message: `this back end has no ${what}` });

/** What each command does at the back end and, on success, to rows and entries. Failures are the drain's business. */
export class Commands {
  #host: OutboxHost;
  #ledger: Ledger;

  constructor(host: OutboxHost, ledger: Ledger) {
    this.#host = host;
    this.#ledger = ledger;
  }

  /** `live`: whether this try still counts; a late answer must not bring back an entry that is gone. */
  async upload(
    entry: SendEntry,
    file: FileRef,
    options: CallOptions,
    live: () => boolean,
    heard: () => void,
  ): Promise<void> {
    const { media } = this.#host.engine;
    if (!media) throw unsupported('uploads');
    const blob = await this.#ledger.blob(entry.blobKey as string);
    if (!blob) throw new ImError('storage', { retry: 'never', message: 'the file is no longer on this device' });
    this.#ledger.show(entry.id, { state: 'uploading' });
    const uploaded = await media.upload(blob, {
      ...options,
      name: file.name,
      mime: file.mime,
      onProgress: (fraction) => {
        heard();
        if (live()) this.#progress(entry.id, fraction);
      },
    });
    if (!live() || this.#ledger.get(entry.id) !== entry) return;
    const message = { ...entry.message, content: withFile(entry.message.content, file, uploaded) };
    // The row keeps the key of its blob while it has one, so that the picture on the screen does not blink.
    const shown = withFile(entry.message.content, file, { ...uploaded, localKey: file.localKey });
    await this.#ledger.save({ ...entry, attempts: 0, message }, (writer) => {
      writer.patch('message', entry.id, { content: shown });
      writer.remove('transfer', entry.id);
    });
  }

  #progress(messageId: string, fraction: number): void {
    const before = this.#host.store.get('transfer', messageId)?.fraction ?? -1;
    if (fraction < 1 && fraction - before < 0.01) return;
    this.#host.store.commit('cache', (writer) => writer.put('transfer', messageId, { messageId, fraction }));
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
