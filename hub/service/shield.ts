import type { EventRow, Tx } from '../storage/port.js';
import type { Core } from './core.js';
import { groupKey } from './ids.js';
import { isShielded } from './more.js';

/** What one does to a row oneself is told on one's other devices, shield or no shield. */
const OWN: ReadonlySet<EventRow['event']['t']> = new Set([
  ...(['conversation', 'conversation-removed', 'cleared', 'deleted'] as const),
]);

const keyOfEvent = ({ event }: EventRow): string | undefined => {
  if (OWN.has(event.t)) return undefined;
  if ('key' in event) return event.key;
  return 'group' in event && typeof event.group === 'string' ? groupKey(event.group) : undefined;
};

/** Entries of the log without those of conversations that the viewer has shielded. */
export const unshielded = async (tx: Tx, rows: readonly EventRow[], viewer: string): Promise<readonly EventRow[]> => {
  const off = new Map<string, boolean>();
  for (const key of new Set(rows.map(keyOfEvent))) {
    const member = key === undefined ? undefined : await tx.members.get(key, viewer);
    if (key !== undefined && member && isShielded(member)) off.set(key, true);
  }
  return off.size === 0 ? rows : rows.filter((row) => !off.has(keyOfEvent(row) ?? ''));
};

/** Those of these users who are here and hear of the conversation what is true only now. */
export const listeners = async (core: Core, tx: Tx, key: string, users: readonly string[]): Promise<string[]> => {
  const here = users.filter((user) => core.online.of(user).length > 0);
  const open: string[] = [];
  for (const user of here) {
    const member = await tx.members.get(key, user);
    if (!member || !isShielded(member)) open.push(user);
  }
  return open;
};
