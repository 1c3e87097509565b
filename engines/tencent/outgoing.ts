import type { OutgoingMessage } from '../../core/engine/index.js';
import { ImError, invalid, kindOf, type UserId, type WireContent } from '../../core/model/index.js';
import { writeContent } from './content/codec.js';
import { isOfFile } from './content/files.js';
import { RELAY } from './content/merged.js';
import type { Quoted } from './content/ours.js';
import { writeAdded } from './content/ours.js';
import { checkConversation } from './guard.js';
import type { Target } from './identity.js';
import { AT_ALL } from './messages.js';
import { priorityOf } from './rooms.js';
import type { Draft, Sdk, SdkMessage, SendOptions } from './sdk.js';

/** Bytes of all that a message carries. */
export const MOST_BYTES = 12 * 1024;
const MOST_DATA = 4_096;

/** Throws what is wrong with it, as far as it says by itself. */
export const checkOutgoing = ({
  clientId,
  conversationId,
  data,
  transient,
  expire,
  receipt,
}: OutgoingMessage): void => {
  if (typeof clientId !== 'string' || clientId === '' || clientId.length > 128) throw invalid('clientId', 'is none');
  checkConversation(conversationId);
  if (data !== undefined && data.length > MOST_DATA)
    throw new ImError('too-large', {
      field: 'data',
      limit: MOST_DATA,
      message: `data: at most ${MOST_DATA} characters`,
    });
  if (transient && (receipt || expire !== undefined))
    throw invalid('transient', 'what is kept nowhere has no receipts and no end');
  if (expire !== undefined) throw unsupported('expire');
};

export const unsupported = (field: string): ImError =>
  new ImError('unsupported', { field, message: `${field}: Tencent has no such thing there` });

const namesOf = (mentions: OutgoingMessage['mentions']): readonly string[] => [
  ...(mentions?.users ?? []),
  ...(mentions?.all ? [AT_ALL] : []),
];

/** The SDK knows the server's clock by seconds: what is nearer than that to ours is ours. Signed out it rejects instead. */
export const nowBy = (sdk: Pick<Sdk, 'getServerTime'>): number => {
  const now = Date.now();
  const told: unknown = sdk.getServerTime();
  if (typeof told !== 'number') {
    Promise.resolve(told).catch(() => undefined);
    return now;
  }
  const theirs = Math.round(told);
  return Math.abs(theirs - now) < 1_500 ? now : theirs;
};

/** Throws `too-large`. */
export const checkBytes = (payload: Draft['payload'], custom: string): void => {
  // What a bundle holds is kept apart where it is too much.
  const { messageList: _, ...carried } = payload;
  const bytes = new TextEncoder().encode(JSON.stringify(carried) + custom).length;
  if (bytes <= MOST_BYTES) return;
  const message = `content: ${bytes} bytes, the most is ${MOST_BYTES}`;
  throw new ImError('too-large', { field: 'content', limit: MOST_BYTES, message, engine: { name: 'tencent' } });
};

const isSentOn = (type: string): boolean => isOfFile(type) || type === RELAY;

/** Made here so that the vendor's id of it can go with it. Throws `invalid`, `too-large`. */
export const make = (
  sdk: Sdk,
  self: UserId,
  { type, to }: Target,
  message: OutgoingMessage,
  extensible: boolean,
  quote?: Quoted,
): SdkMessage => {
  const { clientId, conversationId, content, data, silent, unlisted, receipt, mentions, audience } = message;
  const written = writeContent(content as unknown as WireContent);
  const wanted = { needReadReceipt: receipt === true, ...(extensible && { isSupportExtension: true }) };
  const draft: Draft = {
    ...{ to, conversationType: type, payload: written.payload, ...wanted },
    ...(kindOf(conversationId) === 'room' && { priority: priorityOf(content as unknown as WireContent) }),
    ...(audience && { receiverList: audience.filter((one) => one !== self) }),
  };
  const atUserList = namesOf(mentions);
  const made = {
    TIMTextElem: () =>
      atUserList.length > 0
        ? sdk.createTextAtMessage({ ...draft, payload: { ...written.payload, atUserList } })
        : sdk.createTextMessage(draft),
    TIMLocationElem: () => sdk.createLocationMessage(draft),
    TIMFaceElem: () => sdk.createFaceMessage(draft),
  }[written.type];
  const sentOn = () => {
    const { type: kind, payload } = written;
    return sdk.createForwardMessage({
      ...draft,
      payload: { type: kind, payload, _elements: [{ type: kind, content: payload }] },
    });
  };
  const own = made?.() ?? (isSentOn(written.type) ? sentOn() : sdk.createCustomMessage(draft));
  if (!own?.ID) throw new ImError('invalid', { field: 'content', message: 'content: the SDK takes no such message' });
  own.cloudCustomData = writeAdded({
    im: {
      ...{ c: clientId, m: own.ID, t: nowBy(sdk), w: written.whole, d: data, u: audience },
      // The vendor names people in texts alone.
      ...(atUserList.length > 0 && written.type !== 'TIMTextElem' && { n: atUserList }),
      ...(silent && { silent: 1 }),
      ...(unlisted && { unlisted: 1 }),
    },
    ...(quote && { quote }),
  });
  checkBytes(written.payload, own.cloudCustomData);
  return own;
};

export const optionsFor = ({ transient, uncounted, unlisted, silent, push }: OutgoingMessage): SendOptions => ({
  ...(transient && { onlineUserOnly: true }),
  ...((uncounted || unlisted) && {
    messageControlInfo: { excludedFromUnreadCount: uncounted === true, excludedFromLastMessage: unlisted === true },
  }),
  ...((silent || push) && { offlinePushInfo: { disablePush: silent === true, ...(push && pushFor(push)) } }),
});

/** To the phones of those who are away; the vendor's own clients there read `extension`. */
const pushFor = ({ title, body, sound, extension }: NonNullable<OutgoingMessage['push']>) => ({
  ...{ title, description: body, extension },
  ...(sound && { androidInfo: { sound }, apnsInfo: { sound } }),
});
