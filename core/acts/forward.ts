import { requireConversation, requireIds, requireMessage } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { loadKinds } from '../content/index.js';
import { type Content, type ConversationId, ImError, invalid, type Message, type MessageId } from '../model/index.js';
import type { ActsHost } from './host.js';

const MOST = 300;
const UNSENDABLE: ReadonlySet<string> = new Set(['notice', 'recalled', 'signal', 'command']);

/** Again, to others. Files go by their id: nothing is uploaded a second time. */
export const forward =
  ({ ctx, messages }: ActsHost): RunningActs['messages']['forward'] =>
  async (token, ids, to, { merged = false, title } = {}) => {
    requireIds('messages', ids);
    if (!Array.isArray(to)) throw invalid('to', 'must be a list of conversation ids');
    for (const id of to) requireConversation(id);
    if (ids.length === 0) throw invalid('messages', 'names none');
    if (to.length === 0) throw invalid('to', 'names none');
    const most = ctx.engine.info.limits.mergedMessages ?? MOST;
    if (ids.length > most)
      throw new ImError('too-large', { field: 'messages', limit: most, message: `messages: at most ${most}` });
    await loadKinds();
    const all = ids.map((id) => requireForward(requireMessage(ctx, id)));
    const made = merged ? [await bundle(ctx, all, title)] : all.map(({ content }) => ({ content: bare(content) }));
    const sent: MessageId[] = [];
    for (const [place, id] of to.entries())
      for (const [at, { content, ...blob }] of made.entries())
        sent.push(await messages.send(id as ConversationId, content, blob, `${token}-${place}-${at}`));
    return sent;
  };

const requireForward = (message: Message): Message => {
  if (!message.order || message.recalled || UNSENDABLE.has(message.content.kind) || message.content.kind === 'unknown')
    throw invalid('messages', `${message.id} cannot be forwarded`);
  return message;
};

/** What is left on this device, and a mark of who was meant there, does not travel. */
const bare = (content: Content): Content => {
  if (!('file' in content)) return content;
  const { localKey: _, ...file } = content.file as { localKey?: string };
  return { ...content, file } as Content;
};

const bundle = async (
  { store }: ActsHost['ctx'],
  all: readonly Message[],
  title?: string,
): Promise<{ readonly content: Content; readonly blob?: Blob }> => {
  const { makeMerged } = await import('../content/kinds/merged.js');
  const from = store.get('conversation', all[0]?.conversationId ?? '');
  const nameOf = ({ senderId, sender }: Message) => store.get('user', senderId)?.name ?? sender?.name;
  return makeMerged(
    all.map((one) => ({ ...one, content: bare(one.content) })),
    { title: title || from?.title || 'Chat', nameOf },
  );
};
