/** Messages and conversations as RongCloud's SDK has them. */
import type { Conversation, Message, Status } from '../../page/contract.js';
import { ME, PICTURES } from '../../page/data.js';

export const GROUP = 3;
const SENT: Readonly<Record<Status, number>> = { sending: 10, sent: 30, read: 50 };
/** Its kits ask for what was before now, so what is talked about is put back by so many milliseconds. */
const AGO = 3 * 365 * 24 * 3600 * 1000;

export const conversationOf = (targetId: string) => ({ conversationType: GROUP, targetId, channelId: '' });

/** Of each picture a copy as a data URL, as its messages carry one. */
export const thumbnails = { ready: Promise.resolve(), of: new Map<string, string>() };
const readThumbnail = async (url: string): Promise<void> => {
  const file = await (await fetch(url)).blob();
  const reader = new FileReader();
  reader.readAsDataURL(file);
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  thumbnails.of.set(url, reader.result as string);
};
thumbnails.ready = Promise.all(PICTURES.map(({ url }) => readThumbnail(url))).then(() => undefined);

/** Their own picture messages carry no text. */
const contentOf = ({ text, picture }: Message) =>
  picture
    ? { messageType: 'RC:ImgMsg', content: { content: '', imageUri: picture.url } }
    : { messageType: 'RC:TxtMsg', content: { content: text, imageUri: undefined } };

export const ownOf = (message: Message) => ({
  ...conversationOf(''),
  ...{ messageId: message.number, messageUId: message.id, transactionId: message.number },
  ...{ senderUserId: message.sender, messageDirection: message.sender === ME ? 1 : 2 },
  ...{ sentTime: message.at - AGO, receivedTime: message.at - AGO },
  ...{ receivedStatus: 0, sentStatus: SENT[message.status], isPersited: true, isCounted: true },
  ...{ isOffLineMessage: false, canIncludeExpansion: false },
  ...contentOf(message),
});
export type Own = ReturnType<typeof ownOf>;

/** As its server gives it, in a conversation. */
export const sentTo = (target: ReturnType<typeof conversationOf>, message: Own): Own => {
  const { imageUri } = message.content;
  if (!imageUri) return { ...message, ...target };
  return { ...message, ...target, content: { content: thumbnails.of.get(imageUri) ?? '', imageUri } };
};

export const rowOf = ({ id, last, unread }: Conversation) => ({
  ...conversationOf(id),
  ...{ unreadMessageCount: unread, isTop: false, notificationLevel: 0, notificationStatus: 2, hasMentioned: false },
  latestMessage: { ...ownOf(last), targetId: id },
});
export type Row = ReturnType<typeof rowOf>;

/** What its server tells when a message arrives in a conversation that is not open. */
export const newsOf = (row: Row, text: string) => {
  const { latestMessage, ...conversation } = row;
  const sentTime = Date.now();
  const message = { ...latestMessage, sentTime, messageType: 'RC:TxtMsg', content: { content: text } };
  return {
    conversationList: [
      {
        conversation: { ...conversation, latestMessage: message },
        updatedItems: { latestMessage: { time: sentTime, val: message } },
      },
    ],
  };
};
