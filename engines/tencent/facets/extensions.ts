import type { CallOptions, ExtensionFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type Message } from '../../../core/model/index.js';
import { isAble } from '../abilities.js';
import { held, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { extensionsOf } from '../marks.js';
import type { SdkMessage } from '../sdk.js';

/** On one message, and in one call. */
export const EXTENSIONS = 300;
const AT_ONCE = 20;
/** UTF-8 bytes. */
export const EXTENSION_KEY = 100;
export const EXTENSION_VALUE = 1024;

type Change = Parameters<ExtensionFacet['extend']>[1];
type Values = Readonly<Record<string, string>>;

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const tooLarge = (field: string, limit: number) =>
  new ImError('too-large', { field, limit, message: `${field}: the most is ${limit}` });

const check = ({ set = {}, remove = [] }: Change): void => {
  const keys = [...Object.keys(set), ...remove];
  if (keys.length === 0) throw invalid('change', 'changes nothing');
  if (keys.length > AT_ONCE) throw tooLarge('change', AT_ONCE);
  if (keys.includes('')) throw invalid('key', 'is empty');
  if (keys.some((key) => bytes(key) > EXTENSION_KEY)) throw tooLarge('extensionKey', EXTENSION_KEY);
  if (Object.values(set).some((value) => bytes(value) > EXTENSION_VALUE))
    throw tooLarge('extensionValue', EXTENSION_VALUE);
};

/** `@user…` is that person's alone, `!…` the sender's: the service knows no such rule. */
const checkKeys = ({ set = {}, remove = [] }: Change, { senderId }: Message, self: string): void => {
  for (const key of [...Object.keys(set), ...remove]) {
    const mine = `@${self}`;
    const others = key.startsWith('@') && key !== mine && !key.startsWith(`${mine}/`);
    if (others || (key.startsWith('!') && senderId !== self))
      throw new ImError('forbidden', { field: 'key', message: `key: "${key}" is somebody else's` });
  }
};

const conflict = (latest: Values): ImError =>
  new ImError('conflict', { field: 'change', latest, message: 'change: the values are not those that were known' });

type Answer = { readonly extensions: readonly { readonly code?: number }[] };
const refused = ({ extensions }: Answer): boolean => extensions.some(({ code = 0 }) => code !== 0);

const write = async (link: Link, message: SdkMessage, values: Values, removed: readonly string[], o?: CallOptions) => {
  const pairs = Object.entries(values).map(([key, value]) => ({ key, value }));
  const set = pairs.length > 0 && refused(await link.call((sdk) => sdk.setMessageExtensions(message, pairs), o));
  const gone =
    !set && removed.length > 0 && refused(await link.call((sdk) => sdk.deleteMessageExtensions(message, removed), o));
  return !set && !gone;
};

/** The service changes each key by itself: what it did before it met one that had changed is put back. */
export const extensionFacet = (link: Link): ExtensionFacet => ({
  async extend(message, change, options) {
    check(change);
    if (!(await isAble(link, 'extensions', options)))
      throw new ImError('unsupported', { message: 'extensions: this app has not bought them' });
    checkKeys(change, message, link.self());
    const which = notRecalled(await held(link, message, options));
    if (!which.isSupportExtension)
      throw new ImError('forbidden', { field: 'message', message: 'message: it was sent without extensions' });
    const before = await extensionsOf(link, which, options);
    const differs = Object.entries(change.was ?? {}).some(([key, value]) => (before[key] ?? null) !== value);
    if (differs) throw conflict(before);
    const set = change.set ?? {};
    const remove = (change.remove ?? []).filter((key) => key in before && !(key in set));
    const done = await write(link, which, set, remove, options);
    const after = await extensionsOf(link, which, options);
    const { serverId = '', conversationId } = message;
    if (!done) {
      const ours = Object.keys(set).filter((key) => after[key] === set[key]);
      const back = Object.fromEntries(ours.flatMap((key) => (key in before ? [[key, before[key] ?? '']] : [])));
      await write(
        link,
        which,
        back,
        ours.filter((key) => !(key in before)),
        options,
      );
      throw conflict(await extensionsOf(link, which, options));
    }
    const told = { what: 'extended', serverId, conversationId, set, removed: remove } as const;
    link.emit([{ type: 'message-changes', changes: [told] }]);
    return after;
  },
});
