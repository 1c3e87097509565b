import type { CallOptions, SettingsFacet } from '../../../core/engine/index.js';
import { ImError, type Settings } from '../../../core/model/index.js';
import type { Link } from '../link.js';

type Accept = NonNullable<Settings['contacts']>['accept'];

const ALLOW: Readonly<Record<Accept, string>> = {
  anyone: 'AllowType_Type_AllowAny',
  confirm: 'AllowType_Type_NeedConfirm',
  nobody: 'AllowType_Type_DenyAny',
};

const acceptOf = (type: unknown): Accept =>
  (Object.keys(ALLOW) as Accept[]).find((accept) => ALLOW[accept] === type) ?? 'anyone';

const unsupported = (field: string): ImError =>
  new ImError('unsupported', { field, message: `${field}: Tencent lets nobody set this for himself` });

/** Who may take one into his list: that alone is a person's own affair there. */
export const settingsFacet = (link: Link): SettingsFacet => {
  const get = async (options?: CallOptions): Promise<Settings> => {
    const { allowType } = await link.call((sdk) => sdk.getMyProfile(), options);
    return {
      privacy: { receipts: true, typing: true },
      push: { detail: true, whileOnline: true },
      contacts: { accept: acceptOf(allowType) },
    };
  };
  return {
    get,
    async set({ contacts, ...rest }, options) {
      const [other] = Object.keys(rest);
      if (other) throw unsupported(other);
      if (contacts?.only !== undefined) throw unsupported('contacts.only');
      if (contacts?.accept) {
        const allowType = ALLOW[contacts.accept];
        if (!allowType) throw new ImError('invalid', { field: 'contacts.accept', message: 'contacts.accept: is none' });
        await link.call((sdk) => sdk.updateMyProfile({ allowType }), options);
      }
      return get(options);
    },
  };
};
