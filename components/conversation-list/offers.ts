import {
  type Client,
  type Conversation,
  type ConversationId,
  kindOf,
  type Mark,
  type NotifyLevel,
} from '../../core/index.js';
import { rows } from '../../locales/parts/rows.js';
import { search } from '../../locales/parts/search.js';
import type { MenuItem } from '../menu/menu.js';
import {
  archiveIcon,
  archiveRestoreIcon,
  bellIcon,
  bellOffIcon,
  checkCheckIcon,
  eraserIcon,
  eyeIcon,
  eyeOffIcon,
  mailIcon,
  pinIcon,
  pinOffIcon,
  shieldIcon,
  shieldOffIcon,
  starIcon,
  starOffIcon,
  tagIcon,
  trash2Icon,
} from '../shared/icons-rows.js';
import { teach } from '../shared/languages.js';
import { keepsLevel } from '../shared/levels.js';
import { titleOf } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';

teach(search);
teach(rows);

/** What the offers of a row work with. */
export interface OfferHost {
  readonly client: Client;
  readonly i18n: Translator;
  /** Dialogs stand beside it, and its events ask. */
  readonly host: HTMLElement;
  /** The tag whose conversations are shown: pins are those within it. */
  readonly tag?: string | undefined;
  ask<D>(type: `im-${string}-request`, detail: D, act: (detail: D) => unknown): boolean;
  /** Opens the menu again with other items. */
  turn(items: readonly MenuItem[], label: string): void;
}

/** What a movement of the finger may do. */
export type SwipeAct = 'read' | 'pin' | 'star' | 'fold' | 'hide' | 'mute';

type Item = Omit<MenuItem, 'id' | 'label'>;
type Given = OfferHost & { readonly id: ConversationId; readonly row: Conversation };

const EMPTY = { unread: 0, notify: 'all', mentions: [] } as const;
const may = ({ client, id }: Given, action: Parameters<Client['can']>[0]): boolean =>
  client.can(action, id) === 'available';

/** What may be done to a row now; what would be refused is not among it. */
export function offersFor(id: ConversationId, from: OfferHost): readonly MenuItem[] {
  const row =
    from.client.store.get('conversation', id) ?? ({ ...EMPTY, id, kind: kindOf(id) } as unknown as Conversation);
  const given: Given = { ...from, id, row };
  const all = [pin, read, mute, star, tags, fold, hide, shield, clear, remove].flatMap((offer) => offer(given) ?? []);
  const first = all.find(({ id: name }) => name === 'shield' || name === 'unshield' || name === 'clear');
  return all.map((item) => (item === first && all[0] !== item ? { ...item, apart: true } : item));
}

/** What a swipe does to this row, if it may be done. */
export function swipeFor(id: ConversationId, act: string, from: OfferHost): MenuItem | undefined {
  const row = from.client.store.get('conversation', id);
  if (!row) return undefined;
  const given: Given = { ...from, id, row };
  const make: Readonly<Record<SwipeAct, (given: Given) => MenuItem | undefined>> = {
    ...{ read, pin, star, fold, hide, mute: silence },
  };
  return Object.hasOwn(make, act) ? make[act as SwipeAct](given) : undefined;
}

const item = ({ i18n }: Given, id: string, more: Item): MenuItem => ({ id, label: i18n.t(`list.${id}`), ...more });

/** The name of the item follows what it would do; that of the menu stays. */
const named = (made: MenuItem, id: string): MenuItem => ({ ...made, id });

function pin(given: Given): MenuItem | undefined {
  const { client, id, row, tag, ask } = given;
  if (!may(given, tag ? 'pin-tagged' : 'pin')) return undefined;
  const pinned = !(tag ? row.pinnedIn?.includes(tag) : row.pinned);
  const act = () =>
    ask('im-pin-request', { conversationId: id, pinned, ...(tag && { tag }) }, (detail) =>
      tag ? client.tags.pin(tag, id, detail.pinned) : client.conversations.pin(id, detail.pinned),
    );
  return named(item(given, pinned ? 'pin' : 'unpin', { icon: pinned ? pinIcon() : pinOffIcon(), act }), 'pin');
}

function read(given: Given): MenuItem | undefined {
  const { client, id, row, ask } = given;
  if (row.unread > 0 || row.markedUnread) {
    const act = () => ask('im-read-request', { conversationId: id }, () => client.conversations.markRead(id));
    return named(item(given, 'mark-read', { icon: checkCheckIcon(), act }), 'read');
  }
  if (!may(given, 'mark-unread')) return undefined;
  const act = () => ask('im-unread-request', { conversationId: id }, () => client.conversations.markUnread(id));
  return named(item(given, 'mark-unread', { icon: mailIcon(), act }), 'unread');
}

const setLevel = ({ client, id, ask }: Given, level: NotifyLevel | null): boolean =>
  ask('im-notify-request', { conversationId: id, level }, (detail) => client.conversations.notify(id, detail.level));

function mute(given: Given): MenuItem | undefined {
  if (!may(given, 'mute')) return undefined;
  const { row, i18n, turn } = given;
  const icon = row.notify === 'none' || row.notify === 'silent' ? bellOffIcon() : bellIcon();
  return item(given, 'notify', { icon, act: () => turn(levels(given), i18n.t('list.notify')) });
}

/** Where two talk, nobody need be named. */
function levels(given: Given): readonly MenuItem[] {
  const { client, id, row, i18n } = given;
  const wider = client.can('notify-all') === 'available';
  const now = wider && row.notify === 'all' && !row.loud ? null : row.notify;
  const named: readonly NotifyLevel[] = kindOf(id) === 'direct' ? [] : ['mentions'];
  const all = new Set<NotifyLevel | null>([...(wider ? [null] : []), 'all', ...named, now, 'silent', 'none']);
  return [...all]
    .filter((level) => !level || keepsLevel(client, level))
    .map((level) => ({
      id: `notify-${level ?? 'usual'}`,
      label: i18n.t(level ? `notify.${level}` : 'list.notify-usual'),
      on: level === now,
      act: () => setLevel(given, level),
    }));
}

/** Both ways, in one go. */
function silence(given: Given): MenuItem | undefined {
  if (!may(given, 'mute')) return undefined;
  const on = given.row.notify !== 'none';
  const label = given.i18n.t(on ? 'notify.none' : 'list.notify');
  return { id: 'mute', label, icon: on ? bellOffIcon() : bellIcon(), act: () => setLevel(given, on ? 'none' : null) };
}

const marking =
  (mark: Mark, on: string, off: string, icons: readonly [() => MenuItem['icon'], () => MenuItem['icon']]) =>
  (given: Given): MenuItem | undefined => {
    const { client, id, row, ask } = given;
    if (!may(given, 'mark')) return undefined;
    const to = row.marks?.includes(mark) !== true;
    const act = () =>
      ask('im-mark-request', { conversationId: id, mark, on: to }, (detail) =>
        client.conversations.mark([id], mark, detail.on),
      );
    const icon = icons[to ? 0 : 1]();
    return named(item(given, to ? on : off, { ...(icon && { icon }), act }), on);
  };

const star = marking('star', 'star', 'unstar', [starIcon, starOffIcon]);
const fold = marking('folded', 'fold', 'unfold', [archiveIcon, archiveRestoreIcon]);
const hide = marking('hidden', 'hide', 'unhide', [eyeOffIcon, eyeIcon]);

function tags(given: Given): MenuItem | undefined {
  const { client, id, host, i18n } = given;
  if (!may(given, 'tag')) return undefined;
  const open = async (): Promise<void> => {
    const { openTags } = await import('../tags/index.js');
    await openTags(client, host, { conversation: id, translator: i18n });
  };
  return item(given, 'tags', {
    icon: tagIcon(),
    act: () => given.ask('im-tags-request', { conversationId: id }, open),
  });
}

function shield(given: Given): MenuItem | undefined {
  const { client, id, row, ask } = given;
  if (!may(given, 'shield')) return undefined;
  const on = row.shielded !== true;
  const act = () =>
    ask('im-shield-request', { conversationId: id, on }, (detail) => client.conversations.shield(id, detail.on));
  return named(item(given, on ? 'shield' : 'unshield', { icon: on ? shieldIcon() : shieldOffIcon(), act }), 'shield');
}

function clear(given: Given): MenuItem | undefined {
  const { client, id, ask, host, i18n } = given;
  if (!may(given, 'clear')) return undefined;
  const { t } = i18n;
  const question = {
    label: t('clear.title'),
    words: `${titleOf(client.store, id)}\n${t('clear.words')}`,
    buttons: [{ id: 'clear', label: t('clear.do'), look: 'danger' as const }],
    act: () => client.messages.clear(id),
  };
  const open = async () => (await import('../dialog/index.js')).askIn(host, question, { client, translator: i18n });
  return item(given, 'clear', {
    icon: eraserIcon(),
    danger: true,
    act: () => ask('im-clear-request', { conversationId: id }, open),
  });
}

function remove(given: Given): MenuItem | undefined {
  const { client, id, ask } = given;
  if (!may(given, 'remove')) return undefined;
  const act = () => ask('im-remove-request', { conversationId: id }, () => client.conversations.remove(id));
  return item(given, 'remove', { icon: trash2Icon(), danger: true, act });
}
