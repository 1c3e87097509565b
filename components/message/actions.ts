import type { TemplateResult } from 'lit';
import { type Client, contentType, type FileRef, type Message } from '../../core/index.js';
import { saveFile } from '../content/save.js';
import { compose, composes } from '../shared/compose.js';
import { usersIcon } from '../shared/icons.js';
import { copyIcon, pinIcon, pinOffIcon, rotateCwIcon, trash2Icon, undo2Icon } from '../shared/icons-actions.js';
import { downloadIcon, pencilIcon, replyIcon } from '../shared/icons-later.js';
import {
  captionsIcon,
  eyeIcon,
  flagIcon,
  forwardIcon,
  languagesIcon,
  mailIcon,
  smilePlusIcon,
  squareCheckIcon,
} from '../shared/icons-message.js';
import type { LocaleKey, Translator } from '../shared/translator.js';
import { recalling } from './change.js';
import { hide, isRead, read, type What } from './readings.js';
import { rememberText } from './recalled-texts.js';
import { rooms, selectingAround } from './rooms.js';

/** One thing that may be done to a message. A page adds its own, or takes some away, on `im-message-actions`. */
export interface MessageAction {
  readonly name: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  readonly danger?: boolean;
  /** Keys that do it while the row has the focus, as in `aria-keyshortcuts`. */
  readonly keys?: string;
  run(message: Message): unknown;
}

/** `detail` of `im-message-actions`: both arrays may be changed in place. */
export interface MessageActions {
  readonly message: Message;
  /** In the order of the menu. `react` stands for the emoji above it. */
  readonly actions: MessageAction[];
  /** The emoji offered first. */
  readonly quick: string[];
}

/** What the actions of a row work with. */
export interface ActionHost {
  readonly client: Client;
  readonly i18n: Translator;
  readonly row: HTMLElement;
  ask(type: `im-${string}-request`, detail: object, act: () => unknown): boolean;
  /** Shows the emoji to react with. */
  react(): void;
  /** Whether somebody can put it into other words, as far as that is known by now; the row is drawn again when it is. */
  readable(message: Message): 'translate' | 'transcribe' | undefined;
  /** There is more to show in the row. */
  update(): void;
}

export const copyText = ({ content }: Message): string | undefined => {
  const type = contentType(content.kind);
  return type?.copyable ? type.text?.(content as never) : undefined;
};

const fileOf = ({ content }: Message): FileRef | undefined =>
  'file' in content ? (content.file as FileRef) : undefined;

interface Offer {
  readonly label: LocaleKey;
  readonly icon: () => TemplateResult;
  readonly when: unknown;
  readonly run: () => unknown;
  readonly danger?: boolean;
  readonly keys?: string;
}

/** What may be done to a message now, in the order of the menu. What would be refused is not among it. */
export function actionsFor(message: Message, host: ActionHost): MessageAction[] {
  const offers: Readonly<Record<string, Offer>> = {
    ...waiting(message, host),
    ...answering(message, host),
    ...reading(message, host),
    ...removing(message, host),
  };
  return Object.entries(offers)
    .filter(([, { when }]) => when)
    .map(([name, { label, icon, run, danger = false, keys }]) => ({
      name,
      label: host.i18n.t(label),
      icon: icon(),
      danger,
      ...(keys && { keys }),
      run,
    }));
}

/** Also of what has not been sent. */
function waiting(message: Message, { client, ask }: ActionHost): Record<string, Offer> {
  const { id: messageId, delivery } = message;
  return {
    retry: {
      label: 'action.retry',
      icon: rotateCwIcon,
      when: delivery.state === 'failed' && delivery.retryable,
      run: () => ask('im-retry-request', { messageId }, () => client.messages.retry(messageId)),
    },
  };
}

function answering(message: Message, host: ActionHost): Record<string, Offer> {
  const { id: messageId, conversationId, content, own } = message;
  const { client, ask, row } = host;
  const may = (action: Parameters<Client['can']>[0]): boolean => client.can(action, messageId) === 'available';
  const text = copyText(message);
  const writes = composes(client, conversationId);
  const going = recalling(client.store.get('change', messageId));
  const list = selectingAround(row);
  const pinned = !message.pinned;
  return {
    reply: {
      label: 'action.reply',
      icon: replyIcon,
      when: writes && may('reply'),
      keys: 'R',
      run: () =>
        ask('im-reply-request', { messageId }, () => compose(client, conversationId, { what: 'reply', messageId })),
    },
    react: { label: 'action.react', icon: smilePlusIcon, when: may('react'), keys: 'Plus :', run: () => host.react() },
    edit: {
      label: 'action.edit',
      icon: pencilIcon,
      when: own && content.kind === 'text' && writes && !going && may('edit'),
      keys: 'E',
      run: () =>
        ask('im-begin-edit-request', { messageId }, () => compose(client, conversationId, { what: 'edit', messageId })),
    },
    copy: {
      label: 'action.copy',
      icon: copyIcon,
      when: text,
      keys: 'C Control+C Meta+C',
      run: () => ask('im-copy-request', { messageId, text }, () => navigator.clipboard.writeText(text ?? '')),
    },
    forward: {
      label: 'action.forward',
      icon: forwardIcon,
      when: rooms.forward && may('forward'),
      keys: 'F',
      run: () =>
        ask('im-forward-request', { messageIds: [messageId] }, async () =>
          (await rooms.forward?.())?.openForward(client, [messageId], row),
        ),
    },
    select: {
      label: 'action.select',
      icon: squareCheckIcon,
      when: list,
      run: () =>
        ask('im-select-request', { messageId }, () => {
          if (list) list.selecting = new Set([messageId]);
        }),
    },
    pin: {
      label: pinned ? 'action.pin' : 'action.unpin',
      icon: pinned ? pinIcon : pinOffIcon,
      when: may('pin-message'),
      run: () => ask('im-pin-request', { messageId, pinned }, () => client.messages.pin(messageId, pinned)),
    },
  };
}

function reading(message: Message, host: ActionHost): Record<string, Offer> {
  const { id: messageId, conversationId, content, own, order } = message;
  const { client, ask, row, i18n } = host;
  const may = (action: Parameters<Client['can']>[0]): boolean => client.can(action, messageId) === 'available';
  const file = fileOf(message);
  const way = own && content.kind !== 'voice' ? undefined : host.readable(message);
  const shown = isRead(client, message);
  const to = i18n.lang;
  const begin = (what: What, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const reading = read(client, message, what, work);
    host.update();
    return reading;
  };
  return {
    translate: {
      label: 'action.translate',
      icon: languagesIcon,
      when: way === 'translate' && !shown,
      run: () =>
        ask('im-translate-request', { messageId, text: copyText(message), to }, () =>
          begin('translation', (signal) => client.messages.translate(messageId, { to, signal })),
        ),
    },
    transcribe: {
      label: 'action.transcribe',
      icon: captionsIcon,
      when: way === 'transcribe' && !shown,
      run: () =>
        ask('im-transcribe-request', { messageId, language: to }, () =>
          begin('transcript', (signal) => client.messages.transcribe(messageId, { language: to, signal })),
        ),
    },
    original: {
      label: 'action.original',
      icon: undo2Icon,
      when: shown,
      run: () => ask('im-original-request', { messageId }, () => hide(client, message)),
    },
    readers: {
      label: 'action.readers',
      icon: eyeIcon,
      when: rooms.readers && own && order && message.receiptRequested && may('readers'),
      run: () =>
        ask('im-readers-request', { messageId }, async () =>
          (await rooms.readers?.())?.openReaders(client, messageId, row),
        ),
    },
    reactors: {
      label: 'action.reactors',
      icon: usersIcon,
      when: message.reactions?.length && may('reactors'),
      run: () =>
        ask('im-reactors-request', { messageId }, async () =>
          (await import('./reactors.define.js')).openReactors(row, message, { client, translator: i18n }),
        ),
    },
    'mark-unread': {
      label: 'action.mark-unread',
      icon: mailIcon,
      when: !own && order && client.can('mark-unread', conversationId) === 'available',
      run: () =>
        ask('im-mark-unread-request', { conversationId, messageId }, () =>
          client.conversations.markUnread(conversationId, messageId),
        ),
    },
    download: {
      label: 'action.download',
      icon: downloadIcon,
      when: file && (file.id || file.url),
      run: () => ask('im-open-request', { what: 'file', messageId, file }, () => file && saveFile(client, file)),
    },
  };
}

function removing(message: Message, host: ActionHost): Record<string, Offer> {
  const { id: messageId, conversationId, delivery, own, order } = message;
  const { client, ask, row, i18n } = host;
  const may = (action: Parameters<Client['can']>[0]): boolean => client.can(action, messageId) === 'available';
  const from = { client, translator: i18n };
  return {
    report: {
      label: 'action.report',
      icon: flagIcon,
      when: !own && order && may('report'),
      run: () =>
        ask('im-report-request', { messageId }, async () =>
          (await import('./questions.js')).askReport(row, messageId, from),
        ),
    },
    recall: {
      label: 'action.recall',
      icon: undo2Icon,
      when:
        delivery.state === 'sent' &&
        message.content.kind !== 'recalled' &&
        !recalling(client.store.get('change', messageId)) &&
        may('recall'),
      run: () =>
        ask('im-recall-request', { messageId }, () => {
          rememberText(client, message);
          return client.messages.recall(messageId);
        }),
    },
    delete: {
      label: 'action.delete',
      icon: trash2Icon,
      when: order && may('delete'),
      danger: true,
      keys: 'D Delete',
      run: () =>
        ask('im-delete-request', { conversationId, messageIds: [messageId] }, async () =>
          (await import('./questions.js')).askDelete(row, conversationId, [messageId], from),
        ),
    },
    discard: {
      label: 'action.discard',
      icon: trash2Icon,
      when: delivery.state === 'failed' || delivery.state === 'queued',
      danger: true,
      run: () => ask('im-discard-request', { messageId }, () => client.messages.discard(messageId)),
    },
  };
}
