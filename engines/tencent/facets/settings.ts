import type { CallOptions, SettingsFacet } from '../../../core/engine/index.js';
import { ImError, type Settings, type SettingsPatch } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import type { SdkSilence } from '../sdk-settings.js';
import { readSilence, silenceFor } from '../silence.js';
import { setSpaceLevels, spaceLevels } from '../space-levels.js';

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

/** @param told by an event; asked for without */
export const settingsNow = async (
  link: Pick<Link, 'call' | 'kept'>,
  options?: CallOptions,
  told?: SdkSilence,
): Promise<Settings> => {
  const { allowType } = await link.call((sdk) => sdk.getMyProfile(), options);
  const silence = told ?? (await link.call((sdk) => sdk.getAllReceiveMessageOpt(), options));
  return {
    privacy: { receipts: true, typing: true },
    push: { detail: true, whileOnline: true },
    contacts: { accept: acceptOf(allowType) },
    notify: { ...readSilence(silence), spaces: await spaceLevels(link, options) },
  };
};

const setAccept = async (link: Link, accept: Accept, options?: CallOptions): Promise<void> => {
  const allowType = ALLOW[accept];
  if (!allowType) throw new ImError('invalid', { field: 'contacts.accept', message: 'contacts.accept: is none' });
  await link.call((sdk) => sdk.updateMyProfile({ allowType }), options);
};

const setNotify = async (link: Link, patch: NonNullable<SettingsPatch['notify']>, options?: CallOptions) => {
  const before = readSilence(await link.call((sdk) => sdk.getAllReceiveMessageOpt(), options));
  await link.call((sdk) => {
    const silence = silenceFor(before, patch, sdk.getServerTime());
    return sdk.setAllReceiveMessageOpt(silence);
  }, options);
};

/** Who may take one into his list, one silence over all, and levels of spaces: these alone are a person's own affair there. */
export const settingsFacet = (link: Link): SettingsFacet => {
  const get = (options?: CallOptions): Promise<Settings> => settingsNow(link, options);
  return {
    get,
    async set({ contacts, notify: { spaces, ...silence } = {}, ...rest }, options) {
      const [other] = Object.keys(rest);
      if (other) throw unsupported(other);
      if (contacts?.only !== undefined) throw unsupported('contacts.only');
      if (spaces) await setSpaceLevels(link, spaces, options);
      if (Object.keys(silence).length > 0) await setNotify(link, silence, options);
      if (contacts?.accept) await setAccept(link, contacts.accept, options);
      return get(options);
    },
  };
};
