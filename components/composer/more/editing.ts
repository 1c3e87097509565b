import {
  type Draft,
  type EditBase,
  editBase,
  idsOf,
  isImError,
  type Message,
  type MessageId,
  pagesOf,
  type TextMark,
  withChanges,
} from '../../../core/index.js';
import type { Desk } from '../desk.js';
import { errorNote, joined } from '../notes.js';
import type { Aside } from '../writing.js';

/** How far back the arrow key looks for something to edit, pages. */
const LOOK_BACK = 2;

/** A message in the field, to be changed. */
export interface Editing extends Aside {
  readonly messageId: MessageId;
  /** The version it stands on: the one that stands in the bar above the field. */
  base: EditBase | undefined;
}

export const isEditing = (aside: Aside | undefined): aside is Editing => aside !== undefined && 'messageId' in aside;

const textOf = (desk: Desk, messageId: MessageId): { text: string; marks?: readonly TextMark[] } | undefined => {
  const client = desk.client();
  const message = client?.store.get('message', messageId);
  if (!client || !message || client.can('edit', messageId) !== 'available') return undefined;
  const { content } = withChanges(message, client.store.get('change', messageId), client.userId);
  return content.kind === 'text' ? content : undefined;
};

/** The version that stands in the bar above the field. */
const shownNow = (desk: Desk, messageId: MessageId): EditBase | undefined => {
  const store = desk.client()?.store;
  const message = store?.get('message', messageId);
  return message && editBase(message, store?.get('change', messageId));
};

/** What was begun before: words, who is named in them, and what they stand on. */
type Begun = Pick<NonNullable<Draft['editing']>, 'text' | 'marks' | 'base'>;

/** Puts the text of a message, or what was `begun` of a new one, into the field. False where it may not be edited. */
export function edit(desk: Desk, messageId: MessageId, begun?: Begun): boolean {
  const found = textOf(desk, messageId);
  const id = desk.conversation();
  if (!found || !id) return false;
  const { text, marks } = begun ?? found;
  let before = found.text;
  let busy = false;
  const editing: Editing = {
    messageId,
    text,
    ...(marks && { marks }),
    base: begun?.base ?? shownNow(desk, messageId),
    submit: (now, named) => {
      if (busy) return;
      if (now === before.trim()) return desk.writing.lend(id, undefined);
      busy = true;
      void change(desk, { messageId, text: now, marks: named, base: editing.base })
        .then((done) => (done ? desk.writing.lend(id, undefined) : desk.writing.marker?.back(editing, named)))
        .catch((error) => {
          desk.writing.marker?.back(editing, named);
          const elsewhere = isImError(error) && error.code === 'conflict';
          // The bar shows what stands there now: who sends again has seen it.
          if (elsewhere) {
            editing.base = shownNow(desk, messageId);
            before = textOf(desk, messageId)?.text ?? before;
          }
          desk.writing.set({ notes: [elsewhere ? ({ t }) => t('composer.edit-conflict') : errorNote(error)] });
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

/**
 * Takes up the edit that an earlier visit left in the draft, once its message is here. Words for one that may be changed no
 * more come back as words. True when it was taken up; `taken` are those that were, each once.
 */
export function takeUp(desk: Desk, taken: Set<MessageId>): boolean {
  const { writing } = desk;
  const { aside } = writing;
  const [client, id] = [desk.client(), desk.conversation()];
  if (isEditing(aside)) taken.add(aside.messageId);
  if (!client || !id) return false;
  const draft = client.store.get('draft', id);
  // One that was begun since is of another tab.
  if (!draft?.editing || aside || draft.updatedAt > writing.since) return false;
  const { messageId, text } = draft.editing;
  const message = client.store.get('message', messageId);
  if (!message || taken.has(messageId)) return false;
  const begun = edit(desk, messageId, draft.editing);
  if (!begun && client.store.get('session', 'self')?.state !== 'connected' && !message.recalled) return false;
  taken.add(messageId);
  if (begun) return true;
  const over: Editing = { messageId, text, base: undefined, submit: () => {} };
  writing.lend(id, over);
  writing.lend(id, undefined);
  writing.write(joined(text, writing.text));
  return false;
}

/** Resolves when the change is safe in the outbox; false when the page said no. */
async function change(
  { composer, client }: Desk,
  { messageId, text, marks, base }: Pick<Editing, 'messageId' | 'text' | 'base'> & { marks: readonly TextMark[] },
): Promise<boolean> {
  const detail = { messageId, content: { kind: 'text' as const, text, ...(marks.length > 0 && { marks }) }, base };
  const init = { detail, bubbles: true, composed: true, cancelable: true };
  if (!composer.dispatchEvent(new CustomEvent('im-edit-request', init))) return false;
  await client()?.messages.edit(messageId, detail.content, { base });
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
