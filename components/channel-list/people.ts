import type { Client, Outcomes, Space, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import { openPeople } from '../place-people/open.js';
import type { Place, PlaceAct, PlaceMember } from '../place-people/place.js';
import { showProfile } from '../place-people/profile.js';
import { shieldIcon, userMinusIcon } from '../shared/icons-people.js';
import { askInvite, type From, spaceName } from './acts.js';

type Action = Parameters<Client['can']>[0];

async function askKick(space: string, users: readonly UserId[], from: From): Promise<Outcomes<string> | undefined> {
  const { client, host, translator } = from;
  const { t } = translator;
  const many = users.length > 1;
  const name = `\u2068${personName(client.store, users[0] as UserId)}\u2069`;
  let outcomes: Outcomes<string> | undefined;
  await askIn(
    host,
    {
      label: t(many ? 'spaces.kick-many' : 'spaces.kick-title', { name, count: users.length }),
      buttons: [{ id: 'remove', label: t('members.remove'), look: 'danger' }],
      act: () =>
        asked(host, 'im-space-kick-request', { space, users }, async (detail) => {
          outcomes = await client.spaces.kick(space, detail.users);
        }),
    },
    from,
  );
  return outcomes;
}

async function setRole(
  space: string,
  users: readonly UserId[],
  role: 'admin' | 'member',
  { client, host }: From,
): Promise<Outcomes<string> | undefined> {
  let outcomes: Outcomes<string> | undefined;
  await asked(host, 'im-space-role-request', { space, users, role }, async (detail) => {
    outcomes = await client.spaces.setRole(space, detail.users, detail.role);
  });
  return outcomes;
}

/** Who is in a space, and what may be done with them. */
export function placeOf(space: Space, from: From): Place {
  const { client, translator } = from;
  const { t } = translator;
  const { id } = space;
  const talk = `channel:${id}/~` as const;
  const to = (action: Action, { role }: PlaceMember): boolean =>
    client.can(action, talk, { other: role }) === 'available';
  const role = (to: 'admin' | 'member', may: PlaceAct['may']): PlaceAct => ({
    ...{ id: to === 'admin' ? 'set-admin' : 'unset-admin', icon: shieldIcon(), many: true, may, after: to },
    label: t(to === 'admin' ? 'members.set-admin' : 'members.unset-admin'),
    run: (users) => setRole(id, users, to, from),
  });
  return {
    ...{ talk, label: t('channels.members-of', { name: `\u2068${spaceName(space)}\u2069` }), keys: [`space/${id}`] },
    page: (cursor) => client.spaces.members(id, cursor),
    stamp: (store) => store.get('space', id)?.memberCount,
    profile: (user) => showProfile(user, from),
    acts: [
      role('admin', (one) => one.role === 'member' && to('set-role', one)),
      role('member', (one) => one.role === 'admin' && to('set-role', one)),
      {
        ...{ id: 'kick', label: t('spaces.kick'), icon: userMinusIcon(), danger: true, many: true, after: 'gone' },
        may: (one) => to('kick', one),
        run: (users) => askKick(id, users, from),
      },
    ],
    invite: { may: () => client.can('invite', talk) === 'available', run: () => askInvite(id, from) },
  };
}

export const showPeople = (space: Space, from: From): Promise<void> => openPeople(placeOf(space, from), from);
