import type { WireConversation, WireLevel } from './records.js';

export interface ConversationOps {
  /** Pinned first, then by activity, descending. Hidden ones are left out. */
  'conversations.list': {
    args: { readonly cursor?: string; readonly limit?: number };
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
    args: { readonly conversation: string; readonly level: WireLevel };
    result: Record<never, never>;
  };
  'conversations.unread': { args: Record<never, never>; result: { readonly count: number; readonly muted: number } };
}
