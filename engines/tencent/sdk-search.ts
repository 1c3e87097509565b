import type { Answered, SdkMessage } from './sdk.js';
import type { SdkGroup } from './sdk-groups.js';

interface Words {
  /** 1 to 5. */
  readonly keywordList: readonly string[];
  readonly keywordListMatchType: 'and' | 'or';
  /** At most 100. */
  readonly count?: number;
  readonly cursor?: string;
}

interface Found<T> {
  readonly searchResultList: readonly T[];
  /** Empty at the end. */
  readonly cursor: string;
}

export interface SdkFound {
  readonly conversationID: string;
  readonly messageCount: number;
  /** Over all conversations: empty where there are more than one. */
  readonly messageList: readonly SdkMessage[];
}

/** Of the module for search at the back end; 60020: the app has not bought it. */
declare module './sdk.js' {
  interface Sdk {
    /** `timePosition`: seconds; what was said then or before, for `timePeriod` seconds. */
    searchCloudMessages(
      query: Words & {
        readonly conversationID?: string;
        readonly senderUserIDList?: readonly string[];
        readonly messageTypeList?: readonly string[];
        readonly timePosition?: number;
        readonly timePeriod?: number;
      },
    ): Answered<Found<SdkFound>>;
    searchCloudUsers(query: Words): Answered<Found<SdkProfile>>;
    searchCloudGroups(query: Words & { readonly groupTypeList?: readonly string[] }): Answered<Found<SdkGroup>>;
    searchCloudGroupMembers(query: Words & { readonly groupIDList?: readonly string[] }): Answered<
      Found<{
        readonly groupInfo: { readonly groupID: string };
        readonly memberList: readonly { readonly userID: string }[];
      }>
    >;
  }
}
