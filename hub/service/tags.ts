import type { WireTag } from '../protocol/index.js';
import type { Tx } from '../storage/port.js';

/** More than anybody may have. */
const ALL = 100;

/** One's own tags, in their order. */
export const tagsOf = async (tx: Tx, user: string): Promise<WireTag[]> =>
  (await tx.docs.page('tag', user, { limit: ALL })).map(({ id, rank, doc }) => ({ id, name: doc.name, place: rank }));
