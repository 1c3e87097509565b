import { answerKey, type FormAnswer, readAnswer } from '../../../core/content/kinds/form.js';
import type { Client, ContentOf, Message, MessageId, Store } from '../../../core/index.js';

type Form = ContentOf<'form'>;

/** What has become of the reader's answer. */
export interface Answered {
  readonly answer: FormAnswer;
  readonly state: 'sent' | 'sending' | 'failed';
  /** Of the change that failed. */
  readonly changeId?: string;
}

/** The reader's own answer: as it stands, else as it is on its way. */
export function answeredBy(form: Form, message: Message, store: Store, userId: string): Answered | undefined {
  const key = answerKey(userId);
  const record = store.get('message', message.id) ?? message;
  const stands = readAnswer(form, own(record.extensions, key));
  if (stands) return { answer: stands, state: 'sent' };
  for (const change of store.get('change', message.id)?.changes ?? []) {
    const answer = change.name === 'extend' ? readAnswer(form, own(change.args.set, key)) : undefined;
    if (!answer) continue;
    return change.failed === undefined
      ? { answer, state: 'sending' }
      : { answer, state: 'failed', changeId: change.id };
  }
  return undefined;
}

const own = (record: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

const ANSWER = /^@(.+)\/answer$/;

/** All answers that are there, by person. */
export function answersTo(
  form: Form,
  message: Message,
): readonly { readonly userId: string; readonly answer: FormAnswer }[] {
  return Object.entries(message.extensions ?? {}).flatMap(([key, json]) => {
    const userId = ANSWER.exec(key)?.[1];
    const answer = userId === undefined ? undefined : readAnswer(form, json);
    return userId !== undefined && answer ? [{ userId, answer }] : [];
  });
}

/** What was chosen and not yet sent, for as long as the page is there: rows come and go as one scrolls. */
const drafts = new WeakMap<Client, Map<MessageId, FormAnswer>>();

export const draftOf = (client: Client, id: MessageId): FormAnswer => drafts.get(client)?.get(id) ?? {};

export function keepDraft(client: Client, id: MessageId, draft: FormAnswer): void {
  const all = drafts.get(client) ?? new Map<MessageId, FormAnswer>();
  drafts.set(client, all.set(id, draft));
}
