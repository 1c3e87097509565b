import type { CallOptions, SettingsFacet } from '../../../core/engine/index.js';
import { ImError, type Settings, type SettingsPatch } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import type { Sdk } from '../sdk.js';
import type { SaidSilence, SdkSilence } from '../sdk-settings.js';
import { readSilence, silenceFor } from '../silence.js';
import { levelsFor, setSpaceLevels, spaceLevels } from '../space-levels.js';

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

const allowFor = (accept: Accept): string => {
  if (Object.hasOwn(ALLOW, accept)) return ALLOW[accept];
  throw new ImError('invalid', { field: 'contacts.accept', message: 'contacts.accept: is none' });
};

/** What is to be said of all messages, as of when it is called. Rejects `unsupported`. */
const silenceTo = async (link: Link, patch: NonNullable<SettingsPatch['notify']>, options?: CallOptions) => {
  const before = readSilence(await link.call((sdk) => sdk.getAllReceiveMessageOpt(), options));
  const say = (sdk: Sdk): SaidSilence => silenceFor(before, patch, sdk.getServerTime());
  await link.call(async (sdk) => ({ data: say(sdk) }), options);
  return say;
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
      // All is looked at before any of it is set.
      const allowType = contacts?.accept && allowFor(contacts.accept);
      const levels = spaces && levelsFor(spaces);
      const said = Object.keys(silence).length > 0 ? await silenceTo(link, silence, options) : undefined;
      if (levels) await setSpaceLevels(link, levels, options);
      if (said) await link.call((sdk) => sdk.setAllReceiveMessageOpt(said(sdk)), options);
      if (allowType) await link.call((sdk) => sdk.updateMyProfile({ allowType }), options);
      return get(options);
    },
  };
};
