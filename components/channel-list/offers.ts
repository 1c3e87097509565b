import type { Channel, Client, ConversationId, NotifyLevel, Space } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import type { MenuItem } from '../menu/menu.js';
import { plusIcon, settingsIcon, usersIcon } from '../shared/icons.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { bellIcon, bellOffIcon, logOutIcon, pencilIcon } from '../shared/icons-later.js';
import { userPlusIcon } from '../shared/icons-people.js';
import { checkCheckIcon } from '../shared/icons-rows.js';
import { keepsLevel } from '../shared/levels.js';
import {
  askCreateChannel,
  askEditChannel,
  askEditSpace,
  askInvite,
  askLeaveSpace,
  askRemoveChannel,
  askRemoveSpace,
  type From,
  leaveChannel,
  showMembers,
  showSpace,
} from './acts.js';
import { talkOf } from './rows.js';

export interface OfferHost extends From {
  /** Runs it, and tells the page of a failure. */
  attempt(act: () => unknown): void;
  /** Opens the menu again with other items. */
  turn(items: readonly MenuItem[], label: string): void;
}

type Action = Parameters<Client['can']>[0];

const LEVELS: readonly NotifyLevel[] = ['all', 'mentions', 'silent', 'none'];

/** In a space at large; a channel's own talk says it of a channel. */
export const may = (client: Client, action: Action, space?: string, talk?: ConversationId): boolean =>
  client.can(action, talk ?? (space === undefined ? undefined : `channel:${space}/~`)) === 'available';

const levels = (
  now: NotifyLevel | null,
  usual: string,
  { client, translator, attempt }: OfferHost,
  set: (level: NotifyLevel | null) => unknown,
): readonly MenuItem[] =>
  [null, ...LEVELS.filter((level) => level === now || keepsLevel(client, level))].map((level) => ({
    id: `notify-${level ?? 'usual'}`,
    label: translator.t(level ? `notify.${level}` : usual),
    on: level === now,
    act: () => attempt(() => set(level)),
  }));

/** What may be done with a channel now. */
export function channelOffers(channel: Channel, from: OfferHost): readonly MenuItem[] {
  const { client, host, translator, attempt, turn } = from;
  const { t } = translator;
  const talk = talkOf(channel);
  const row = client.store.get('conversation', talk);
  const allowed = (action: Action): boolean => may(client, action, undefined, talk);
  const notify = (level: NotifyLevel | null): Promise<void> =>
    asked(host, 'im-notify-request', { conversationId: talk, level }, (detail) =>
      client.conversations.notify(talk, detail.level),
    );
  const now = row && (row.notify !== 'all' || row.loud) ? row.notify : null;
  const icon = row?.notify === 'none' ? bellOffIcon() : bellIcon();
  const item = (id: string, label: string, more: Omit<MenuItem, 'id' | 'label'>): MenuItem => ({ id, label, ...more });
  return [
    ...(row && (row.unread > 0 || row.markedUnread)
      ? [
          item('read', t('channels.read'), {
            icon: checkCheckIcon(),
            act: () =>
              attempt(() =>
                asked(host, 'im-read-request', { conversationId: talk }, () => client.conversations.markRead(talk)),
              ),
          }),
        ]
      : []),
    item('notify', t('spaces.notify'), {
      icon,
      act: () => turn(levels(now, 'spaces.notify-space', from, notify), t('spaces.notify')),
    }),
    ...(channel.private && allowed('members')
      ? [
          item('members', t('channels.members'), {
            icon: usersIcon(),
            act: () => attempt(() => showMembers(channel, from)),
          }),
        ]
      : []),
    ...(allowed('edit-channel')
      ? [
          item('edit', t('channels.edit'), {
            icon: pencilIcon(),
            act: () => attempt(() => askEditChannel(channel, from)),
          }),
          item('remove', t('channels.remove'), {
            ...{ icon: trash2Icon(), danger: true, apart: true },
            act: () => attempt(() => askRemoveChannel(channel, from)),
          }),
        ]
      : channel.private
        ? [
            item('leave', t('channels.leave'), {
              ...{ icon: logOutIcon(), danger: true, apart: true },
              act: () => attempt(() => leaveChannel(channel, from)),
            }),
          ]
        : []),
  ];
}

/** What may be done with a space now. */
export function spaceOffers(space: Space, from: OfferHost): readonly MenuItem[] {
  const { client, host, translator, attempt, turn } = from;
  const { t } = translator;
  const { id } = space;
  const allowed = (action: Action): boolean => may(client, action, id);
  const notify = (level: NotifyLevel | null): Promise<void> =>
    asked(host, 'im-space-notify-request', { space: id, level }, (detail) => client.spaces.notify(id, detail.level));
  const all: readonly (readonly [boolean, MenuItem])[] = [
    [
      space.unread > 0 || space.mentions > 0,
      {
        ...{ id: 'read-all', label: t('spaces.read-all'), icon: checkCheckIcon() },
        act: () =>
          attempt(() =>
            asked(host, 'im-space-read-request', { space: id }, (detail) => client.spaces.markRead(detail.space)),
          ),
      },
    ],
    [
      true,
      {
        ...{ id: 'notify', label: t('spaces.notify'), icon: space.notify === 'none' ? bellOffIcon() : bellIcon() },
        act: () => turn(levels(space.notify ?? null, 'spaces.notify-usual', from, notify), t('spaces.notify')),
      },
    ],
    [
      allowed('create-channel'),
      { id: 'new', label: t('channels.new'), icon: plusIcon(), act: () => attempt(() => askCreateChannel(id, from)) },
    ],
    [
      allowed('members'),
      {
        ...{ id: 'members', label: t('spaces.members'), icon: usersIcon() },
        act: () => attempt(() => showSpace(space, from)),
      },
    ],
    [
      allowed('invite'),
      { id: 'invite', label: t('spaces.invite'), icon: userPlusIcon(), act: () => attempt(() => askInvite(id, from)) },
    ],
    [
      allowed('edit-space'),
      { id: 'edit', label: t('spaces.edit'), icon: settingsIcon(), act: () => attempt(() => askEditSpace(id, from)) },
    ],
    [
      allowed('leave'),
      {
        ...{ id: 'leave', label: t('spaces.leave'), icon: logOutIcon(), danger: true, apart: true },
        act: () => attempt(() => askLeaveSpace(space, from)),
      },
    ],
    [
      allowed('dismiss'),
      {
        ...{ id: 'remove', label: t('spaces.remove'), icon: trash2Icon(), danger: true },
        act: () => attempt(() => askRemoveSpace(space, from)),
      },
    ],
  ];
  return all.filter(([when]) => when).map(([, item]) => item);
}
