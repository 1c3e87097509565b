import type { Client, Content, ConversationId } from '../../core/index.js';

/** What a visitor wrote to a hub that knows him no more. */
export interface Carried {
  readonly draft: string;
  /** Sends it in the name of who the visitor is now, in the order written. */
  resend(to: { readonly client: Client; readonly conversation: ConversationId }): Promise<void>;
}

/** Takes what was written and did not get through, files with their bytes. Never rejects: what cannot be read stays behind. */
export async function carry({ store, media }: Client, id: ConversationId, draft: string): Promise<Carried> {
  const rows = store.list(`pending/${id}`).flatMap((row) => store.get('message', row) ?? []);
  const messages = await Promise.all(
    rows.map(async ({ content }): Promise<readonly { readonly content: Content; readonly blob?: Blob }[]> => {
      const file = 'file' in content ? content.file : undefined;
      if (!file) return [{ content }];
      const { blob } = await media.url(file).catch(() => ({ blob: undefined }));
      return blob ? [{ content, blob }] : [];
    }),
  );
  return {
    draft,
    async resend({ client, conversation }) {
      for (const { content, blob } of messages.flat())
        await client.messages.send(conversation, content, blob && { blob });
    },
  };
}
