import type { Answered, SdkMessage } from './sdk.js';

interface Person {
  readonly userID: string;
}

export interface SdkPinChange {
  readonly groupID: string;
  /** Whole where it was pinned; else what its id is made of. */
  readonly message: Pick<SdkMessage, 'ID'>;
  readonly isPinned: boolean;
  readonly operatorInfo: Person;
}

declare module './sdk.js' {
  interface SdkMessage {
    /** In the list of pinned ones. */
    readonly pinnerInfo?: Person;
  }
  interface Sdk {
    pinGroupMessage(which: {
      readonly groupID: string;
      readonly message: SdkMessage;
      readonly isPinned: boolean;
    }): Answered<unknown>;
    /** In the order of the messages: when each was pinned is not said. */
    getPinnedGroupMessageList(groupID: string): Answered<{ readonly messageList: readonly SdkMessage[] }>;
  }
}
