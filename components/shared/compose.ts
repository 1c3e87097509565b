import type { Client, ConversationId, MessageId } from '../../core/index.js';

/** What something else on the page wants of the composer of a conversation. */
export type ComposeAsk =
  /** `text`: words to begin with, such as those of an edit that was refused; else the message's own. */
  | { readonly what: 'edit'; readonly messageId: MessageId; readonly text?: string }
  | { readonly what: 'reply'; readonly messageId: MessageId }
  | { readonly what: 'mention'; readonly userId: string }
  | { readonly what: 'insert'; readonly text: string };

type Listener = (ask: ComposeAsk) => void;

/** By client, for elements that share no ancestor. */
const composers = new WeakMap<Client, Map<ConversationId, Set<Listener>>>();

/** Tells every composer of the conversation; false where there is none. */
export function compose(client: Client, conversation: ConversationId, ask: ComposeAsk): boolean {
  const listeners = [...(composers.get(client)?.get(conversation) ?? [])];
  for (const listener of listeners) listener(ask);
  return listeners.length > 0;
}

/** Is there a composer for the conversation on the page? */
export const composes = (client: Client, conversation: ConversationId): boolean =>
  (composers.get(client)?.get(conversation)?.size ?? 0) > 0;

export function onCompose(client: Client, conversation: ConversationId, listener: Listener): () => void {
  let all = composers.get(client);
  if (!all) {
    all = new Map();
    composers.set(client, all);
  }
  const set = all.get(conversation) ?? new Set();
  all.set(conversation, set.add(listener));
  return () => set.delete(listener);
}
