import type { WireSettings } from '../protocol/index.js';
import type { Tx, UserRow } from '../storage/port.js';

/** Of who has set nothing. */
const DEFAULTS: WireSettings = {
  privacy: { receipts: true, typing: true, lastSeen: true },
  push: { detail: true, whileOnline: false },
  contacts: { accept: 'confirm', only: false },
  notify: { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} },
};

export const settingsOfUser = (user: Pick<UserRow, 'settings'> | undefined): WireSettings => {
  const { privacy, push, contacts, notify } = user?.settings ?? {};
  return {
    privacy: { ...DEFAULTS.privacy, ...privacy },
    push: { ...DEFAULTS.push, ...push },
    contacts: { ...DEFAULTS.contacts, ...contacts },
    notify: { ...DEFAULTS.notify, ...notify },
  };
};

/** Does he tell others what he reads, that he writes, when he was here? */
export const privacyOf = async (tx: Tx, user: string): Promise<WireSettings['privacy']> =>
  settingsOfUser(await tx.users.get(user)).privacy;
