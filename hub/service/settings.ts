import type { WireSettings } from '../protocol/index.js';
import type { Tx, UserRow } from '../storage/port.js';

/** Of who has set nothing. */
const DEFAULTS: WireSettings = {
  privacy: { receipts: true, typing: true },
  push: { detail: true, whileOnline: false },
};

export const settingsOfUser = (user: Pick<UserRow, 'settings'> | undefined): WireSettings => user?.settings ?? DEFAULTS;

/** Does he tell others what he reads, and that he writes? */
export const privacyOf = async (tx: Tx, user: string): Promise<WireSettings['privacy']> =>
  settingsOfUser(await tx.users.get(user)).privacy;
