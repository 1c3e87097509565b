import type { Answered } from './sdk.js';
import type { SdkGroup } from './sdk-groups.js';

/** What there is for live rooms alone. */
declare module './sdk.js' {
  interface Draft {
    readonly priority?: 'High' | 'Normal' | 'Low' | 'Lowest';
  }
  interface Sdk {
    /** As `joinGroup`: of a live room that was not held, with what is known of it where somebody is signed in. */
    joinGroup(which: { readonly groupID: string }): Answered<{
      readonly status: 'JoinedSuccess' | 'WaitAdminApproval' | 'AlreadyInGroup';
      readonly group?: SdkGroup;
    }>;
    /** Of a live room: kept out for so many seconds. */
    deleteGroupMember(which: {
      readonly groupID: string;
      readonly userIDList: readonly string[];
      readonly duration: number;
    }): Answered<unknown>;
    /** Forgets a live room on this device alone. */
    callExperimentalAPI(name: 'stopMessageLongPolling', which: { readonly groupID: string }): Answered<unknown>;
  }
}
