import type { Client, ConversationId, Role, Store, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import type { MenuItem } from '../menu/menu.js';
import type { MessageAction } from '../message/index.js';
import { usersIcon } from '../shared/icons.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { banIcon, logOutIcon, pencilIcon } from '../shared/icons-later.js';
import { userMinusIcon } from '../shared/icons-people.js';
import { volumeOffIcon } from '../shared/icons-places.js';
import { titleOf } from '../shared/titles.js';
import { askKick, askMute, type From } from './acts.js';

type Action = Parameters<Client['can']>[0];

const talkOf = (room: string): ConversationId => `room:${room}`;

/** What somebody is in a room; of one whose admins are not told, a member. */
export const roleIn = (store: Store, room: string, user: UserId): Role => {
  const { ownerId, admins } = store.get('group', room) ?? {};
  if (user === ownerId) return 'owner';
  return admins?.includes(user) ? 'admin' : 'member';
};

export const may = ({ client, room }: Pick<From, 'client' | 'room'>, action: Action, user?: UserId): boolean => {
  const about = user === undefined ? undefined : { other: roleIn(client.store, room, user) };
  return client.can(action, talkOf(room), about) === 'available';
};

/** What owner and admins may do with whoever wrote a message. */
export function senderActions(user: UserId, from: From, attempt: (act: () => unknown) => void): MessageAction[] {
  const { t } = from.translator;
  if (user === from.client.userId) return [];
  const all: readonly (readonly [Action, MessageAction])[] = [
    [
      'mute-member',
      {
        name: 'room-mute',
        label: t('room.mute'),
        icon: volumeOffIcon(),
        run: () => attempt(() => askMute(user, from)),
      },
    ],
    [
      'kick',
      {
        name: 'room-kick',
        label: t('room.kick'),
        icon: userMinusIcon(),
        danger: true,
        run: () => attempt(() => askKick([user], false, from)),
      },
    ],
    [
      'ban',
      {
        name: 'room-ban',
        label: t('room.ban'),
        icon: banIcon(),
        danger: true,
        run: () => attempt(() => askKick([user], true, from)),
      },
    ],
  ];
  return all.filter(([action]) => may(from, action, user)).map(([, action]) => action);
}

async function askName(from: From): Promise<void> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  const name = client.store.get('group', room)?.name ?? '';
  await askIn(
    host,
    {
      label: t('room.rename'),
      field: t('room.name'),
      fieldLength: 100,
      fieldValue: name,
      buttons: [{ id: 'save', label: t('room.save'), look: 'primary' }],
      act: async ({ words }) => {
        if (!words || words === name) return;
        await asked(host, 'im-room-update-request', { room, name: words }, (detail) =>
          client.rooms.update(room, { name: detail.name }),
        );
      },
    },
    from,
  );
}

async function askDestroy(from: From): Promise<void> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('room.destroy-title', { name: `\u2068${titleOf(client.store, talkOf(room))}\u2069` }),
      words: t('room.destroy-words'),
      buttons: [{ id: 'destroy', label: t('room.destroy'), look: 'danger' }],
      act: () => asked(host, 'im-room-destroy-request', { room }, () => client.rooms.destroy(room)),
    },
    from,
  );
}

/** The menu of the room. */
export function roomOffers(from: From, attempt: (act: () => unknown) => void): readonly MenuItem[] {
  const { client, host, room, translator } = from;
  const { t } = translator;
  const muted = client.store.get('group', room)?.mutedAll !== true;
  const muteAll = (): Promise<void> =>
    asked(host, 'im-room-mute-all-request', { room, muted }, (detail) => client.rooms.muteAll(room, detail.muted));
  const leave = (): Promise<void> => asked(host, 'im-room-leave-request', { room }, () => client.rooms.leave(room));
  const people = async (): Promise<void> => (await import('./people.js')).showPeople(from);
  const all: readonly (readonly [Action, MenuItem])[] = [
    ['members', { id: 'people', label: t('room.people'), icon: usersIcon(), act: () => attempt(people) }],
    [
      'edit-group',
      { id: 'rename', label: t('room.rename'), icon: pencilIcon(), act: () => attempt(() => askName(from)) },
    ],
    [
      'mute-all',
      {
        id: 'mute-all',
        label: t(muted ? 'room.mute-all' : 'room.unmute-all'),
        icon: volumeOffIcon(),
        act: () => attempt(muteAll),
      },
    ],
    ['leave', { id: 'leave', label: t('room.leave'), icon: logOutIcon(), act: () => attempt(leave) }],
    [
      'destroy-room',
      {
        id: 'destroy',
        label: t('room.destroy'),
        icon: trash2Icon(),
        danger: true,
        apart: true,
        act: () => attempt(() => askDestroy(from)),
      },
    ],
  ];
  return all.filter(([action]) => may(from, action)).map(([, item]) => item);
}
