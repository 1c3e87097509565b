import type { Client, ConversationId, MessageId } from '../../core/index.js';
import { askIn, stageOf } from '../dialog/index.js';
import type { Translator } from '../shared/translator.js';

interface From {
  readonly client: Client;
  readonly translator: Translator;
}

/** Deletes for the reader alone, once he has said so. */
export async function askDelete(
  host: Element,
  id: ConversationId,
  messages: readonly MessageId[],
  from: From,
): Promise<void> {
  const { t } = from.translator;
  const rows = [...stageOf(host).querySelectorAll<HTMLElement>(host.localName)];
  const at = rows.indexOf(host as HTMLElement);
  const answer = await askIn(
    host,
    {
      label: t('delete.title'),
      words: t('delete.words'),
      buttons: [{ id: 'delete', label: t('action.delete'), look: 'danger' }],
      act: () => from.client.messages.delete(id, messages),
    },
    from,
  );
  // Whoever reads with the keyboard goes on where he was.
  if (answer) (rows[at + 1] ?? rows[at - 1])?.focus({ preventScroll: true });
}

const REASONS = ['spam', 'abuse', 'fraud', 'forbidden', 'other'] as const;

/** Reports a message to those who run the chat; what they are told is one of REASONS and the reader's own words. */
export async function askReport(host: Element, messageId: MessageId, from: From): Promise<void> {
  const { t } = from.translator;
  await askIn(
    host,
    {
      label: t('report.title'),
      words: t('report.words'),
      choices: REASONS.map((id) => ({ id, label: t(`report.${id}`) })),
      field: t('report.field'),
      buttons: [{ id: 'report', label: t('action.report'), look: 'primary' }],
      act: ({ choice = 'other', words }) => from.client.messages.report({ messageId }, choice, words),
      done: t('report.thanks'),
    },
    from,
  );
}
