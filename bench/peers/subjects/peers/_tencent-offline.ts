/** What Tencent's stores take for their SDK, signed in: what it would ask its servers is answered here, in pages as they would. */
import TencentCloudChat from '@tencentcloud/lite-chat';
import TUICore, { TUIConstants, TUILogin } from '@tencentcloud/tui-core-lite';
import { type Conversation, ME, type Message, PEOPLE, personOf } from '../../page/data.js';

const { EVENT, TYPES } = TencentCloudChat as unknown as Record<'EVENT' | 'TYPES', Readonly<Record<string, string>>>;
/** The bit of «read receipts» among what an application may have bought. */
const RECEIPTS = 2 ** 5;
const OTHERS = PEOPLE.length - 1;
const PATIENCE_MS = 3000;

export const groupOf = (id: string): string => `GROUP${id}`;
const receiptOf = (isRead: boolean) => ({
  readCount: isRead ? OTHERS : 0,
  unreadCount: isRead ? 0 : OTHERS,
  isPeerRead: isRead,
});

/** Their own picture messages carry no text. */
const contentOf = ({ text, picture }: Message) => {
  if (!picture) return { type: 'TIMTextElem', payload: { text } };
  const { url, width, height } = picture;
  const sizes = [0, 1, 2].map((type) => ({ type, sizeType: type + 1, url, imageUrl: url, width, height, size: 1 }));
  return { type: 'TIMImageElem', payload: { uuid: url, imageFormat: 3, imageInfoArray: sizes } };
};
export const ownOf = (message: Message) => ({
  ...{ ID: message.id, sequence: message.number, time: Math.floor(message.at / 1000), to: '', conversationID: '' },
  ...{ from: message.sender, nick: personOf(message.sender).name, avatar: personOf(message.sender).avatar },
  ...{ flow: message.sender === ME ? 'out' : 'in', conversationType: 'GROUP' },
  ...{ status: message.status === 'sending' ? 'unSend' : 'success', needReadReceipt: true },
  readReceiptInfo: receiptOf(message.status === 'read'),
  ...contentOf(message),
});
export type Own = ReturnType<typeof ownOf>;
export const sentTo = (id: string, message: Own): Own => ({ ...message, to: id, conversationID: groupOf(id) });

const roomOf = (id: string, name: string, avatar: string) => ({
  ...{
    conversationID: groupOf(id),
    type: 'GROUP',
    unreadCount: 0,
    isPinned: false,
    messageRemindType: 'AcceptAndNotify',
  },
  groupProfile: { groupID: id, name, avatar, type: 'Private' },
});
export const rowOf = ({ id, name, avatar, last, unread }: Conversation) => {
  const { type, payload, from, nick, time } = ownOf(last);
  return {
    ...{ ...roomOf(id, name, avatar), unreadCount: unread },
    lastMessage: {
      type,
      payload,
      nick,
      fromAccount: from,
      lastTime: time,
      lastSequence: last.number,
      isRevoked: false,
    },
  };
};
export type Row = ReturnType<typeof rowOf>;

type Listener = (event: unknown) => void;
const listeners = new Map<string, Set<Listener>>();
const fire = (name: string, data: unknown): void => {
  const event = { name: EVENT[name], data, isSyncCompleted: true };
  for (const listener of listeners.get(EVENT[name] as string) ?? []) listener(event);
};

/** What its servers would know, and would tell. */
export const cloud = {
  /** Of the conversation that is opened next, oldest first. */
  history: [] as readonly Own[],
  rows: [] as readonly unknown[],
  /** Whether the answer to who asks for older messages waits for `older`. */
  holds: false,
  answer: undefined as ((list: readonly Own[]) => void) | undefined,
  /** Answers who asks for older messages; false: nobody did, though time was left for it. */
  async older(list: readonly Own[]): Promise<boolean> {
    const end = performance.now() + PATIENCE_MS;
    while (!cloud.answer && performance.now() < end) await new Promise(requestAnimationFrame);
    cloud.answer?.(list);
    return cloud.answer !== undefined;
  },
  /** A conversation without rows of its own in the list. */
  addRoom(id: string): void {
    cloud.setRows([roomOf(id, 'Room', '/avatars/1.png')]);
  },
  setRows(rows: readonly unknown[]): void {
    cloud.rows = rows;
    fire('CONVERSATION_LIST_UPDATED', rows);
  },
  tell: (message: Own): void => fire('MESSAGE_RECEIVED', [message]),
  tellRead: (id: string, messageID: string): void =>
    fire('MESSAGE_READ_RECEIPT_RECEIVED', [{ groupID: id, messageID, ...receiptOf(true) }]),
};

interface Asked {
  readonly nextReqMessageID?: string;
  readonly count?: number;
}
async function pageBefore({ nextReqMessageID = '', count = 20 }: Asked) {
  if (nextReqMessageID && cloud.holds) {
    const list = await new Promise<readonly Own[]>((resolve) => {
      cloud.answer = resolve;
    });
    return { messageList: list, nextReqMessageID: '', isCompleted: true };
  }
  const end = nextReqMessageID ? cloud.history.findIndex(({ ID }) => ID === nextReqMessageID) : cloud.history.length;
  const from = Math.max(0, end - count);
  const messageList = cloud.history.slice(from, end);
  return { messageList, nextReqMessageID: messageList[0]?.ID ?? '', isCompleted: from === 0 };
}

const done = async (data: unknown = {}) => ({ code: 0, data });
const answers: Readonly<Record<string, unknown>> = {
  on: (name: string, listener: Listener, self?: unknown) =>
    listeners.set(name, (listeners.get(name) ?? new Set()).add(self ? listener.bind(self) : listener)),
  off: (name: string, listener: Listener) => listeners.get(name)?.delete(listener),
  isReady: () => true,
  getLoginUser: () => ME,
  getServerTime: () => Date.now(),
  getMyProfile: () => done({ userID: ME, nick: personOf(ME).name, avatar: personOf(ME).avatar }),
  callExperimentalAPI: (_name: string, bit: unknown) => done({ enabled: bit === RECEIPTS }),
  getMessageList: async (asked: Asked) => done(await pageBefore(asked)),
  getMessageReadReceiptList: (messageList: readonly Own[]) => done({ messageList }),
  getConversationList: () => done({ conversationList: cloud.rows, isSyncCompleted: true }),
  getConversationProfile: () => done({ conversation: cloud.rows[0] }),
  getGroupList: () => done({ groupList: [] }),
  getGroupMemberList: () => done({ memberList: [] }),
  findMessage: () => null,
};
/** All else that it is asked has no answer of weight. */
const sdk = new Proxy(answers, {
  get: (known, name) => known[name as string] ?? (name === 'then' ? undefined : () => done()),
});

/** As its sign-in leaves things. */
export function signIn(): void {
  Object.assign(TUILogin, { chat: sdk, SDKAppID: 1, userID: ME, userSig: 'x', EVENT, TYPES });
  const { EVENT: LOGIN, EVENT_SUB_KEY: STATE } = TUIConstants.TUILogin;
  TUICore.notifyEvent(LOGIN.LOGIN_STATE_CHANGED, STATE.USER_LOGIN_SUCCESS);
}
