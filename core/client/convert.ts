import { readContent } from '../content/index.js';
import type { IncomingMessage } from '../engine/index.js';
import { type ConversationId, kindOf, type Message, type MessageId, type Quote } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import type { Ordering } from '../timeline/index.js';
import type { Context } from './context.js';

const RECALLED = Object.freeze({ kind: 'recalled' } as const);

export const orderingOf = ({ engine }: Pick<Context, 'engine'>, id: ConversationId): Ordering =>
  engine.info.ordering[kindOf(id)] ?? 'time';

/** Our id of a message, by the server's. */
export const localId = (store: Store, serverId: string): MessageId =>
  store.get('alias', serverId)?.messageId ?? `s:${serverId}`;

/** Must be written wherever a message whose id cannot be computed gets its server id. */
export const alias = (store: Store, writer: Writer, id: MessageId, serverId: string): void => {
  if (id !== `s:${serverId}` && store.get('alias', serverId)?.messageId !== id)
    writer.put('alias', serverId, { messageId: id });
};

/** How many have read an own message stands apart from it. */
export const tally = (writer: Writer, { id }: Message, { tally: sums }: IncomingMessage): void => {
  if (sums) writer.put('tally', id, { messageId: id, ...sums });
};

/**
 * A message off the wire as a record. What the store knows already and the wire may not say again stays: a recall, a
 * later edit, the blob that shows a picture just sent; of an outline all that it does not say.
 */
export const toMessage = (ctx: Pick<Context, 'store' | 'userId'>, incoming: IncomingMessage): Message => {
  const { store, userId } = ctx;
  const { clientId, replyTo, serverId, content: wire, tally: _, outline, ...rest } = incoming;
  const own = incoming.senderId === userId;
  const id = store.get('alias', serverId)?.messageId ?? (own && clientId ? clientId : `s:${serverId}`);
  const known = store.get('message', id);
  const recalled = incoming.recalled ?? known?.recalled;
  const { localData, readings, edited: before, ...held } = (!recalled && known) || ({} as Partial<Message>);
  const edited = later(incoming.edited, known?.edited);
  const fresh = recalled ? RECALLED : edited !== incoming.edited && known ? known.content : readContent(wire);
  return {
    ...(outline && held),
    ...rest,
    id,
    serverId,
    own,
    content: recalled || !known ? fresh : sameFile(known.content, fresh),
    delivery: { state: 'sent' },
    ...(recalled && { recalled }),
    ...(edited && { edited }),
    ...(localData !== undefined && { localData }),
    ...(readings && edited?.at === before?.at && { readings }),
    ...(replyTo && !recalled && { replyTo: quote(store, replyTo) }),
  };
};

const later = (a: Message['edited'], b: Message['edited']): Message['edited'] => (a && b && b.at > a.at ? b : (a ?? b));

const quote = (store: Store, said: Quote & { readonly serverId: string }): Quote => {
  const id = localId(store, said.serverId);
  if (!store.get('message', id)?.recalled) return { ...said, id };
  const { preview: _, ...rest } = said;
  return { ...rest, id, gone: 'recalled' };
};

/** The picture on the screen must not blink when its server copy arrives. */
const sameFile = (known: Message['content'], fresh: Message['content']): Message['content'] => {
  const localKey = 'file' in known ? known.file?.localKey : undefined;
  return localKey !== undefined && 'file' in fresh && fresh.file
    ? ({ ...fresh, file: { ...fresh.file, localKey } } as Message['content'])
    : fresh;
};
