import type {
  DeletionFacet,
  EditFacet,
  ExtensionFacet,
  PinFacet,
  ReactionFacet,
  RecallFacet,
  ReportFacet,
  SearchFacet,
  StreamFacet,
} from '../../core/engine/index.js';
import { ImError, invalid, isImError, type Message } from '../../core/model/index.js';
import type { WireMessage } from '../../hub/protocol/index.js';
import type { Call } from './calls.js';
import { conversation, readMessage } from './codec.js';
import { getAll } from './messages.js';

/** What names a message at the hub. */
export const of = ({ serverId, conversationId }: Message): { readonly conversation: string; readonly id: string } => {
  if (serverId === undefined) throw invalid('message', 'has not reached the server yet');
  return { conversation: conversationId, id: serverId };
};

/** A conflict that says what stands now, in our words. */
const withLatest = (error: unknown): unknown => {
  if (!isImError(error) || error.code !== 'conflict' || error.latest === undefined) return error;
  const { message, field, engine } = error;
  return new ImError('conflict', {
    message,
    field,
    engine,
    cause: error,
    latest: readMessage(error.latest as WireMessage),
  });
};

export const editFacet = (call: Call): EditFacet => ({
  async edit(message, content, options) {
    const args = { ...of(message), content, base: message.edited?.at ?? 0 };
    return readMessage(
      await call('messages.edit', args, options).catch((error: unknown) => {
        throw withLatest(error);
      }),
    );
  },
});

export const extensionFacet = (call: Call): ExtensionFacet => ({
  async extend(message, { set, remove, was }, options) {
    return (await call('messages.extend', { ...of(message), set, remove, was }, options)).extensions;
  },
});

export const reactionFacet = (call: Call): ReactionFacet => ({
  async react(message, emoji, on, options) {
    await call('messages.react', { ...of(message), emoji, on }, options);
  },
  async reactors(message, emoji, { cursor, limit, signal } = {}) {
    const { items, next } = await call('messages.reactors', { ...of(message), emoji, cursor, limit }, { signal });
    return { items: items.map((one) => ({ userId: one.user, emoji: one.emoji })), next };
  },
});

export const pinFacet = (call: Call): PinFacet => ({
  async pin(message, pinned, options) {
    await call('messages.pin', { ...of(message), pinned }, options);
  },
  async pins(conversationId, options) {
    const { items, left } = await call('messages.pins', { conversation: conversationId }, options);
    const some = items.map(readMessage);
    return left ? [...some, ...(await getAll(call, conversationId, left, options))] : some;
  },
});

export const deletionFacet = (call: Call): DeletionFacet => ({
  async delete(conversationId, messages, options) {
    const ids = messages.map((message) => of(message).id);
    await call('messages.delete', { conversation: conversationId, ids }, options);
  },
  async clear(conversationId, upTo, options) {
    await call('messages.clear', { conversation: conversationId, upTo: upTo?.seq }, options);
  },
});

export const streamFacet = (call: Call): StreamFacet => ({
  async grow(message, from, text, done, options) {
    return (await call('messages.grow', { ...of(message), from, text, done }, options)).length;
  },
});

export const searchFacet = (call: Call): SearchFacet => ({
  async messages({ conversationId, signal, ...query }) {
    const found = await call('search.messages', { ...query, conversation: conversationId }, { signal });
    const counts = found.counts?.map((one) => ({ conversationId: conversation(one.conversation), count: one.count }));
    return { items: found.items.map(readMessage), next: found.next, ...(counts && { counts }) };
  },
});

export const reportFacet = (call: Call): ReportFacet => ({
  async report({ message, userId, reason, words }, options) {
    const what = message && { conversation: message.conversationId, message: of(message).id };
    await call('reports.send', { ...what, user: userId, reason, words }, options);
  },
});

export const recallFacet = (call: Call): RecallFacet => ({
  async recall({ serverId, conversationId }, { reason, signal } = {}) {
    if (serverId === undefined) throw invalid('message', 'has not reached the server yet');
    // `silent` needs no word: the hub alerts nobody to a recall.
    await call('messages.recall', { conversation: conversationId, id: serverId, reason }, { signal });
  },
});
