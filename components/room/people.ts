import type { Client } from '../../core/index.js';
import { openPeople } from '../place-people/open.js';
import type { Place, PlaceAct, PlaceMember } from '../place-people/place.js';
import { showProfile } from '../place-people/profile.js';
import { banIcon } from '../shared/icons-later.js';
import { shieldIcon, userMinusIcon } from '../shared/icons-people.js';
import { volumeOffIcon } from '../shared/icons-places.js';
import { titleOf } from '../shared/titles.js';
import { askKick, askMute, type From, setRole } from './acts.js';
import { roleIn } from './offers.js';

type Action = Parameters<Client['can']>[0];

/** Who is in a room, and what may be done with them. */
function placeOf(from: From): Place {
  const { client, room, translator } = from;
  const { t } = translator;
  const talk = `room:${room}` as const;
  const to =
    (action: Action, only?: PlaceMember['role']): PlaceAct['may'] =>
    ({ role }) =>
      (!only || role === only) && client.can(action, talk, { other: role }) === 'available';
  return {
    ...{ talk, label: t('room.people-of', { name: `\u2068${titleOf(client.store, talk)}\u2069` }) },
    keys: [`group/${room}`, `conversation/${talk}`],
    page: async (cursor) => {
      const { items, next } = await client.rooms.members(room, cursor);
      return { items: items.map((userId) => ({ userId })), next };
    },
    roleOf: (user, store) => roleIn(store, room, user),
    profile: (user) => showProfile(user, from),
    acts: [
      {
        ...{ id: 'set-admin', label: t('members.set-admin'), icon: shieldIcon(), many: true },
        may: to('set-role', 'member'),
        run: (users) => setRole(users, 'admin', from),
      },
      {
        ...{ id: 'unset-admin', label: t('members.unset-admin'), icon: shieldIcon(), many: true },
        may: to('set-role', 'admin'),
        run: (users) => setRole(users, 'member', from),
      },
      {
        ...{ id: 'mute', label: t('room.mute'), icon: volumeOffIcon() },
        may: to('mute-member'),
        run: ([user = '']) => askMute(user, from),
      },
      {
        ...{ id: 'kick', label: t('room.kick'), icon: userMinusIcon(), danger: true, many: true, after: 'gone' },
        may: to('kick'),
        run: (users) => askKick(users, false, from),
      },
      {
        ...{ id: 'ban', label: t('room.ban'), icon: banIcon(), danger: true, after: 'gone' },
        may: to('ban'),
        run: (users) => askKick(users, true, from),
      },
    ],
  };
}

export const showPeople = (from: From): Promise<void> => openPeople(placeOf(from), from);
