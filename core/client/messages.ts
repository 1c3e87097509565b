import { contentType, isLazyKind, loadKinds, searchText } from '../content/index.js';
import { type Content, type ConversationId, invalid, type Message, type MessageId } from '../model/index.js';
import { both } from '../outbox/index.js';
import type { Change } from '../store/index.js';
import type { Book } from './book.js';
import { checkSend, requireMessage } from './checks.js';
import type { Context } from './context.js';
import type { History } from './history.js';
import type { Inbox } from './inbox.js';
import { loaded } from './loaded.js';
import type { SendOptions } from './types.js';
import type { Typing } from './typing.js';

const PREVIEW = 200;
/** Options that have rules of their own, loaded with the first message that has one. */
const RULED = [
  ...(['blob', 'mentions', 'audience', 'receipt', 'silent', 'unlisted', 'transient'] as const),
  ...(['data', 'localData', 'expire'] as const),
];

const loadRules = () => loaded(import('./send-rules.js'));

/** Sending, and the two ends of history; what else is done to messages is in core/acts. */
export class Messages {
  readonly #ctx: Context;
  readonly #book: Book;
  readonly #inbox: Inbox;
  readonly #typing: Typing;
  /** The last send under way of each conversation: the bytes of a file must not let the next text overtake. */
  readonly #lanes = new Map<ConversationId, Promise<unknown>>();
  readonly older: History['older'];
  readonly newer: History['newer'];

  constructor(ctx: Context, book: Book, inbox: Inbox, typing: Typing, history: History) {
    this.#ctx = ctx;
    this.#book = book;
    this.#inbox = inbox;
    this.#typing = typing;
    this.older = (id) => history.older(id);
    this.newer = (id, pageId) => history.newer(id, pageId);
  }

  async send(id: ConversationId, raw: Content, options: SendOptions = {}, clientId: string): Promise<MessageId> {
    const given = { ...options };
    const checked = (): (() => Promise<void>) => {
      const content = checkSend(this.#ctx, id, raw, given);
      const replyTo = given.replyTo === undefined ? undefined : this.#quote(id, given.replyTo);
      const ruled = RULED.some((name) => given[name] !== undefined);
      return async () => {
        if (ruled) (await loadRules()).checkRare(this.#ctx, id, content, given);
        await this.#queue(id, content, replyTo, given, clientId);
      };
    };
    // The rules of a rare kind are still to come; its place in the lane is taken now.
    const run = isLazyKind(raw?.kind) ? undefined : checked();
    const rules = run ? undefined : loadKinds().catch(() => undefined);
    const before = this.#lanes.get(id) ?? Promise.resolve();
    const work = before.then(() => (run ? run() : rules?.then(() => checked()())));
    const lane = work.catch(() => undefined);
    this.#lanes.set(id, lane);
    void lane.then(() => this.#lanes.get(id) === lane && this.#lanes.delete(id));
    await work;
    return clientId;
  }

  async #queue(
    id: ConversationId,
    content: Content,
    replyTo: Message['replyTo'],
    options: SendOptions,
    clientId: string,
  ): Promise<void> {
    const { store, cache, outbox, userId } = this.#ctx;
    const { blob, clearDraft, localData, expire, receipt, push } = options;
    const { uncounted = contentType(content.kind)?.counts === false } = options;
    if (outbox.entry(clientId) || store.get('message', clientId)?.order) return;
    let whole = content;
    if (blob && 'file' in content && content.file) {
      await cache.blobs.put(clientId, blob);
      const { id: _, url: __, ...file } = content.file;
      whole = { ...content, file: { ...file, bytes: blob.size, localKey: clientId } } as Content;
    }
    this.#typing.set(id, 'nothing');
    const row: Message = {
      id: clientId,
      conversationId: id,
      senderId: userId,
      own: true,
      content: whole,
      sentAt: this.#ctx.now(),
      delivery: { state: 'queued' },
      counts: !uncounted && !options.transient,
      ...(replyTo && { replyTo }),
      ...both(options),
      ...(localData && { localData }),
      ...(receipt && { receiptRequested: true }),
      ...(expire && { expire: { seconds: expire } }),
    };
    const message = {
      clientId,
      conversationId: id,
      content: whole,
      writtenAt: row.sentAt,
      ...(replyTo?.serverId && { replyTo: { serverId: replyTo.serverId, preview: replyTo.preview } }),
      ...both(options),
      ...(uncounted && { uncounted }),
      ...(receipt && { receipt }),
      ...(expire && { expire }),
      ...(push && { push }),
    };
    const entry = { id: clientId, conversationId: id, command: 'send', message } as const;
    await outbox.add({ ...entry, ...(blob && { blobKey: clientId }) }, this.#changes(row, clearDraft));
  }

  /** The row, and what it does to its conversation, as one set of changes: kept together with the entry. */
  #changes(row: Message, clearDraft = false): readonly Pick<Change, 'key' | 'after'>[] {
    const { store } = this.#ctx;
    const { conversationId: id } = row;
    store.commit('local', (writer) => {
      writer.put('message', row.id, row);
      this.#inbox.queued(writer, row);
    });
    const pending = store.list(`pending/${id}`);
    return [
      { key: `message/${row.id}`, after: row },
      { key: `list/pending/${id}`, after: Object.freeze([...pending, row.id]) },
      ...(clearDraft ? [{ key: `draft/${id}`, after: undefined } as const] : []),
    ];
  }

  #quote(id: ConversationId, quoted: MessageId): Message['replyTo'] {
    const { conversationId, serverId, recalled, content, senderId } = requireMessage(this.#ctx, quoted);
    if (conversationId !== id) throw invalid('replyTo', 'is of another conversation');
    if (!serverId) throw invalid('replyTo', 'has not been sent yet');
    if (recalled) throw invalid('replyTo', 'was recalled');
    const preview = [...searchText(content)].slice(0, PREVIEW).join('');
    return { id: quoted, serverId, senderId, kind: content.kind, ...(preview && { preview }) };
  }

  async retry(id: MessageId): Promise<void> {
    requireMessage(this.#ctx, id);
    await this.#ctx.outbox.retry(id);
  }

  async discard(id: MessageId): Promise<void> {
    const { conversationId } = requireMessage(this.#ctx, id);
    const { store } = this.#ctx;
    await this.#ctx.outbox.discard(id);
    if (store.get('conversation', conversationId)?.lastMessageId !== id || store.has(`message/${id}`)) return;
    store.commit('local', (writer) => this.#book.last(writer, conversationId));
  }
}
