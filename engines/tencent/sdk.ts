/** What we use of the vendor's SDK, version 3.6.6. Times are seconds; calls with a bad argument answer undefined. */
export interface SdkMessage {
  /** `<number of the sender>-<his clock in seconds>-<random>`: the same on every side. */
  readonly ID: string;
  readonly conversationID: string;
  readonly conversationType: string;
  readonly from: string;
  readonly to: string;
  readonly flow: 'in' | 'out' | '';
  readonly time: number;
  readonly sequence: number;
  readonly random: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly nick?: string;
  readonly avatar?: string;
  readonly nameCard?: string;
  readonly isRevoked?: boolean;
  readonly revoker?: string | null;
  readonly revokeReason?: string;
  readonly isPeerRead?: boolean;
  readonly isModified?: boolean;
  readonly needReadReceipt?: boolean;
  readonly atUserList?: readonly string[];
  readonly _isExcludedFromUnreadCount?: boolean;
  readonly _isExcludedFromLastMessage?: boolean;
  readonly _onlineOnlyFlag?: boolean;
  /** Ours to set between making a message and sending it. */
  cloudCustomData?: string;
}

/** What a row of the list says of its last message: it has no id. */
export interface SdkLastMessage {
  readonly lastTime?: number;
  readonly lastSequence?: number;
  readonly fromAccount?: string;
  readonly type?: string | null;
  readonly payload?: SdkMessage['payload'];
  readonly cloudCustomData?: string;
  readonly isRevoked?: boolean;
  readonly isPeerRead?: boolean;
  readonly revoker?: string | null;
  readonly nick?: string;
  readonly version?: number;
}

export interface SdkConversation {
  /** `C2C<user>`, `GROUP<group or topic>` or `@TIM#SYSTEM`. */
  readonly conversationID: string;
  readonly type: string;
  readonly unreadCount: number;
  readonly lastMessage?: SdkLastMessage;
  readonly userProfile?: SdkProfile;
  readonly remark?: string;
  readonly isPinned?: boolean;
  readonly peerReadTime?: number;
  readonly messageRemindType?: string;
  readonly markList?: readonly number[];
  readonly customData?: string;
  readonly groupAtInfoList?: readonly unknown[];
}

export interface SdkProfile {
  readonly userID: string;
  readonly nick?: string;
  readonly avatar?: string;
  readonly selfSignature?: string;
  readonly profileCustomField?: readonly { readonly key: string; readonly value: unknown }[];
}

export interface SdkAnswer<T> {
  readonly data: T;
}
export type Answered<T> = Promise<SdkAnswer<T> | undefined>;

export interface SendOptions {
  readonly onlineUserOnly?: boolean;
  readonly offlinePushInfo?: Readonly<Record<string, unknown>>;
  readonly messageControlInfo?: Readonly<Record<string, boolean>>;
}

export interface Draft {
  readonly to: string;
  readonly conversationType: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly cloudCustomData?: string;
  readonly needReadReceipt?: boolean;
  readonly isSupportExtension?: boolean;
  readonly receiverList?: readonly string[];
}

export type SdkEvent = { readonly name: string; readonly data?: unknown };

/** One running SDK. Parts that need more of it extend this by declaration merging, beside their own code. */
export interface Sdk {
  on(event: string, listener: (event: SdkEvent) => void): void;
  off(event: string, listener: (event: SdkEvent) => void): void;
  login(who: { readonly userID: string; readonly userSig: string }): Answered<unknown>;
  destroy(): Promise<unknown>;
  isReady(): boolean;
  setLogLevel(level: number): void;
  registerPlugin(plugins: Readonly<Record<string, unknown>>): void;
  /** Milliseconds. */
  getServerTime(): number;
  findMessage(id: string): SdkMessage | null;
  createTextMessage(draft: Draft): SdkMessage;
  createTextAtMessage(draft: Draft): SdkMessage;
  createCustomMessage(draft: Draft): SdkMessage;
  createLocationMessage(draft: Draft): SdkMessage;
  createFaceMessage(draft: Draft): SdkMessage;
  sendMessage(message: SdkMessage, options?: SendOptions): Answered<{ readonly message: SdkMessage }>;
  /** One that was given up: the same message, by its numbers. */
  resendMessage(message: SdkMessage, options?: SendOptions): Answered<{ readonly message: SdkMessage }>;
  revokeMessage(message: SdkMessage): Answered<unknown>;
  /** At most 15. `direction` 0: as old as `time` (seconds; groups: `sequence`) and older, 1: as new and newer. Ascending. */
  getMessageListHopping(query: {
    readonly conversationID: string;
    readonly time?: number;
    readonly sequence?: number;
    readonly direction?: 0 | 1;
    readonly count?: number;
  }): Answered<{
    readonly messageList: readonly SdkMessage[];
    readonly isCompleted: boolean;
    readonly nextMessageTime?: number | '';
    readonly nextMessageSeq?: number | '';
  }>;
  getConversationList(ids?: readonly string[]): Answered<{
    readonly conversationList: readonly SdkConversation[];
    readonly isSyncCompleted: boolean;
  }>;
  setMessageRead(which: { readonly conversationID: string }): Answered<unknown>;
  deleteConversation(which: {
    readonly conversationIDList: readonly string[];
    readonly clearHistoryMessage: boolean;
  }): Answered<unknown>;
  pinConversation(which: { readonly conversationID: string; readonly isPinned: boolean }): Answered<unknown>;
  setMessageRemindType(which: {
    readonly userIDList?: readonly string[];
    readonly groupID?: string;
    readonly messageRemindType: string;
  }): Answered<unknown>;
  getMyProfile(): Answered<SdkProfile>;
  getUserProfile(which: { readonly userIDList: readonly string[] }): Answered<readonly SdkProfile[]>;
  updateMyProfile(patch: Readonly<Record<string, unknown>>): Answered<SdkProfile>;
}

export interface SdkModule {
  create(options: Readonly<Record<string, unknown>>): Sdk | null;
}
