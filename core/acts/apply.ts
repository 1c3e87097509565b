import { goneFrom } from '../client/gone.js';
import { markCleared, noteDeleted, noteKept } from '../client/gone-notes.js';
import { packContent, readContent, writeContent } from '../content/index.js';
import type { CallOptions, IncomingMessage } from '../engine/index.js';
import {
  type ChangeArgs,
  type ChangeName,
  type Content,
  type ImError,
  type Message,
  toImError,
  type WireContent,
} from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Writer } from '../store/index.js';
import { unsupported } from './check.js';
import { heldMessage } from './held.js';
import type { ActsHost } from './host.js';
import { reacted } from './pending.js';

type Entry = Extract<OutboxEntry, { readonly command: 'change' }>;
type Write = (writer: Writer) => void;
/** What is done at the back end; `latest` is what stands there where it was done differently meanwhile. */
interface Way<N extends ChangeName> {
  run(host: ActsHost, message: Message, args: ChangeArgs[N], options: CallOptions): Promise<Write>;
  conflict?(host: ActsHost, message: Message, latest: unknown): Write;
}

const nothing: Write = () => {};

/** Does an entry of the outbox at the back end and answers what it means for the store. */
export const applyChange = async (host: ActsHost, entry: Entry, options: CallOptions): Promise<Write> => {
  const { name, args } = entry.change;
  if (name === 'delete' || name === 'clear') return deletion(host, entry, options);
  const { store } = host.ctx;
  const kept = await heldMessage(host.ctx, entry.target);
  // The cache may not know yet that it was sent.
  const held = kept?.serverId ? kept : undefined;
  const message = held ?? unheld(host, entry);
  // Gone or recalled meanwhile: there is nothing to be changed any more.
  if (!message.serverId || message.recalled) return nothing;
  const way = WAYS[name] as Way<ChangeName>;
  const cached = held !== undefined && !store.has(`message/${held.id}`);
  /** Where only the cache holds it, what becomes of it must stand there too. */
  const noted =
    (write: Write): Write =>
    (writer) => {
      const there = store.has(`message/${message.id}`);
      if (cached && !there && !goneFrom(host.ctx, message.conversationId)(message))
        writer.put('message', message.id, message);
      if (cached || there) write(writer);
    };
  try {
    return noted(await way.run(host, message, args as ChangeArgs[ChangeName], options));
  } catch (cause) {
    const error: ImError = toImError(cause);
    // Who wants it gone for everybody must know that it is not.
    const over = error.code === 'not-found' && name !== 'recall';
    if (over || (!held && error.retry === 'never')) return nothing;
    if (store.get('message', message.id)?.recalled) return nothing;
    if (error.code === 'forbidden' && (await recalledThere(host, message, options))) return nothing;
    if (error.code === 'conflict' && error.latest !== undefined && way.conflict)
      store.commit('remote', noted(way.conflict(host, message, error.latest)));
    throw error;
  }
};

/** Was it refused because the message is gone, and the news of it is still to come? */
const recalledThere = async (
  { ctx: { engine, store }, changes }: ActsHost,
  { serverId = '', conversationId }: Message,
  options: CallOptions,
): Promise<boolean> => {
  const [now] = (await engine.messages.get?.(conversationId, [serverId], options)) ?? [];
  const { recalled } = now ?? {};
  if (recalled)
    store.commit('remote', (writer) => {
      changes.apply(writer, { what: 'recalled', serverId, conversationId, ...recalled });
    });
  return recalled !== undefined;
};

/** Deleted here since, for oneself alone: what was done to it before is still meant for the others. */
const unheld = ({ ctx: { userId } }: ActsHost, { target, serverId, conversationId }: Entry): Message => ({
  ...{ id: target, serverId, conversationId, senderId: userId, own: true, sentAt: 0, counts: false },
  ...{ content: { kind: 'unknown', wireKind: '' }, delivery: { state: 'sent' } },
});

const edited =
  ({ changes }: ActsHost, { serverId = '', conversationId }: Message, now: IncomingMessage): Write =>
  (writer) =>
    changes.apply(writer, {
      what: 'edited',
      serverId,
      conversationId,
      content: now.content,
      at: now.edited?.at,
      by: now.edited?.by,
    });

const extended =
  ({ ctx }: ActsHost, { id }: Message, extensions: Message['extensions']): Write =>
  (writer) => {
    if (!ctx.store.get('message', id)?.recalled) writer.patch('message', id, { extensions });
  };

/** Our own words have come there, whether or not an answer has said so: with no one's in between. */
export const isOwn = (
  { content, edited, altered }: Pick<Message | IncomingMessage, 'content' | 'edited' | 'altered'>,
  after: readonly Content[],
  me: string,
): boolean =>
  edited?.by === me &&
  after.length > 0 &&
  (altered !== undefined || after.some((one) => textOf(one) === textOf(content)));

const plain = (content: Content | WireContent) => writeContent(readContent(content as WireContent));
const textOf = (content: Content | WireContent): string => JSON.stringify(plain(content));

const WAYS: { readonly [N in Exclude<ChangeName, 'delete' | 'clear'>]: Way<N> } = {
  edit: {
    async run(host, message, { content, base, after = [] }, options) {
      const { engine, userId } = host.ctx;
      if (!engine.edits) throw unsupported('edit');
      const { edits, info } = engine;
      const words = packContent(plain(content) as Content, info.nativeContent);
      const edit = (at: number) => edits.edit({ ...message, edited: at > 0 ? { at } : undefined }, words, options);
      const now = await edit(base).catch((cause) => {
        const { code, latest } = toImError(cause);
        const there = code === 'conflict' ? (latest as IncomingMessage | undefined) : undefined;
        if (there?.edited && isOwn(there, after, userId)) return edit(there.edited.at);
        throw cause;
      });
      return edited(host, message, now);
    },
    conflict: (host, message, latest) => edited(host, message, latest as IncomingMessage),
  },
  recall: {
    async run({ ctx, changes }, message, { reason, silent }, options) {
      if (!ctx.engine.recall) throw unsupported('recall');
      await ctx.engine.recall.recall(message, { ...options, reason, silent });
      const { serverId = '', conversationId } = message;
      const recalled = { by: ctx.userId, at: ctx.now(), ...(reason !== undefined && { reason }) };
      // Where the back end's own notice of it came first, this changes nothing.
      return (writer) => void changes.apply(writer, { what: 'recalled', serverId, conversationId, ...recalled });
    },
  },
  extend: {
    async run(host, message, change, options) {
      if (!host.ctx.engine.extensions) throw unsupported('extend');
      return extended(host, message, await host.ctx.engine.extensions.extend(message, change, options));
    },
    conflict: (host, message, latest) => extended(host, message, latest as Message['extensions']),
  },
  react: {
    async run({ ctx }, message, { emoji, on }, options) {
      if (!ctx.engine.reactions) throw unsupported('react');
      await ctx.engine.reactions.react(message, emoji, on, options);
      // The back end's own word may have come before; then this changes nothing.
      return (writer) => {
        const now = ctx.store.get('message', message.id);
        if (now && !now.recalled)
          writer.patch('message', message.id, { reactions: reacted(now.reactions ?? [], emoji, on, ctx.userId) });
      };
    },
  },
  pin: {
    async run({ ctx, changes }, message, { pinned }, options) {
      if (!ctx.engine.pins) throw unsupported('pin-message');
      await ctx.engine.pins.pin(message, pinned, options);
      return (writer) => {
        const now = ctx.store.get('message', message.id);
        if (!now || now.recalled || (now.pinned !== undefined) === pinned) return;
        changes.pin(writer, now, pinned ? { at: ctx.now(), by: ctx.userId } : undefined);
      };
    },
  },
};

const deletion = async ({ ctx }: ActsHost, { change, conversationId }: Entry, options: CallOptions): Promise<Write> => {
  const { deletion: facet } = ctx.engine;
  if (!facet) throw unsupported('delete');
  if (change.name === 'delete') {
    const { messages } = change.args;
    for (const one of messages) noteDeleted(ctx, one.id);
    await facet.delete(conversationId, messages as readonly Message[], options).catch((error) => {
      if (toImError(error).retry === 'never') for (const one of messages) noteKept(ctx, one.id);
      throw error;
    });
  } else if (change.name === 'clear') {
    if (!facet.clear) throw unsupported('clear');
    const { upTo } = change.args;
    await facet.clear(conversationId, upTo, options);
    if (upTo) return (writer) => markCleared(ctx, writer, conversationId, upTo);
  }
  return nothing;
};
