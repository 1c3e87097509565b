import type { Answered } from './sdk.js';

interface Outcomes {
  readonly failureConversationIDList: readonly { readonly conversationID: string; readonly code: number }[];
}

interface GroupOf {
  readonly conversationIDList: readonly string[];
  readonly groupName: string;
}

declare module './sdk.js' {
  interface SdkConversation {
    /** Names. */
    readonly conversationGroupList?: readonly string[];
  }
  interface Sdk {
    /** Groups of conversations are known by their names, of at most 32 characters. */
    getConversationGroupList(): Answered<readonly string[]>;
    /** Without a conversation it does nothing, and says that it did. */
    createConversationGroup(which: GroupOf): Answered<Outcomes>;
    addConversationsToGroup(which: GroupOf): Answered<Outcomes>;
    deleteConversationsFromGroup(which: GroupOf): Answered<Outcomes>;
    /** These two answer nothing when they are done. */
    renameConversationGroup(which: { readonly oldName: string; readonly newName: string }): Promise<unknown>;
    deleteConversationGroup(name: string): Promise<unknown>;
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
