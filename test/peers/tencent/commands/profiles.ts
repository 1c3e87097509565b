import type { Asked, Commands } from '../command.js';
import { friendsOf } from '../relations.js';
import type { Person } from '../state.js';
import { type Json, list, text } from '../wire.js';

/** Who has not said who may take him for a contact is asked. */
const UNSAID = [['Tag_Profile_IM_AllowType', 'AllowType_Type_NeedConfirm']] as const;

const items = (person: Person): Json[] =>
  [...new Map<string, unknown>([...UNSAID, ...person.profile])].map(([Tag, Value]) => ({ Tag, Value }));

const changed = ({ id }: Person, tags: readonly Json[]): Json => ({
  Event: 3,
  ProfileDataMod: [{ PushType: 1, Profile_Account: id, ProfileList: tags }],
});

const set = ({ app, me, connection, body }: Asked): Json => {
  const tags = list(body, 'ProfileItem');
  for (const tag of tags) me.profile.set(text(tag, 'Tag'), tag.Value);
  me.push(changed(me, tags), connection);
  // Strangers never hear of it.
  for (const other of app.people.values()) if (friendsOf(other).has(me.id)) other.push(changed(me, tags));
  return {};
};

export const commands: Commands = {
  'profile.portrait_get_all': ({ app, body }) => ({
    UserProfileItem: list(body, 'UserItem').map((one) => {
      const person = app.people.get(text(one, 'To_Account'));
      if (!person) return { To_Account: '@TLS#NOT_FOUND', ResultCode: 0 };
      return { To_Account: person.id, ProfileItem: items(person), ResultCode: 0 };
    }),
  }),
  'profile.portrait_set': set,
};
