import type { Client, Member, UserId } from '../../core/index.js';
import { timeLeft } from '../composer/time-left.js';
import type { MenuItem } from '../menu/menu.js';
import { messageCircleIcon, micIcon, userIcon } from '../shared/icons.js';
import { volumeOffIcon } from '../shared/icons-actions.js';
import { banIcon, pencilIcon } from '../shared/icons-later.js';
import { lockIcon, shieldIcon, userMinusIcon } from '../shared/icons-people.js';
import {
  askCard,
  askKick,
  askTransfer,
  exempt,
  type From,
  MUTES,
  mute,
  openDirect,
  setRole,
  showProfile,
} from './acts.js';

export interface OfferHost extends From {
  /** Runs it, and tells the page of a failure. */
  attempt(act: () => unknown): void;
  /** Opens the menu again with other items. */
  turn(items: readonly MenuItem[], label: string): void;
}

type Action = Parameters<Client['can']>[0];

/** May it be done to this member? */
export const mayTo = (client: Client, action: Action, { groupId, role }: Member): boolean =>
  client.can(action, `group:${groupId}`, { other: role }) === 'available';

export const isMuted = (client: Client, { mutedUntil = 0 }: Member): boolean => mutedUntil > client.session.now();

/** What may be done with a member: what would be refused is not among it. */
export function offersFor(member: Member, from: OfferHost): readonly MenuItem[] {
  const { client, translator, attempt } = from;
  const { userId: id, role } = member;
  const { t } = translator;
  const own = id === client.userId;
  const may = (action: Action): boolean => !own && mayTo(client, action, member);
  const item = (name: string, icon: MenuItem['icon'], act: () => unknown, more: Partial<MenuItem> = {}): MenuItem => ({
    id: name,
    label: t(`members.${name}`),
    ...(icon && { icon }),
    act: () => attempt(act),
    ...more,
  });
  const free = !member.exempt;
  const cards = own ? client.can('edit-card', `group:${member.groupId}`) === 'available' : may('edit-member');
  return [
    ...(own ? [] : [item('message', messageCircleIcon(), () => openDirect(id, from))]),
    item('profile', userIcon(), () => showProfile(id, from)),
    ...(cards ? [item('card', pencilIcon(), () => askCard(id, from))] : []),
    ...(may('set-role')
      ? [
          item(role === 'admin' ? 'unset-admin' : 'set-admin', shieldIcon(), () =>
            setRole(id, role === 'admin' ? 'member' : 'admin', from),
          ),
        ]
      : []),
    ...(may('transfer') ? [item('transfer', lockIcon(), () => askTransfer(id, from))] : []),
    ...(may('mute-member')
      ? [
          item(
            'mute',
            volumeOffIcon(),
            () => from.turn(muteItems([id], isMuted(client, member), from), t('members.mute')),
            {
              apart: true,
            },
          ),
          item(free ? 'exempt-on' : 'exempt-off', micIcon(), () => exempt(id, free, from)),
        ]
      : []),
    ...(may('kick')
      ? [item('remove', userMinusIcon(), () => askKick([id], false, from), { apart: true, danger: true })]
      : []),
    ...(may('ban') ? [item('ban', banIcon(), () => askKick([id], true, from), { danger: true })] : []),
  ];
}

/** For how long; `done` hears what became of each. */
export function muteItems(
  users: readonly UserId[],
  muted: boolean,
  from: OfferHost,
  done: (outcomes: Awaited<ReturnType<typeof mute>>) => void = () => {},
): readonly MenuItem[] {
  const { translator, attempt } = from;
  const item = (length: number): MenuItem => ({
    id: `mute-${length / 60_000}`,
    label: length ? timeLeft(length, translator.lang) : translator.t('members.unmute'),
    act: () => attempt(async () => done(await mute(users, length, from))),
  });
  return [...MUTES.map(item), ...(muted ? [{ ...item(0), apart: true }] : [])];
}
