import type { Answered } from './sdk.js';

interface Extension {
  readonly key: string;
  readonly value: string;
  /** 0: done. */
  readonly code?: number;
}

export interface SdkReaction {
  readonly reactionID: string;
  readonly totalUserCount: number;
  readonly partialUserList: readonly { readonly userID: string }[];
  readonly reactedByMyself: boolean;
}

declare module './sdk.js' {
  interface SdkMessage {
    readonly clientSequence?: number;
    readonly status?: string;
    /** Grows with each change of the words. */
    readonly version?: number;
    readonly isDeleted?: boolean;
    readonly isSupportExtension?: boolean;
    readonly readReceiptInfo?: {
      readonly readCount?: number;
      readonly unreadCount?: number;
      readonly isPeerRead?: boolean;
    };
    readonly _elements?: readonly { readonly type: string; readonly content: Readonly<Record<string, unknown>> }[];
  }
  interface Sdk {
    /** `queryCommercialAbility`: bits of what the app has bought, the lowest last; '0' until it is known. */
    callExperimentalAPI(name: 'queryCommercialAbility'): string | Promise<unknown>;
    modifyMessage(message: SdkMessage): Answered<{ readonly message: SdkMessage | null }>;
    /** At most 30, of one conversation; what is beyond is left out without a word. */
    deleteMessage(messages: readonly SdkMessage[]): Answered<unknown>;
    /** All of it. */
    clearHistoryMessage(conversationID: string): Answered<unknown>;
    /** At most 20 in one call, each by itself. */
    setMessageExtensions(
      message: SdkMessage,
      extensions: readonly Extension[],
    ): Answered<{ readonly extensions: readonly Extension[] }>;
    deleteMessageExtensions(
      message: SdkMessage,
      keys: readonly string[],
    ): Answered<{ readonly extensions: readonly Extension[] }>;
    getMessageExtensions(message: SdkMessage): Answered<{ readonly extensions: readonly Extension[] }>;
    /** Of a bundle that is kept apart: the same message, with `payload.messageList`. */
    downloadMergerMessage(
      message: Pick<SdkMessage, 'type' | 'payload'>,
    ): Promise<Pick<SdkMessage, 'payload'> | undefined>;
    addMessageReaction(message: SdkMessage, reaction: string): Answered<unknown>;
    removeMessageReaction(message: SdkMessage, reaction: string): Answered<unknown>;
    getMessageReactions(query: {
      readonly messageList: readonly SdkMessage[];
      readonly maxUserCountPerReaction: number;
    }): Answered<{
      readonly resultList: readonly { readonly messageID: string; readonly reactionList: readonly SdkReaction[] }[];
    }>;
    getAllUserListOfMessageReaction(query: {
      readonly message: SdkMessage;
      readonly reactionID: string;
      readonly nextSeq: number;
      readonly count: number;
    }): Answered<{
      readonly userList: readonly { readonly userID: string }[];
      readonly nextSeq: number;
      readonly isCompleted: boolean;
    }>;
    getGroupMemberProfile(query: {
      readonly groupID: string;
      readonly userIDList: readonly string[];
    }): Answered<{ readonly memberList: readonly { readonly userID: string }[] }>;
    createFileMessage(draft: Draft & { readonly onProgress: (fraction: number) => void }): SdkMessage;
    /** `payload`: a message with elements, such as one that somebody sent. */
    createForwardMessage(draft: Draft): SdkMessage;
    sendMessageReadReceipt(messages: readonly SdkMessage[]): Answered<unknown>;
  }
}
