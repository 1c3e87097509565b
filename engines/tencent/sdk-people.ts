import type { Answered, SdkProfile } from './sdk.js';

/** Somebody in one's own list. */
export interface SdkFriend {
  readonly userID: string;
  readonly remark: string;
  readonly groupList: readonly string[];
  /** Seconds; 0 until the server has said. */
  readonly addTime: number;
  readonly profile?: SdkProfile;
}

export interface SdkApplication {
  /** The other one. */
  readonly userID: string;
  readonly nick?: string;
  readonly avatar?: string;
  /** Seconds. */
  readonly time: number;
  readonly wording?: string;
  readonly type: string;
}

export interface SdkApplications {
  readonly friendApplicationList: readonly SdkApplication[];
  /** Of those that came in. */
  readonly unreadCount: number;
}

export interface SdkFriendGroup {
  readonly name: string;
  readonly userIDList: readonly string[];
}

/** 1 is online; 2 and 3 are not. */
export interface SdkStatus {
  readonly userID: string;
  readonly statusType: number;
  readonly customStatus?: string;
}

interface Failed {
  readonly userID: string;
  readonly code: number;
}

declare module './sdk.js' {
  interface SdkProfile {
    /** Who may take this person for a contact. */
    readonly allowType?: string;
  }
  interface Sdk {
    getFriendList(): Answered<readonly SdkFriend[]>;
    /** `code` 30539: it waits for an answer. */
    addFriend(which: Readonly<Record<string, unknown>>): Answered<{ readonly code?: number }>;
    deleteFriend(which: { readonly userIDList: readonly string[]; readonly type: string }): Answered<{
      readonly failureUserIDList: readonly Failed[];
    }>;
    updateFriend(which: { readonly userID: string; readonly remark?: string }): Answered<unknown>;
    checkFriend(which: { readonly userIDList: readonly string[]; readonly type: string }): Answered<{
      readonly successUserIDList: readonly { readonly userID: string; readonly relation: string }[];
      readonly failureUserIDList: readonly Failed[];
    }>;
    getFriendApplicationList(): Answered<SdkApplications>;
    /** These three answer nothing when they are done. */
    acceptFriendApplication(which: Readonly<Record<string, unknown>>): Promise<unknown>;
    refuseFriendApplication(which: { readonly userID: string }): Promise<unknown>;
    setFriendApplicationRead(): Promise<unknown>;
    getFriendGroupList(): Answered<readonly SdkFriendGroup[]>;
    createFriendGroup(which: { readonly name: string; readonly userIDList: readonly string[] }): Answered<unknown>;
    deleteFriendGroup(which: { readonly name: string }): Answered<unknown>;
    renameFriendGroup(which: { readonly oldName: string; readonly newName: string }): Answered<unknown>;
    addToFriendGroup(which: { readonly name: string; readonly userIDList: readonly string[] }): Answered<unknown>;
    removeFromFriendGroup(which: { readonly name: string; readonly userIDList: readonly string[] }): Answered<unknown>;
    getBlacklist(): Answered<readonly string[]>;
    addToBlacklist(which: { readonly userIDList: readonly string[] }): Answered<unknown>;
    removeFromBlacklist(which: { readonly userIDList: readonly string[] }): Answered<unknown>;
    setSelfStatus(which: { readonly customStatus: string }): Answered<unknown>;
    getUserStatus(which: { readonly userIDList: readonly string[] }): Answered<{
      readonly successUserList: readonly SdkStatus[];
      readonly failureUserList: readonly Failed[];
    }>;
    subscribeUserStatus(which: { readonly userIDList: readonly string[] }): Answered<unknown>;
    unsubscribeUserStatus(which: { readonly userIDList: readonly string[] }): Answered<unknown>;
  }
}
