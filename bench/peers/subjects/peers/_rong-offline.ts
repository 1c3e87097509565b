/** RongCloud's SDK, whole, with what asks its servers answered here, in pages as they would. */
import type { Own, Row } from './_rong-messages.js';

export * from '@rongcloud/imlib-next';

interface Page {
  readonly list: readonly Own[];
  readonly hasMore: boolean;
}
type Listener = (event: unknown) => void;
/** They ask by a timer of their own. */
const PATIENCE_MS = 3000;
const listeners = new Map<string, Listener[]>();

/** What its servers would know, and would tell. */
export const cloud = {
  /** Of the conversation that is opened next, oldest first. */
  history: [] as readonly Own[],
  /** Newest first. */
  conversations: [] as readonly Row[],
  /** Whether the answer to who asks for older messages waits for `older`. */
  holds: false,
  answer: undefined as ((page: Page) => void) | undefined,
  /** Answers who asks for older messages; false: nobody did, though time was left for it. */
  async older(list: readonly Own[]): Promise<boolean> {
    const end = performance.now() + PATIENCE_MS;
    while (!cloud.answer && performance.now() < end) await new Promise(requestAnimationFrame);
    cloud.answer?.({ list, hasMore: false });
    return cloud.answer !== undefined;
  },
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

interface Asked {
  readonly timestamp?: number;
  readonly count?: number;
}
const pageBefore = async ({ timestamp = 0, count = 20 }: Asked): Promise<Page> => {
  if (cloud.holds && timestamp > 0)
    return new Promise((resolve) => {
      cloud.answer = resolve;
    });
  const all = timestamp > 0 ? cloud.history.filter(({ sentTime }) => sentTime < timestamp) : cloud.history;
  return { list: all.slice(-count), hasMore: all.length > count };
};
export const getHistoryMessages = async (_conversation: unknown, asked: Asked = {}) => done(await pageBefore(asked));
export const getConversationList = ({ startTime = 0, count = 300 } = {}) => {
  const older = cloud.conversations.filter(({ latestMessage }) => !startTime || latestMessage.sentTime < startTime);
  return done(older.slice(0, count));
};
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
