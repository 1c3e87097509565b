import type { Answered, SdkLastMessage } from './sdk.js';
import type { SdkGroup } from './sdk-groups.js';

/** The SDK's own object, which it keeps true once it was asked for. Times are seconds. */
export interface SdkTopic {
  readonly topicID: string;
  readonly topicName: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly customData?: string;
  readonly unreadCount: number;
  readonly muteAllMembers?: boolean;
  readonly groupAtInfoList?: readonly unknown[];
  readonly lastMessage?: SdkLastMessage;
  readonly selfInfo?: {
    /** Empty where it was never set. */
    readonly messageRemindType?: string;
    readonly readedSequence?: number;
  };
}

interface Face {
  readonly groupID: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly customData?: string;
}

declare module './sdk.js' {
  interface Sdk {
    /** Those with topics. One that somebody was put out of while the line was lost stays in it. */
    getJoinedCommunityList(): Answered<{ readonly groupList: readonly SdkGroup[] }>;
    createTopicInCommunity(
      draft: Face & { readonly topicName: string; readonly topicID?: string },
    ): Answered<{ readonly topicID: string }>;
    updateTopicProfile(patch: Face & { readonly topicID: string; readonly topicName?: string }): Answered<unknown>;
    deleteTopicFromCommunity(which: {
      readonly groupID: string;
      readonly topicIDList: readonly string[];
    }): Answered<{ readonly failureTopicList: readonly { readonly topicID: string; readonly code: number }[] }>;
    /** An empty list: all. Kept for five minutes, and followed. */
    getTopicList(which: {
      readonly groupID: string;
      readonly topicIDList: readonly string[];
    }): Answered<{ readonly successTopicList: readonly SdkTopic[] }>;
  }
}
