import type { ConversationId, Message, MessageId } from '../model/index.js';
import type { Change, Key } from '../store/index.js';
import { EPHEMERAL, FILTERED } from '../store/index.js';

export type Write = Pick<Change, 'key' | 'after'>;

export const typeOf = (key: Key): string => key.slice(0, key.indexOf('/'));
export const idOf = (key: Key): string => key.slice(key.indexOf('/') + 1);

export const messageKey = (id: MessageId): Key => `message/${id}`;
export const openedKey = (conversationId: ConversationId): Key => `meta/opened/${conversationId}`;

/** What a cache may keep: typing, transfers and the session are true only now, filtered lists are made anew. */
export const lasting = (changes: readonly Write[]): readonly Write[] =>
  changes.filter(({ key }) => !EPHEMERAL.has(typeOf(key)) && !key.startsWith(`list/${FILTERED}`));

/** What first paint, trimming and reading a tail need of a cache. */
export interface Shelf {
  get(key: Key): Promise<unknown>;
  /** Every record (messages apart) whose key begins with `prefix`. */
  range(prefix: Key): Promise<readonly (readonly [Key, unknown])[]>;
  /** Conversations of which placed messages are kept. */
  held(): Promise<readonly ConversationId[]>;
  /** Placed messages of a conversation, oldest first. */
  placed(conversationId: ConversationId): Promise<readonly MessageId[]>;
}

/** Most recent first; pins stand above. */
export const byActivity = (
  a: { readonly pinned?: boolean; readonly activity: number },
  b: { readonly pinned?: boolean; readonly activity: number },
): number => Number(b.pinned ?? false) - Number(a.pinned ?? false) || b.activity - a.activity;

export type MessageRow = { readonly id: MessageId; readonly conversation: string; readonly value: Message } & (
  | { readonly seq: number; readonly tie: string }
  | Record<never, never>
);

/** Rows without a place have no index fields, so that no index holds them. */
export const rowOf = (value: Message): MessageRow => ({
  id: value.id,
  conversation: value.conversationId,
  value,
  ...(value.order && { seq: value.order.seq, tie: value.order.tie }),
});
