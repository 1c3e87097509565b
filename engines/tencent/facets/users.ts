import type { UserFacet } from '../../../core/engine/index.js';
import { ImError, type User } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import type { SdkProfile } from '../sdk.js';

export const USERS_PER_FETCH = 100;
const FIELD = 'Tag_Profile_Custom_';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const readUser = ({ userID, nick, avatar, selfSignature, profileCustomField = [] }: SdkProfile): User => {
  const fields = Object.fromEntries(
    profileCustomField.flatMap(({ key, value }) => (text(value) ? [[key.replace(FIELD, ''), text(value)]] : [])),
  );
  return {
    id: userID,
    ...(nick && { name: nick }),
    ...(avatar && { avatar }),
    ...(selfSignature && { status: selfSignature }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
};

export const userFacet = (link: Link): UserFacet => ({
  async fetch(ids, options) {
    if (ids.length > USERS_PER_FETCH)
      throw new ImError('too-many', { field: 'ids', limit: USERS_PER_FETCH, retry: 'never' });
    if (ids.length === 0) return [];
    const found = await link.call((sdk) => sdk.getUserProfile({ userIDList: [...ids] }), options);
    return found.map(readUser);
  },
  async update({ name, avatar, status, fields }, options) {
    const custom = Object.entries(fields ?? {}).map(([key, value]) => ({ key: `${FIELD}${key}`, value }));
    const patch = {
      ...(name !== undefined && { nick: name }),
      ...(avatar !== undefined && { avatar }),
      ...(status !== undefined && { selfSignature: status }),
      ...(custom.length > 0 && { profileCustomField: custom }),
    };
    return readUser(await link.call((sdk) => sdk.updateMyProfile(patch), options));
  },
});
