/** RongCloud's SDK, whole, with what asks its servers answered here. */
export * from '@rongcloud/imlib-next';

type Listener = (event: unknown) => void;
const listeners = new Map<string, Listener[]>();

/** What its servers would know, and would tell. */
export const cloud = {
  history: [] as readonly unknown[],
  conversations: [] as readonly unknown[],
  fire: (name: string, event: unknown): void => {
    for (const listener of listeners.get(name) ?? []) listener(event);
  },
};

const done = async (data?: unknown) => ({ code: 0, data });
const nothing = () => done();
const none = () => done([]);
const log = {
  ...{ info() {}, warn() {}, error() {}, debug() {}, fatal() {}, setOutputLevel() {} },
  createTraceId: () => '1',
};

export const addEventListener = (name: string, listener: Listener, self?: unknown): void => {
  listeners.set(name, [...(listeners.get(name) ?? []), self ? listener.bind(self) : listener]);
};
export const removeEventListener = (): void => {};
export const getConnectionStatus = (): number => 0;
export const getCurrentUserId = (): string => 'u0';
export const getServerTime = (): number => Date.now();
export const installPlugin = () => log;
export const __addSDKVersion = (): void => {};
export const registerMessageType = () => class {};
export const getHistoryMessages = () => done({ list: cloud.history, hasMore: false });
export const getConversationList = (options?: { readonly startTime?: number }) =>
  done(options?.startTime ? [] : cloud.conversations);
export const getTextMessageDraft = () => done('');
export const getUnreadCount = () => done(0);
export {
  none as batchGetMessageReadReceiptInfoV4,
  none as getMessageReadReceiptV4,
  nothing as clearHistoryMessages,
  nothing as clearMessagesUnreadStatus,
  nothing as clearTextMessageDraft,
  nothing as clearUnreadCountByTimestamp,
  nothing as deleteMessages,
  nothing as getConversation,
  nothing as getFirstUnreadMessage,
  nothing as getMessage,
  nothing as recallMessage,
  nothing as removeConversation,
  nothing as saveTextMessageDraft,
  nothing as sendMessage,
  nothing as sendReadReceiptMessage,
  nothing as sendReadReceiptMessageV4,
  nothing as sendReadReceiptResponseV2,
  nothing as sendSyncReadStatusMessage,
  nothing as sendTypingStatusMessage,
  nothing as setConversationNotificationLevel,
  nothing as setConversationToTop,
};
