import type { WireContent, WireMessage } from './records.js';

export interface MessageOps {
  /** Idempotent on (sender, clientId): the second answer equals the first. */
  'messages.send': {
    args: {
      readonly clientId: string;
      readonly conversation: string;
      readonly content: WireContent;
      readonly replyTo?: { readonly id: string; readonly preview?: string };
      readonly mentions?: { readonly all?: boolean; readonly users?: readonly string[] };
      readonly uncounted?: boolean;
    };
    result: { readonly id: string; readonly seq: number; readonly at: number };
  };
  /** Ascending. At most one of before, after (seq, exclusive), around (id). `limit` 1 to limits.historyPage. */
  'messages.history': {
    args: {
      readonly conversation: string;
      readonly before?: number;
      readonly after?: number;
      readonly around?: string;
      readonly limit?: number;
    };
    result: { readonly items: readonly WireMessage[]; readonly hasOlder: boolean; readonly hasNewer: boolean };
  };
  /** Ids that are not in the conversation are left out. */
  'messages.get': {
    args: { readonly conversation: string; readonly ids: readonly string[] };
    result: { readonly items: readonly WireMessage[] };
  };
  /** Own within limits.recallSeconds by the server's clock; owner and admin of a group without a window. Idempotent. */
  'messages.recall': {
    args: { readonly conversation: string; readonly id: string; readonly reason?: string };
    result: Record<never, never>;
  };
  /** `nothing` ends it. Members who are online are told; throttled by the hub to one in a second per conversation. */
  'typing.set': {
    args: { readonly conversation: string; readonly what: 'text' | 'voice' | 'nothing' };
    result: Record<never, never>;
  };
  'receipts.delivered': {
    args: { readonly marks: readonly { readonly conversation: string; readonly upTo: number }[] };
    result: Record<never, never>;
  };
}
