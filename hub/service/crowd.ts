import type { Tx } from '../storage/port.js';
import { isChannel, isDirect } from './ids.js';

/** Above so many members nobody follows whose cursor stands where: each message would move as many as there are people. */
export const MOST_FOLLOWED = 100;

/** Channels are crowds, however few are in them. */
export const isCrowd = async (tx: Tx, key: string): Promise<boolean> =>
  !isDirect(key) && (isChannel(key) || (await tx.members.count(key)) > MOST_FOLLOWED);
