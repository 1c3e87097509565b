import type { TemplateResult } from 'lit';
import { type Client, contentType, type FileRef, type Message } from '../../core/index.js';
import { saveFile } from '../content/save.js';
import { downloadIcon } from '../shared/icons.js';
import { copyIcon, rotateCwIcon, trash2Icon, undo2Icon } from '../shared/icons-actions.js';
import type { LocaleKey } from '../shared/translator.js';

/** One thing that may be done to a message. A page adds its own, or takes some away, on `im-message-actions`. */
export interface MessageAction {
  readonly name: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  readonly danger?: boolean;
  run(message: Message): unknown;
}

/** `detail` of `im-message-actions`: `actions` may be changed in place. */
export interface MessageActions {
  readonly message: Message;
  readonly actions: MessageAction[];
}

type Ask = (type: `im-${string}-request`, detail: object, act: () => unknown) => boolean;

export const copyText = ({ content }: Message): string | undefined => {
  const type = contentType(content.kind);
  return type?.copyable ? type.text?.(content as never) : undefined;
};

const fileOf = ({ content }: Message): FileRef | undefined =>
  content.kind === 'file' || content.kind === 'image' ? content.file : undefined;

/** What may be done to a message now, in the order of the menu. */
export function actionsFor(message: Message, client: Client, t: (key: LocaleKey) => string, ask: Ask): MessageAction[] {
  const { id, delivery } = message;
  const messageId = id;
  const text = copyText(message);
  const file = fileOf(message);
  const actions: MessageAction[] = [];
  const add = (name: string, label: LocaleKey, icon: TemplateResult, run: () => unknown, danger = false): void => {
    actions.push({ name, label: t(label), icon, danger, run });
  };
  if (delivery.state === 'failed' && delivery.retryable)
    add('retry', 'action.retry', rotateCwIcon(), () =>
      ask('im-retry-request', { messageId }, () => client.messages.retry(id)),
    );
  if (text)
    add('copy', 'action.copy', copyIcon(), () =>
      ask('im-copy-request', { messageId, text }, () => navigator.clipboard.writeText(text)),
    );
  if (file && (file.id || file.url))
    add('download', 'action.download', downloadIcon(), () =>
      ask('im-open-request', { what: 'file', messageId, file }, () => saveFile(client, file)),
    );
  if (delivery.state === 'sent' && message.content.kind !== 'recalled' && client.can('recall', id) === 'available')
    add('recall', 'action.recall', undo2Icon(), () =>
      ask('im-recall-request', { messageId }, () => client.messages.recall(id)),
    );
  if (delivery.state === 'failed' || delivery.state === 'queued')
    add(
      'discard',
      'action.discard',
      trash2Icon(),
      () => ask('im-discard-request', { messageId }, () => client.messages.discard(id)),
      true,
    );
  return actions;
}
