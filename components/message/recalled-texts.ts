import type { Client, Message, MessageId } from '../../core/index.js';

/** What the reader has recalled in this visit, to be written anew. Kept nowhere else: it was recalled. */
const texts = new WeakMap<Client, Map<MessageId, string>>();

export function rememberText(client: Client, { id, own, content }: Message): void {
  if (!own || content.kind !== 'text') return;
  const known = texts.get(client) ?? new Map<MessageId, string>();
  texts.set(client, known.set(id, content.text));
}

export const recalledText = (client: Client, { id, own }: Message): string | undefined =>
  own ? texts.get(client)?.get(id) : undefined;
