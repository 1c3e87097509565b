import type { Seat } from './access.js';
import { isDirect } from './ids.js';
import { changeableIn } from './visible.js';
import type { Work } from './work.js';

export type Target = Awaited<ReturnType<typeof changeableIn>>;

/** A message that the caller can see and that something may be done to. Throws `not-found`, `forbidden`. */
export const targetOf = (work: Work, user: string, conversation: string, id: string): Promise<Target> =>
  changeableIn(work, user, { conversation, id });

/** Who runs a group; in a direct conversation, both. */
export const runs = ({ seat: { key, member } }: { readonly seat: Seat }): boolean =>
  isDirect(key) || member.role !== 'member';
