import { floorOf, isFor } from '../order.js';
import type { MessageRow } from '../records.js';
import { heldIn } from './held.js';
import type { Transaction } from './schema.js';

/** Every key that begins with these parts: an array sorts after anything else. */
export const startsWith = (...parts: (string | number)[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

/** Above `after`, up to and with `upTo`; undefined where there is nothing between. */
export const between = (parts: readonly string[], after: number, upTo: number): IDBKeyRange | undefined =>
  upTo > after ? IDBKeyRange.bound([...parts, after], [...parts, upTo], true) : undefined;

export const END = Number.MAX_SAFE_INTEGER;

/** What the user can see of a conversation begins above it; undefined if he is no member. */
export const floorIn = async (t: Transaction, key: string, user: string): Promise<number | undefined> => {
  const member = await heldIn(t).members.get([key, user]);
  return member && floorOf(member);
};

/** Messages above `after` that the user deleted. */
export const hiddenTo = async (t: Transaction, key: string, user: string, after: number): Promise<Set<number>> => {
  const keys = await t.objectStore('hidden').getAllKeys(between([key, user], after, END));
  return new Set(keys.map(([, , seq]) => seq));
};

/** Can the user see this message of the conversation, which is above `after`? */
export const sightOf = async (
  t: Transaction,
  key: string,
  user: string,
  after: number,
): Promise<(message: MessageRow) => boolean> => {
  const floor = await floorIn(t, key, user);
  if (floor === undefined) return () => false;
  const hidden = await hiddenTo(t, key, user, Math.max(floor, after));
  return (message) => message.seq > floor && isFor(message, user) && !hidden.has(message.seq);
};
