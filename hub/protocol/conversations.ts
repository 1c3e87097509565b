import type { WireConversation, WireKind, WireLevel } from './records.js';
import type { WireFilter } from './rows.js';

export interface ConversationOps {
  /** Pinned first, then by activity, descending. Hidden ones are left out. With a filter a page may be short before the end. */
  'conversations.list': {
    args: { readonly cursor?: string; readonly limit?: number; readonly filter?: WireFilter };
    result: { readonly items: readonly WireConversation[]; readonly next?: string };
  };
  /** A direct conversation that has no message yet is answered as an empty one if the person exists. */
  'conversations.get': {
    args: { readonly ids: readonly string[] };
    result: { readonly items: readonly WireConversation[] };
  };
  /** The cursor only grows. Senders and own other devices are told. */
  'conversations.read': {
    args: { readonly conversation: string; readonly upTo: number };
    result: { readonly unread: number };
  };
  /** Sets the mark, and where `from` (seq) is said counts anew from there. Reading takes it away. Others are not told. */
  'conversations.unread-from': {
    args: { readonly conversation: string; readonly from?: number };
    result: { readonly unread: number };
  };
  'conversations.pin': {
    args: { readonly conversation: string; readonly pinned: boolean };
    result: Record<never, never>;
  };
  /** Hides the row for oneself; the next message brings it back; history stays. */
  'conversations.remove': { args: { readonly conversation: string }; result: Record<never, never> };
  'conversations.notify': {
    /** null: as wider levels say. */
    args: { readonly conversation: string; readonly level: WireLevel | null };
    result: Record<never, never>;
  };
  /**
   * Without rows that are hidden, marked so or shielded. `muted`: where the narrowest level that says something is `none`.
   * `kinds` and `tags` are of `count`; what is 0 is left out.
   */
  'conversations.unread': {
    args: Record<never, never>;
    result: {
      readonly count: number;
      readonly muted: number;
      readonly kinds: Readonly<Partial<Record<WireKind, number>>>;
      readonly tags: Readonly<Record<string, number>>;
    };
  };
}
