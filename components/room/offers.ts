import { type Client, type ConversationId, ImError, type Outcomes, type UserId } from '../../core/index.js';
import { timeLeft } from '../composer/time-left.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import type { MenuItem } from '../menu/menu.js';
import type { MessageAction } from '../message/index.js';
import { personName } from '../person/naming.js';
import { banIcon, logOutIcon } from '../shared/icons.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { pencilIcon } from '../shared/icons-later.js';
import { userMinusIcon } from '../shared/icons-people.js';
import { volumeOffIcon } from '../shared/icons-places.js';
import { titleOf } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';

/** What acts in a room work with. Events are sent by `host`, and dialogs stand beside it. */
export interface From {
  readonly client: Client;
  readonly translator: Translator;
  readonly host: HTMLElement;
  readonly room: string;
}

type Action = Parameters<Client['can']>[0];

/** Minutes that one may be muted, or kept out. */
const MINUTES = [10, 60, 1_440, 10_080];

const talkOf = (room: string): ConversationId => `room:${room}`;
const named = ({ client }: From, id: UserId): string => `\u2068${personName(client.store, id)}\u2069`;

export const may = ({ client, room }: Pick<From, 'client' | 'room'>, action: Action, user?: UserId): boolean => {
  const owner = client.store.get('group', room)?.ownerId;
  const about = user === undefined ? undefined : { other: owner === user ? ('owner' as const) : ('member' as const) };
  return client.can(action, talkOf(room), about) === 'available';
};

/** Of a call about one alone: throws why it was refused. */
function lone(outcomes: Outcomes<string>): void {
  for (const outcome of outcomes.values()) if (outcome instanceof ImError) throw outcome;
}

const spans = ({ t: _, lang }: Translator): { readonly id: string; readonly label: string }[] =>
  MINUTES.map((minutes) => ({ id: String(minutes), label: timeLeft(minutes * 60_000, lang) }));

async function askMute(user: UserId, from: From): Promise<void> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('room.mute-title', { name: named(from, user) }),
      choices: [...spans(translator), { id: '0', label: t('room.unmute') }],
      buttons: [{ id: 'mute', label: t('room.save'), look: 'primary' }],
      act: ({ choice }) => {
        const until = choice === '0' ? 0 : client.session.now() + Number(choice) * 60_000;
        return asked(host, 'im-room-mute-request', { room, users: [user], until }, async (detail) =>
          lone(await client.rooms.mute(room, detail.users, detail.until)),
        );
      },
    },
    from,
  );
}

async function askKick(user: UserId, ban: boolean, from: From): Promise<void> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t(ban ? 'room.ban-title' : 'room.kick-title', { name: named(from, user) }),
      ...(ban ? { choices: spans(translator) } : { words: t('room.kick-words') }),
      buttons: [{ id: 'kick', label: t(ban ? 'room.ban' : 'room.kick'), look: 'danger' }],
      act: ({ choice }) => {
        const minutes = ban ? Number(choice) : undefined;
        return asked(host, 'im-room-kick-request', { room, users: [user], minutes }, async (detail) =>
          lone(await client.rooms.kick(room, detail.users, detail.minutes)),
        );
      },
    },
    from,
  );
}

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
        run: () => attempt(() => askKick(user, false, from)),
      },
    ],
    [
      'ban',
      {
        name: 'room-ban',
        label: t('room.ban'),
        icon: banIcon(),
        danger: true,
        run: () => attempt(() => askKick(user, true, from)),
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
  const all: readonly (readonly [Action, MenuItem])[] = [
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
