import type { Client, Content, ConversationId } from '../../core/index.js';

/** What a visitor wrote to a hub that knows him no more. */
export interface Carried {
  readonly draft: string;
  readonly messages: readonly { readonly content: Content; readonly blob?: Blob }[];
}

/** Takes what was written and did not get through, files with their bytes. Never rejects: what cannot be read stays behind. */
export async function unsent({ store, media }: Client, id: ConversationId, draft: string): Promise<Carried> {
  const rows = store.list(`pending/${id}`).flatMap((row) => store.get('message', row) ?? []);
  const messages = await Promise.all(
    rows.map(async ({ content }) => {
      const file = 'file' in content ? content.file : undefined;
      if (!file) return [{ content }];
      const { blob } = await media.url(file).catch(() => ({ blob: undefined }));
      return blob ? [{ content, blob }] : [];
    }),
  );
  return { draft, messages: messages.flat() };
}

/** Sends it in the name of who the visitor is now, in the order written. */
export async function resend(client: Client, id: ConversationId, { messages }: Carried): Promise<void> {
  for (const { content, blob } of messages) await client.messages.send(id, content, blob && { blob });
}
