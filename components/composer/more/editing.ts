import { idsOf, type Message, type MessageId, pagesOf, type TextMark, withChanges } from '../../../core/index.js';
import type { Desk } from '../desk.js';
import { errorNote } from '../notes.js';
import type { Aside } from '../writing.js';

/** How far back the arrow key looks for something to edit, pages. */
const LOOK_BACK = 2;

/** A message in the field, to be changed. */
export interface Editing extends Aside {
  readonly messageId: MessageId;
}

export const isEditing = (aside: Aside | undefined): aside is Editing => aside !== undefined && 'messageId' in aside;

const textOf = (desk: Desk, messageId: MessageId): { text: string; marks?: readonly TextMark[] } | undefined => {
  const client = desk.client();
  const message = client?.store.get('message', messageId);
  if (!client || !message || client.can('edit', messageId) !== 'available') return undefined;
  const { content } = withChanges(message, client.store.get('change', messageId), client.userId);
  return content.kind === 'text' ? content : undefined;
};

/** Puts the text of a message, or `words` for it, into the field. False where it may not be edited. */
export function edit(desk: Desk, messageId: MessageId, words?: string): boolean {
  const found = textOf(desk, messageId);
  const id = desk.conversation();
  if (!found || !id) return false;
  const { text, marks } = found;
  let busy = false;
  const editing: Editing = {
    messageId,
    text: words ?? text,
    ...(marks && words === undefined && { marks }),
    submit: (now, named) => {
      if (busy) return;
      if (now === text.trim()) return desk.writing.lend(id, undefined);
      busy = true;
      void change(desk, messageId, now, named)
        .then((done) => (done ? desk.writing.lend(id, undefined) : desk.writing.marker?.back(editing, named)))
        .catch((error) => {
          desk.writing.marker?.back(editing, named);
          desk.writing.set({ notes: [errorNote(error)] });
          desk.composer.dispatchEvent(
            new CustomEvent('im-error', { detail: { error }, bubbles: true, composed: true }),
          );
        })
        .finally(() => (busy = false));
    },
  };
  desk.writing.lend(id, editing);
  return true;
}

/** Resolves when the change is safe in the outbox; false when the page said no. */
async function change(
  { composer, client }: Desk,
  messageId: MessageId,
  text: string,
  marks: readonly TextMark[],
): Promise<boolean> {
  const detail = { messageId, content: { kind: 'text' as const, text, ...(marks.length > 0 && { marks }) } };
  const init = { detail, bubbles: true, composed: true, cancelable: true };
  if (!composer.dispatchEvent(new CustomEvent('im-edit-request', init))) return false;
  await client()?.messages.edit(messageId, detail.content);
  return true;
}

/** The last message that may be edited, or nothing. */
export function lastEditable(desk: Desk): Message | undefined {
  const client = desk.client();
  const id = desk.conversation();
  if (!client || !id) return undefined;
  const last = pagesOf(client.store, id).length - 1;
  return idsOf(client.store, id, last - LOOK_BACK, last)
    .reverse()
    .map((one) => client.store.get('message', one))
    .find((message) => message?.own && message.content.kind === 'text' && textOf(desk, message.id) !== undefined);
}
