import type { IncomingMessage } from '../../core/engine/index.js';
import type { ConversationId, OrderKey, UserId, WireContent } from '../../core/model/index.js';
import { readContent } from './content/codec.js';
import { noticeOf, TIP, tipOf } from './content/notices.js';
import { type Added, type Ours, ofMessage, readAdded } from './content/ours.js';
import { signalAsOf } from './content/signal.js';
import { conversationFor } from './identity.js';
import type { SdkConversation, SdkMessage } from './sdk.js';

const DIGITS = 10;
/** Between when the SDK made a message, by the server's clock as it knows that, and when the server took it. */
const SENT_WITHIN = 5;

const addedOf = ({ ID, cloudCustomData }: SdkMessage): Added => {
  const { im, ...rest } = readAdded(cloudCustomData);
  return { ...rest, im: ofMessage(ID, im) };
};

/**
 * Groups have a sequence. Between two there are seconds alone; within one, what our senders say of their milliseconds, then the
 * sender's own counter. The last part of the tie is the id.
 */
export const orderOf = (message: SdkMessage): OrderKey => {
  const { conversationType, sequence, time, ID } = message;
  if (conversationType === 'GROUP') return { seq: sequence, tie: idOf(message) };
  const { t = 0 } = addedOf(message).im;
  const within = Math.min(999, Math.max(0, Math.floor(t - time * 1000)));
  return { seq: time * 1000, tie: `${padded(within, 3)} ${padded(sequence, DIGITS)} ${ID}` };
};
const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** What a tie says of a message between two. */
export const sequenceIn = ({ tie }: OrderKey): number => Number(tie.slice(4, 4 + DIGITS));
export const randomIn = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));
/** Seconds, by its sender's SDK. undefined: it is none of the vendor's ids. */
export const madeIn = (id: string): number | undefined => {
  const [, made] = /^\d+-(\d+)-\d+$/.exec(id) ?? [];
  return made === undefined ? undefined : Number(made);
};

const recalled = (message: SdkMessage) => ({
  content: { kind: 'recalled' },
  // When it was taken back is not said.
  recalled: { at: message.time * 1000, by: message.revoker || message.from },
});

const listed = (atUserList: readonly string[] = []): IncomingMessage['mentions'] => {
  const users = atUserList.filter((user) => user !== AT_ALL);
  if (atUserList.length === 0) return undefined;
  return { ...(users.length < atUserList.length && { all: true }), ...(users.length > 0 && { users }) };
};
export const AT_ALL = '__kImSDK_MesssageAtALL__';

const faceOf = ({ nameCard, nick, avatar }: SdkMessage): IncomingMessage['sender'] =>
  nameCard || nick || avatar
    ? { ...((nameCard || nick) && { name: nameCard || nick }), ...(avatar && { avatar }) }
    : undefined;

const contentOf = (
  { type, payload, from, time }: SdkMessage,
  whole: WireContent | undefined,
  now: number,
): WireContent => {
  const content = readContent({ type, payload: payload ?? {} }, whole);
  if (content.kind !== 'signal') return content;
  return signalAsOf(content, { by: from, sentAt: time * 1000, now });
};

/** What becomes of an invitation, and that a text grows, is no edit. Another client of the vendor leaves no word of when it edited. */
const editOf = (
  { time, version = 0, isModified }: SdkMessage,
  { e }: Ours,
  kind: string,
): IncomingMessage['edited'] => {
  if (kind === 'signal') return undefined;
  return e ?? (isModified && version > 0 && kind !== 'stream' ? { at: time * 1000 + version } : undefined);
};

/** Of an own message that asked for receipts; between two as if there were one to read it. */
export const tallyOf = (message: SdkMessage, self: UserId): IncomingMessage['tally'] => {
  const { isPeerRead, readCount, unreadCount } = message.readReceiptInfo ?? {};
  if (!message.needReadReceipt || message.from !== self) return undefined;
  if (message.conversationType === 'C2C') return { read: isPeerRead ? 1 : 0, unread: isPeerRead ? 0 : 1 };
  return readCount === undefined || unreadCount === undefined ? undefined : { read: readCount, unread: unreadCount };
};

/** A tip's own number is not the same everywhere; its place is. */
export const idOf = (message: SdkMessage): string =>
  tipOf(message) ? `tip-${message.sequence}-${message.conversationID.slice('GROUP'.length)}` : message.ID;

/**
 * undefined: it is of a conversation that is none of ours.
 * @param now the service's clock, milliseconds: time runs out for an invitation
 * @param room it was said in a live room
 */
export const readMessage = (
  message: SdkMessage,
  self: UserId,
  now: number,
  room = false,
): IncomingMessage | undefined => {
  const id = conversationFor(message.conversationID, room);
  if (!id) return undefined;
  const { im, quote } = addedOf(message);
  const own = message.from === self;
  const notice = noticeOf(message);
  const mentions = listed(im.n ?? message.atUserList);
  const sender = faceOf(message);
  const content = notice ?? contentOf(message, im.w, now);
  const edited = editOf(message, im, content.kind);
  const tally = tallyOf(message, self);
  return {
    serverId: idOf(message),
    conversationId: id,
    // The service itself: who did it says the line.
    senderId: tipOf(message)?.operatorID ?? message.from,
    ...(sender && { sender }),
    order: orderOf(message),
    sentAt: message.time * 1000,
    counts: !room && !notice && !message._isExcludedFromUnreadCount && !message._onlineOnlyFlag,
    ...(own && im.c && { clientId: im.c }),
    ...(mentions && !message.isRevoked && { mentions }),
    ...(im.u && { audience: im.u }),
    // The service keeps what it carried.
    ...(im.d !== undefined && !message.isRevoked && { data: im.d }),
    ...(im.silent && { silent: true }),
    ...(im.unlisted && { unlisted: true }),
    ...(message._onlineOnlyFlag && { transient: true }),
    ...(message.needReadReceipt && { receiptRequested: true }),
    ...(tally && { tally }),
    ...(message.isRevoked
      ? recalled(message)
      : {
          content,
          ...(quote && { replyTo: quote.senderId ? quote : { ...quote, gone: 'missing' as const } }),
          ...(edited && { edited }),
        }),
  };
};

/** What we added to the last message of a row. undefined: nothing, or it stands there of another, which was sent on. */
export const oursOfLast = ({ lastMessage: last }: SdkConversation): Ours | undefined => {
  const { im } = readAdded(last?.cloudCustomData);
  const made = madeIn(im.m ?? '');
  if (made === undefined || last?.lastTime === undefined) return undefined;
  return Math.abs(last.lastTime - made) <= SENT_WITHIN ? im : undefined;
};

/** A row says no id of its last message; our own have it with them. undefined: it is to be looked up. */
export const lastOf = (row: SdkConversation, self: UserId, now: number): IncomingMessage | undefined => {
  const { lastMessage: last, conversationID, type } = row;
  if (!last?.lastTime || !last.fromAccount || !last.type) return undefined;
  const { m: id = '' } = oursOfLast(row) ?? {};
  if (!id && last.type !== TIP) return undefined;
  const own = last.fromAccount === self;
  const to = type === 'C2C' && !own ? self : conversationID.slice(type === 'C2C' ? 3 : 5);
  const name = type === 'C2C' && !own ? row.userProfile : undefined;
  const message = readMessage(
    {
      ...{
        ID: id,
        conversationID,
        conversationType: type,
        from: last.fromAccount,
        to,
        flow: own ? 'out' : 'in',
      },
      ...{ time: last.lastTime, sequence: last.lastSequence ?? 0, random: randomIn(id), type: last.type },
      ...{ payload: last.payload ?? null, isRevoked: last.isRevoked === true, revoker: last.revoker },
      ...{ cloudCustomData: last.cloudCustomData, nick: name?.nick || last.nick, avatar: name?.avatar },
    },
    self,
    now,
  );
  return message && { ...message, outline: true };
};

/** A message as the SDK knows it, made of what our record says; enough to name it to the server. */
export const sdkMessageOf = (
  message: { readonly serverId: string; readonly order: OrderKey; readonly senderId: UserId },
  where: { readonly conversationId: ConversationId; readonly type: 'C2C' | 'GROUP'; readonly to: string },
  self: UserId,
): SdkMessage => {
  const direct = where.type === 'C2C';
  const own = message.senderId === self;
  return {
    ID: message.serverId,
    conversationID: `${where.type}${where.to}`,
    conversationType: where.type,
    from: message.senderId,
    to: direct && !own ? self : where.to,
    flow: own ? 'out' : 'in',
    time: direct ? Math.round(message.order.seq / 1000) : 0,
    sequence: direct ? sequenceIn(message.order) : message.order.seq,
    ...(direct && { clientSequence: sequenceIn(message.order) }),
    random: randomIn(message.serverId),
    type: '',
    payload: null,
  };
};
