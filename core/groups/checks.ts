import { requireIds } from '../client/checks.js';
import { ImError, invalid, toImError, type UserId } from '../model/index.js';
import type { Outcomes } from '../people/types.js';

/** People in one call. */
const MOST = 100;

export const requireText = (field: string, text: unknown, most: number): void => {
  if (typeof text !== 'string') throw invalid(field, 'must be a string');
  if (text.length > most)
    throw new ImError('too-large', { field, limit: most, message: `${field}: at most ${most} characters` });
};

/** At most `most` strings by name; null where it may take away. */
export const requireFields = (field: string, fields: unknown, most: number, clears = true): void => {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw invalid(field, 'must be an object');
  const entries = Object.entries(fields);
  if (entries.length > most)
    throw new ImError('too-large', { field, limit: most, message: `${field}: at most ${most} entries` });
  for (const [name, value] of entries) {
    requireText(field, name, 64);
    if (!clears || value !== null) requireText(`${field}.${name}`, value, 4_096);
  }
};

/** By so many as the back end takes at once; what fails of a later part is the outcome of the people in it. */
export const batched = async <T extends string>(
  users: readonly UserId[],
  run: (some: readonly UserId[]) => Promise<Outcomes<T>>,
): Promise<Outcomes<T>> => {
  requireIds('users', users);
  if (users.length === 0) throw invalid('users', 'names nobody');
  const all = [...new Set(users)];
  const outcomes = new Map<UserId, T | ImError>();
  for (let from = 0; from < all.length; from += MOST) {
    const some = all.slice(from, from + MOST);
    try {
      for (const [user, outcome] of await run(some)) outcomes.set(user, outcome);
    } catch (error) {
      if (from === 0) throw error;
      for (const user of some) outcomes.set(user, toImError(error));
    }
  }
  return outcomes;
};
