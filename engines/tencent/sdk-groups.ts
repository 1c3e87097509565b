import type { Answered } from './sdk.js';

interface Field {
  readonly key: string;
  readonly value: string;
}

/** What the SDK knows of a group; for a stranger without what is the members'. Times are seconds. */
export interface SdkGroup {
  readonly groupID: string;
  readonly type?: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly notification?: string;
  readonly ownerID?: string;
  readonly createTime?: number | '';
  readonly lastInfoTime?: number | '';
  readonly memberCount?: number | '';
  readonly joinOption?: string;
  readonly inviteOption?: string;
  readonly muteAllMembers?: boolean | 'On' | 'Off';
  readonly groupCustomField?: readonly Field[];
  readonly nextMessageSeq?: number | '';
  readonly isSupportTopic?: boolean;
  readonly selfInfo?: {
    readonly role?: string;
    readonly joinTime?: number | '';
    readonly nameCard?: string;
    readonly messageRemindType?: string;
  };
}

export interface SdkMember {
  readonly userID: string;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role?: string;
  readonly joinTime?: number | '';
  readonly nameCard?: string;
  readonly muteUntil?: number;
  readonly memberCustomField?: readonly Field[];
}

export interface SdkGroupApplication {
  readonly applicant: string;
  readonly applicantNick?: string;
  readonly groupID: string;
  readonly groupName?: string;
  readonly authentication: string;
  readonly messageKey: number;
  /** 0: somebody asks to come in; 2: `applicant` asks to bring in `userID`. */
  readonly applicationType: number;
  readonly userID?: string;
  readonly note?: string;
}

/** What is there of groups in rows of the list; `selfInfo` once the list of groups has been read. */
declare module './sdk.js' {
  interface SdkConversation {
    readonly groupProfile?: SdkGroup;
  }
  interface Sdk {
    createGroup(draft: Readonly<Record<string, unknown>>): Answered<{ readonly group: SdkGroup }>;
    dismissGroup(groupID: string): Answered<unknown>;
    quitGroup(groupID: string): Answered<unknown>;
    getGroupList(): Answered<{ readonly groupList: readonly SdkGroup[]; readonly isSyncCompleted?: boolean }>;
    /** For members. */
    getGroupProfile(which: {
      readonly groupID: string;
      readonly groupCustomFieldFilter?: readonly string[];
    }): Answered<{ readonly group: SdkGroup }>;
    /** For strangers; not of groups of type Private. */
    searchGroupByID(groupID: string): Answered<{ readonly group: SdkGroup }>;
    updateGroupProfile(patch: Readonly<Record<string, unknown>>): Answered<unknown>;
    changeGroupOwner(which: { readonly groupID: string; readonly newOwnerID: string }): Answered<unknown>;
    joinGroup(which: { readonly groupID: string; readonly applyMessage?: string }): Answered<{
      readonly status: 'JoinedSuccess' | 'WaitAdminApproval' | 'AlreadyInGroup';
    }>;
    /** `offset` of the answer: where the next page begins, 0 at the end. */
    getGroupMemberList(which: {
      readonly groupID: string;
      readonly role?: string;
      readonly count?: number;
      readonly offset?: number;
    }): Answered<{ readonly memberList: readonly SdkMember[]; readonly offset: number }>;
    /** At most 50. */
    getGroupMemberProfile(which: {
      readonly groupID: string;
      readonly userIDList: readonly string[];
    }): Answered<{ readonly memberList: readonly SdkMember[] }>;
    addGroupMember(which: { readonly groupID: string; readonly userIDList: readonly string[] }): Answered<{
      readonly successUserIDList: readonly string[];
      readonly existedUserIDList: readonly string[];
      readonly failureUserIDList: readonly string[];
      readonly overLimitUserIDList: readonly string[];
    }>;
    deleteGroupMember(which: {
      readonly groupID: string;
      readonly userIDList: readonly string[];
      readonly reason?: string;
    }): Answered<unknown>;
    setGroupMemberMuteTime(which: {
      readonly groupID: string;
      readonly userID: string;
      readonly muteTime: number;
    }): Answered<unknown>;
    setGroupMemberRole(which: {
      readonly groupID: string;
      readonly userID: string;
      readonly role: string;
    }): Answered<unknown>;
    setGroupMemberNameCard(which: {
      readonly groupID: string;
      readonly userID: string;
      readonly nameCard: string;
    }): Answered<unknown>;
    setGroupMemberCustomField(which: {
      readonly groupID: string;
      readonly userID: string;
      readonly memberCustomField: readonly Field[];
    }): Answered<unknown>;
    /** Kept by the SDK for a minute. */
    getGroupOnlineMemberCount(groupID: string): Answered<{ readonly memberCount: number }>;
    getGroupApplicationList(): Answered<{ readonly applicationList: readonly SdkGroupApplication[] }>;
    handleGroupApplication(which: {
      readonly handleAction: 'Agree' | 'Reject';
      readonly handleMessage?: string;
      readonly application: SdkGroupApplication;
    }): Answered<unknown>;
    getGroupAttributes(which: { readonly groupID: string; readonly keyList: readonly string[] }): Answered<{
      readonly groupAttributes: Readonly<Record<string, string>>;
    }>;
    setGroupAttributes(which: {
      readonly groupID: string;
      readonly groupAttributes: Readonly<Record<string, string>>;
    }): Answered<unknown>;
    initGroupAttributes(which: {
      readonly groupID: string;
      readonly groupAttributes: Readonly<Record<string, string>>;
    }): Answered<unknown>;
    /** An empty `keyList`: all. */
    deleteGroupAttributes(which: { readonly groupID: string; readonly keyList: readonly string[] }): Answered<unknown>;
    getGroupCounters(which: { readonly groupID: string }): Answered<{
      readonly counters: Readonly<Record<string, number>>;
    }>;
    setGroupCounters(which: {
      readonly groupID: string;
      readonly counters: Readonly<Record<string, number>>;
    }): Answered<{ readonly counters: Readonly<Record<string, number>> }>;
    increaseGroupCounter(which: {
      readonly groupID: string;
      readonly key: string;
      readonly value: number;
    }): Answered<{ readonly counters: Readonly<Record<string, number>> }>;
    decreaseGroupCounter(which: {
      readonly groupID: string;
      readonly key: string;
      readonly value: number;
    }): Answered<{ readonly counters: Readonly<Record<string, number>> }>;
    getMessageReadReceiptList(messages: readonly SdkMessage[]): Answered<{
      readonly messageList: readonly SdkMessage[];
    }>;
    /** `filter` 0: who has read, 1: who has not. */
    getGroupMessageReadMemberList(which: {
      readonly message: SdkMessage;
      readonly filter: 0 | 1;
      readonly cursor?: string;
      readonly count?: number;
    }): Answered<{
      readonly readUserIDList: readonly string[];
      readonly unreadUserIDList: readonly string[];
      readonly cursor: string;
      readonly isCompleted: boolean;
    }>;
  }
}
