import type { WireContent } from '../../../core/model/index.js';

/** What we add to a message, as `im` in its `cloudCustomData`; short names, for a message has 12 KB in all. */
export interface Ours {
  /** Our sender's own id of it. */
  readonly c?: string;
  /** The vendor's id of it: a row of the list has no other place for it. */
  readonly m?: string;
  /** The content, where the element alone does not say all. */
  readonly w?: WireContent;
  /** When it was sent, in milliseconds by its sender's clock: the vendor says seconds alone. */
  readonly t?: number;
  /** Words to the receivers' pages. */
  readonly d?: string;
  /** When it was last edited, by whom. */
  readonly e?: { readonly at: number; readonly by?: string };
  /** Whom it is for alone. */
  readonly u?: readonly string[];
  /** Whom it names, as the vendor writes it in texts. */
  readonly n?: readonly string[];
  readonly silent?: 1;
  readonly unlisted?: 1;
}

export interface Quoted {
  readonly serverId: string;
  readonly preview?: string;
  readonly senderId?: string;
  readonly kind?: string;
}

export interface Added {
  readonly im: Ours;
  readonly quote?: Quoted;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const string = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Replies are written as the vendor's own clients write them, so that those show them too. */
export const writeAdded = ({ im, quote }: Added): string =>
  JSON.stringify({
    im,
    ...(quote && {
      messageReply: {
        messageID: quote.serverId,
        messageAbstract: quote.preview ?? '',
        messageSender: quote.senderId ?? '',
        messageType: 0,
        version: 1,
        ...(quote.kind && { kind: quote.kind }),
      },
    }),
  });

/**
 * A client of the vendor's copies all of it into what it sends on. Of a message other than the one that it names, what it
 * says of the content holds alone.
 * @param id the vendor's, of the message on which it stands
 */
export const ofMessage = (id: string, im: Ours): Ours =>
  im.m === undefined || im.m === id ? im : { w: im.w, d: im.d };

/** What else stands there stays, ours and others'. */
export const rewriteAdded = (id: string, custom: string | undefined, patch: Partial<Ours>): string => {
  let found: unknown;
  try {
    found = JSON.parse(custom || '{}');
  } catch {
    found = {};
  }
  const all = isObject(found) ? found : {};
  const im = isObject(all.im) ? all.im : {};
  return JSON.stringify({ ...all, im: { ...ofMessage(id, im), m: id, ...patch } });
};

/** Others write there what they like: what is not ours is not looked at. */
export const readAdded = (custom: string | undefined): Added => {
  let found: unknown;
  try {
    found = JSON.parse(custom || '{}');
  } catch {
    return { im: {} };
  }
  if (!isObject(found)) return { im: {} };
  const reply = isObject(found.messageReply) ? found.messageReply : {};
  const serverId = string(reply.messageID);
  return {
    im: isObject(found.im) ? readOurs(found.im) : {},
    ...(serverId && {
      quote: {
        serverId,
        preview: string(reply.messageAbstract),
        senderId: string(reply.messageSender),
        kind: string(reply.kind),
      },
    }),
  };
};

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

const readOurs = (im: Readonly<Record<string, unknown>>): Ours => ({
  c: string(im.c),
  m: string(im.m),
  d: string(im.d),
  ...(typeof im.t === 'number' && { t: im.t }),
  ...(isObject(im.w) && typeof im.w.kind === 'string' && { w: im.w as WireContent }),
  ...(isObject(im.e) && typeof im.e.at === 'number' && { e: { at: im.e.at, by: string(im.e.by) } }),
  ...(isNames(im.u) && { u: im.u }),
  ...(isNames(im.n) && { n: im.n }),
  ...(im.silent === 1 && { silent: 1 }),
  ...(im.unlisted === 1 && { unlisted: 1 }),
});
