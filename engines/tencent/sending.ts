import type { CallOptions, OutgoingMessage, Placed } from '../../core/engine/index.js';
import { ImError, invalid, kindOf } from '../../core/model/index.js';
import { isAble } from './abilities.js';
import { alteredOf } from './altered.js';
import { setBounded } from './bounded.js';
import { checkContent } from './content/check.js';
import type { Quoted } from './content/ours.js';
import { tencentError } from './errors.js';
import { placeIn } from './groups-now.js';
import { aborted } from './guard.js';
import { type Target, targetFor } from './identity.js';
import type { Link } from './link.js';
import { orderOf } from './messages.js';
import { checkOutgoing, make, optionsFor, unsupported } from './outgoing.js';
import { quoteFor } from './quoting.js';
import { checkReceivers } from './receivers.js';
import { keepOwn, mutedIn } from './rooms.js';
import type { Sdk, SdkMessage } from './sdk.js';
import { looksOf, sentBefore } from './sent-before.js';

/** The group was dismissed. */
const OVER: unknown = 10_010;
/** Answers, and messages without one, that are kept for who asks again. */
const KEPT = 200;

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
    checkOutgoing(message);
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
    const before = room ? undefined : await sentBefore(this.#link, message, options);
    if (before) return before;
    await checkReceivers(this.#link, message, options);
    const quote = message.replyTo && (await quoteFor(this.#link, message, message.replyTo.serverId, options));
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
    const looks = looksOf(this.#link);
    const { clientId, conversationId } = message;
    const given = unsure.get(clientId);
    const own = given ?? make(sdk, this.#link.self(), target, message, extensible, quote);
    // The service knows one that it has taken by its numbers.
    const sent = given ? sdk.resendMessage(own, optionsFor(message)) : sdk.sendMessage(own, optionsFor(message));
    const work = Promise.resolve(sent).then((answer) => {
      if (!answer)
        throw new ImError('invalid', { field: 'content', message: 'content: the SDK sends no such message' });
      keepOwn(this.#link, answer.data.message, conversationId);
      return placed(this.#link, answer.data.message);
    });
    setBounded(under, clientId, work, KEPT);
    work.then(
      () => unsure.delete(clientId),
      (error) => {
        under.delete(clientId);
        if (tencentError(error).retry === 'never') unsure.delete(clientId);
        else {
          setBounded(unsure, clientId, own, KEPT);
          looks.delete(conversationId);
        }
      },
    );
    return work;
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
}
