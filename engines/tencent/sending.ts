import type { CallOptions, OutgoingMessage, Placed } from '../../core/engine/index.js';
import { ImError, invalid, kindOf, type UserId, type WireContent } from '../../core/model/index.js';
import { isAble } from './abilities.js';
import { alteredOf } from './altered.js';
import { checkContent } from './content/check.js';
import { writeContent } from './content/codec.js';
import { isOfFile } from './content/files.js';
import { RELAY } from './content/merged.js';
import type { Quoted } from './content/ours.js';
import { writeAdded } from './content/ours.js';
import { tencentError } from './errors.js';
import { placeIn } from './groups-now.js';
import { aborted, checkConversation } from './guard.js';
import { findMessage, newestOf } from './history.js';
import { type Target, targetFor } from './identity.js';
import type { Link } from './link.js';
import { AT_ALL, orderOf, readMessage } from './messages.js';
import { mutedIn, priorityOf } from './rooms.js';
import type { Draft, Sdk, SdkMessage, SendOptions } from './sdk.js';
import { communityOf } from './space-ids.js';

/** Bytes of all that a message carries. */
export const MOST_BYTES = 12 * 1024;
const MOST_DATA = 4_096;
/** Characters. */
const PREVIEW = 100;
/** People whom one message can be for alone, and members looked up at once. */
const MOST_RECEIVERS = 50;
const PROFILES = 50;
/** The group was dismissed. */
const OVER: unknown = 10_010;
/** Answers that are kept for who asks again. */
const KEPT = 200;

const check = ({ clientId, conversationId, data, transient, expire, receipt }: OutgoingMessage): void => {
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

const unsupported = (field: string): ImError =>
  new ImError('unsupported', { field, message: `${field}: Tencent has no such thing there` });

const namesOf = (mentions: OutgoingMessage['mentions']): readonly string[] => [
  ...(mentions?.users ?? []),
  ...(mentions?.all ? [AT_ALL] : []),
];

/** The SDK knows the server's clock by seconds: what is nearer than that to ours is ours. */
export const nowBy = (sdk: Sdk): number => {
  const now = Date.now();
  const theirs = Math.round(sdk.getServerTime());
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

/** Made here so that the vendor's id of it can go with it. */
const make = (
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

const optionsFor = ({ transient, uncounted, unlisted, silent, push }: OutgoingMessage): SendOptions => ({
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

const placed = (link: Link, message: SdkMessage): Placed => {
  const content = alteredOf(link).get(message.ID);
  return {
    serverId: message.ID,
    order: orderOf(message),
    sentAt: message.time * 1000,
    ...(content && { altered: { content } }),
  };
};

/** What became of messages since signing in, by the id of who sent them. */
interface Sends {
  readonly under: Map<string, Promise<Placed>>;
  /** The SDK gave them up without knowing whether they arrived. */
  readonly unsure: Map<string, SdkMessage>;
}
const sendsOf = (link: Link): Sends => link.kept('sends', () => ({ under: new Map(), unsure: new Map() }));

/** Sends of one person: the same id asked for again is the same message, also on a line that was lost meanwhile. */
export class Sending {
  readonly #link: Link;
  readonly #check: (content: unknown) => void;

  /** @param content throws at what may not be sent */
  constructor(link: Link, content: (content: unknown) => void = checkContent) {
    this.#link = link;
    this.#check = content;
  }

  async send(message: OutgoingMessage, options: CallOptions = {}): Promise<Placed> {
    check(message);
    this.#check(message.content);
    const { clientId, conversationId } = message;
    const target = targetFor(conversationId);
    if (target.type === 'C2C' && (message.mentions || message.audience))
      throw invalid(message.mentions ? 'mentions' : 'audience', 'is for groups');
    if (kindOf(conversationId) === 'channel' && (message.receipt || message.audience))
      throw unsupported(message.receipt ? 'receipt' : 'audience');
    const { under } = sendsOf(this.#link);
    const kept = under.get(clientId);
    if (kept) return this.#link.call(() => kept.then((data) => ({ data })), options);
    const room = kindOf(conversationId) === 'room';
    const before = room ? undefined : await this.#before(message, options);
    if (before) return before;
    await this.#checkPeople(message, options);
    const quote = message.replyTo && (await this.#quote(message, message.replyTo.serverId, options));
    const extensible = !room && !message.transient && (await isAble(this.#link, 'extensions', options));
    if (options.signal?.aborted) throw aborted();
    // The SDK goes on with what is on its way when the line is lost: whoever asks again waits for that one.
    const again = under.get(clientId);
    return this.#link
      .call(
        (sdk) => (again ?? this.#start(sdk, target, message, extensible, quote)).then((data) => ({ data })),
        options,
      )
      .catch(async (error: ImError) => {
        throw await this.#told(message, error);
      });
  }

  #start(sdk: Sdk, target: Target, message: OutgoingMessage, extensible: boolean, quote?: Quoted): Promise<Placed> {
    const { under, unsure } = sendsOf(this.#link);
    const { clientId } = message;
    const given = unsure.get(clientId);
    const own = given ?? make(sdk, this.#link.self(), target, message, extensible, quote);
    // The service knows one that it has taken by its numbers.
    const sent = given ? sdk.resendMessage(own, optionsFor(message)) : sdk.sendMessage(own, optionsFor(message));
    const work = Promise.resolve(sent).then((answer) => {
      if (!answer)
        throw new ImError('invalid', { field: 'content', message: 'content: the SDK sends no such message' });
      return placed(this.#link, answer.data.message);
    });
    under.set(clientId, work);
    if (under.size > KEPT) for (const [first] of [...under].slice(0, KEPT / 2)) under.delete(first);
    work.then(
      () => unsure.delete(clientId),
      (error) => {
        under.delete(clientId);
        if (tencentError(error).retry === 'never') unsure.delete(clientId);
        else unsure.set(clientId, own);
      },
    );
    return work;
  }

  /**
   * A page that was closed may have sent it: with the first message into each conversation after signing in, the newest that
   * are there are looked at. What was written after one that did not arrive did not either. They are once more for one whose
   * answer was lost.
   */
  async #before({ clientId, conversationId }: OutgoingMessage, options: CallOptions): Promise<Placed | undefined> {
    const looked = this.#link.kept('sent before', () => new Map<string, Promise<ReadonlyMap<string, Placed>>>());
    const known = sendsOf(this.#link).unsure.has(clientId) ? undefined : looked.get(conversationId);
    const look = known ?? this.#look(conversationId);
    looked.set(conversationId, look);
    look.catch(() => looked.delete(conversationId));
    return (await this.#link.call(() => look.then((data) => ({ data })), options)).get(clientId);
  }

  /** Why one may not write there, which the service says in a number alone. */
  async #told({ conversationId }: OutgoingMessage, error: ImError): Promise<ImError> {
    const { code, engine, message, cause } = error;
    if (engine?.code === OVER) return new ImError('forbidden', { message, engine, cause });
    const kind = kindOf(conversationId);
    if (code !== 'muted' || (kind !== 'group' && kind !== 'room')) return error;
    const { to } = targetFor(conversationId);
    const latest = kind === 'room' ? mutedIn(this.#link, to) : await placeIn(this.#link, to).catch(() => undefined);
    return latest?.locked ? new ImError(code, { message, engine, cause, latest }) : error;
  }

  /** The service takes any name: who is not there would be written to in vain. Rejects `invalid`. */
  async #checkPeople({ conversationId, mentions, audience }: OutgoingMessage, options: CallOptions): Promise<void> {
    if (audience?.length === 0) throw invalid('audience', 'names nobody');
    const people = [...new Set([...(mentions?.users ?? []), ...(audience ?? [])])];
    if (audience && audience.length > MOST_RECEIVERS)
      throw new ImError('too-large', {
        field: 'audience',
        limit: MOST_RECEIVERS,
        message: `audience: at most ${MOST_RECEIVERS}`,
      });
    const kind = kindOf(conversationId);
    if ((kind !== 'group' && kind !== 'channel') || people.length === 0) return;
    const { to } = targetFor(conversationId);
    const groupID = kind === 'channel' ? communityOf(to) : to;
    for (let n = 0; n < people.length; n += PROFILES) {
      const userIDList = people.slice(n, n + PROFILES);
      const { memberList } = await this.#link.call(
        (sdk) => sdk.getGroupMemberProfile({ groupID, userIDList }),
        options,
      );
      const there = new Set(memberList.map(({ userID }) => userID));
      if (userIDList.every((id) => there.has(id))) continue;
      throw invalid(audience ? 'audience' : 'mentions', 'names somebody who is not in the group');
    }
  }

  /** In the words of the message itself, not in those of who answers it. Rejects `not-found`. */
  async #quote(
    { conversationId: id, audience }: OutgoingMessage,
    serverId: string,
    options: CallOptions,
  ): Promise<Quoted> {
    const found = await findMessage(this.#link, id, serverId, options);
    const message = found && readMessage(found, this.#link.self(), kindOf(id) === 'room');
    if (!message) throw new ImError('not-found', { field: 'replyTo', message: 'replyTo: no such message here' });
    // To others than whom it was for it is not there.
    if (message.audience && !audience?.every((one) => message.audience?.includes(one))) return { serverId };
    const { kind, text, fallback } = message.content;
    const words = typeof text === 'string' ? text : fallback;
    const preview = typeof words === 'string' ? [...words].slice(0, PREVIEW).join('') : undefined;
    return { serverId, senderId: message.senderId, kind, ...(preview && { preview }) };
  }

  async #look(id: OutgoingMessage['conversationId']): Promise<ReadonlyMap<string, Placed>> {
    // Nobody to be written to says so himself, to the message.
    const newest = await newestOf(this.#link, id, 15).catch((error: ImError) => {
      if (error.code === 'not-connected') throw error;
      return [];
    });
    return new Map(
      newest.flatMap(({ clientId, serverId, order, sentAt }) =>
        clientId ? [[clientId, { serverId, order, sentAt }] as const] : [],
      ),
    );
  }
}
