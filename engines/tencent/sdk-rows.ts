import type { Answered } from './sdk.js';

interface Outcomes {
  readonly failureConversationIDList: readonly { readonly conversationID: string; readonly code: number }[];
}

declare module './sdk.js' {
  interface Sdk {
    /** One bit each: 1 star, 2 unread, 4 folded, 8 hidden. */
    markConversation(which: {
      readonly conversationIDList: readonly string[];
      readonly markType: number;
      readonly enableMark: boolean;
    }): Answered<Outcomes>;
    /** At most 256 bytes. */
    setConversationCustomData(which: {
      readonly conversationIDList: readonly string[];
      readonly customData: string;
    }): Answered<Outcomes>;
    setAllMessageRead(which: { readonly scope: string }): Answered<unknown>;
  }
}

export type { Outcomes };
