import type { WireContent, WireMessage } from './records.js';

export interface MessageOps {
  /** Idempotent on (sender, clientId): the second answer equals the first. */
  'messages.send': {
    args: {
      readonly clientId: string;
      readonly conversation: string;
      readonly content: WireContent;
      /** The hub reads the quoted message itself. */
      readonly replyTo?: { readonly id: string };
      readonly mentions?: { readonly all?: boolean; readonly users?: readonly string[] };
      readonly uncounted?: boolean;
      /** Members, 1 to 50, who alone shall see it; groups only. */
      readonly audience?: readonly string[];
      readonly receipt?: boolean;
      readonly silent?: boolean;
      readonly unlisted?: boolean;
      /** To those who are online now; never stored. */
      readonly transient?: boolean;
      /** At most 4,096 characters. */
      readonly data?: string;
      /** 1 to 604,800. */
      readonly expire?: number;
      /** For the host's own push service, with those who are not online; neither stored nor told to others. */
      readonly push?: Readonly<Record<string, string>>;
    };
    result: {
      readonly id: string;
      readonly seq: number;
      readonly at: number;
      /** The site's moderation changed it; the message as it stands. */
      readonly altered?: WireMessage;
    };
  };
  /** Ascending. At most one of before, after (seq, exclusive), around (id). `limit` 1 to limits.historyPage. */
  'messages.history': {
    args: {
      readonly conversation: string;
      readonly before?: number;
      readonly after?: number;
      readonly around?: string;
      readonly limit?: number;
      /** Only content of these kinds, at most 10. */
      readonly kinds?: readonly string[];
    };
    result: { readonly items: readonly WireMessage[]; readonly hasOlder: boolean; readonly hasNewer: boolean };
  };
  /** Ids that are not in the conversation are left out. `left`: those that had no room, to be asked for again. */
  'messages.get': {
    args: { readonly conversation: string; readonly ids: readonly string[] };
    result: { readonly items: readonly WireMessage[]; readonly left?: readonly string[] };
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
}
