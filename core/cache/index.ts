import type { ConversationId, ImError, Message } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import type { Cache } from './types.js';

export type * from './types.js';

declare const todo: never;

/** `new MemoryCache()`, and in ./idb.js `new IdbCache(options?)`; both implement Cache. */
/** Goes on in memory, with what is known, when `primary` fails at any time; says so once. */
export const fallbackCache = (_primary: Cache, _onDegrade: (error: ImError) => void): Cache => todo;
export interface Persistence {
  /** Resolves when everything committed so far is stored, rejects ImError when it cannot be. */
  flush(): Promise<void>;
  /** Stores the whole store anew: for a tab that has just become the leader. */
  all(): void;
  stop(): Promise<void>;
}
/** Writes commits to the cache in batches, whole commits only, in order; leaves out ephemeral records and commits that came from the cache or another tab. */
export const persistCommits = (_store: Store, _cache: Cache, _onError: (error: ImError) => void): Persistence => todo;
/** Remembers for `trim` when a conversation was last opened. */
export const markOpened = (_writer: Writer, _conversationId: ConversationId, _now: number): void => todo;
/** The newest run of a conversation without holes, ascending, at most `limit`: feed to `insertPlaced` as a page with `hasNewer: false`. Undefined: nothing kept. */
export const readTail = (
  _cache: Cache,
  _conversationId: ConversationId,
  _limit: number,
): Promise<{ readonly messages: readonly Message[]; readonly hasOlder: boolean } | undefined> => todo;
