import type { Client, Conversation, ConversationId } from '../../core/index.js';
import { kindOf } from '../../core/index.js';
import { askIn } from '../dialog/index.js';
import type { MenuItem } from '../menu/menu.js';
import { pinIcon, pinOffIcon, trash2Icon } from '../shared/icons-actions.js';
import { bellIcon, bellOffIcon } from '../shared/icons-later.js';
import { mailIcon } from '../shared/icons-message.js';
import { keepsLevel } from '../shared/levels.js';
import type { Translator } from '../shared/translator.js';

type Level = Conversation['notify'];

/** What the offers of a conversation work with. */
export interface OfferHost {
  readonly client: Client;
  readonly conversation: ConversationId;
  readonly i18n: Translator;
  /** Dialogs stand beside it. */
  readonly host: HTMLElement;
  ask(type: `im-${string}-request`, detail: object, act: () => unknown): boolean;
  /** Opens the menu again with other items. */
  turn(items: readonly MenuItem[], label: string): void;
}

/** What may be done to a conversation now; what would be refused is not among it. */
export function offersFor(from: OfferHost): readonly MenuItem[] {
  const { client, conversation: id } = from;
  const row = client.store.get('conversation', id);
  if (!row) return [];
  // These the back end answers at once; clearing waits in the outbox until it is there.
  const online = client.store.get('session', 'self')?.state === 'connected';
  const may = (action: Parameters<Client['can']>[0]): boolean => client.can(action, id) === 'available';
  const kept = online
    ? [...(may('pin') ? [pin(from, row)] : []), ...(may('mute') ? [mute(from, row)] : []), ...unread(from, row, may)]
    : [];
  const all = [...kept, ...(may('clear') ? [clear(from)] : [])];
  return all.map((item, at) => (at === 0 ? { ...item, apart: true } : item));
}

function pin({ client, conversation, i18n, ask }: OfferHost, row: Conversation): MenuItem {
  const pinned = !row.pinned;
  return {
    id: 'pin',
    label: i18n.t(pinned ? 'window.pin' : 'window.unpin'),
    icon: pinned ? pinIcon() : pinOffIcon(),
    act: () =>
      ask('im-pin-request', { conversationId: conversation, pinned }, () =>
        client.conversations.pin(conversation, pinned),
      ),
  };
}

const quiet = (level: Level): boolean => level === 'none' || level === 'silent';

function mute(from: OfferHost, { notify }: Conversation): MenuItem {
  const label = from.i18n.t('window.notify');
  const icon = quiet(notify) ? bellOffIcon() : bellIcon();
  return { id: 'notify', label, icon, act: () => from.turn(levels(from, notify), label) };
}

/** Where two talk, nobody need be named. */
function levels({ client, conversation, i18n, ask }: OfferHost, now: Level): readonly MenuItem[] {
  const usual: readonly Level[] = ['all', ...(kindOf(conversation) === 'direct' ? [] : ['mentions' as const])];
  const all = new Set<Level>([...usual, ...(quiet(now) ? [] : [now]), 'silent', 'none']);
  const kept = [...all].filter((level) => keepsLevel(client, level));
  return kept.map((level) => ({
    id: `notify-${level}`,
    label: i18n.t(`notify.${level}`),
    on: level === now,
    act: () =>
      ask('im-notify-request', { conversationId: conversation, level }, () =>
        client.conversations.notify(conversation, level),
      ),
  }));
}

function unread(
  { client, conversation, i18n, ask }: OfferHost,
  row: Conversation,
  may: (action: 'mark-unread') => boolean,
): readonly MenuItem[] {
  if (row.unread > 0 || row.markedUnread || !may('mark-unread')) return [];
  return [
    {
      id: 'unread',
      label: i18n.t('window.mark-unread'),
      icon: mailIcon(),
      act: () =>
        ask('im-unread-request', { conversationId: conversation }, () => client.conversations.markUnread(conversation)),
    },
  ];
}

function clear({ client, conversation, i18n, host, ask }: OfferHost): MenuItem {
  const { t } = i18n;
  const question = {
    label: t('clear.title'),
    words: t('clear.words'),
    buttons: [{ id: 'clear', label: t('clear.do'), look: 'danger' as const }],
    act: () => client.messages.clear(conversation),
  };
  return {
    id: 'clear',
    label: t('window.clear'),
    icon: trash2Icon(),
    danger: true,
    act: () =>
      ask('im-clear-request', { conversationId: conversation }, () =>
        askIn(host, question, { client, translator: i18n }),
      ),
  };
}
