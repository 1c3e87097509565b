import type { Action, IncomingMessage, SearchQuery } from '../../core/engine/index.js';
import { compareOrder, ImError, invalid, isConversationId } from '../../core/model/index.js';
import { NATIVE } from './content/native.js';
import { checkConversation, checkLimit } from './guard.js';

/** What needs the vendor's cloud search. */
export const SEARCHES: readonly Action[] = ['search', 'search-users', 'search-groups', 'search-members'];

/** Words in one call, and senders. */
export const MOST_WORDS = 5;
const LONGEST = 64;
const MOST = 50;
const USUAL = 20;
const CUSTOM = 'TIMCustomElem';
/** Nobody finds one there. */
const FACE = 'TIMFaceElem';

/** Throws `invalid`, `too-large`. */
export const checkWords = (words: readonly string[]): readonly string[] => {
  if (!Array.isArray(words) || words.length === 0) throw invalid('words', 'names none');
  if (words.length > MOST_WORDS)
    throw new ImError('too-large', { field: 'words', limit: MOST_WORDS, message: `words: at most ${MOST_WORDS}` });
  return words.map((word) => {
    const bare = word.trim();
    if (bare === '' || bare.length > LONGEST) throw invalid('words', `each has 1 to ${LONGEST} characters`);
    return bare;
  });
};

/** Where a page ended: what comes after it is older. */
export type Place = Pick<IncomingMessage, 'sentAt' | 'conversationId' | 'order'>;

/** Newest first, in one order over all conversations. */
export const newer = (a: Place, b: Place): number =>
  b.sentAt - a.sentAt ||
  (a.conversationId === b.conversationId
    ? compareOrder(b.order, a.order)
    : a.conversationId < b.conversationId
      ? -1
      : 1);

export const cursorOf = ({ sentAt, conversationId, order }: Place): string =>
  JSON.stringify([sentAt, conversationId, order.seq, order.tie]);

/** Throws `invalid`. */
export const placeIn = (cursor: string): Place => {
  let read: unknown;
  try {
    read = JSON.parse(cursor);
  } catch {}
  const [sentAt, conversationId, seq, tie] = Array.isArray(read) ? (read as unknown[]) : [];
  if (typeof sentAt !== 'number' || typeof seq !== 'number' || typeof tie !== 'string')
    throw invalid('cursor', 'is not one that this engine gave');
  if (!isConversationId(conversationId)) throw invalid('cursor', 'is not one that this engine gave');
  return { sentAt, conversationId, order: { seq, tie } };
};

export interface Asked {
  readonly limit: number;
  readonly after?: Place;
  readonly fits: (message: IncomingMessage) => boolean;
  /** The service sorts kinds by its own types: ours share one of them. */
  readonly exact: boolean;
  /** undefined: nothing can answer it. */
  readonly wire?: {
    readonly keywordList: readonly string[];
    readonly keywordListMatchType: 'and' | 'or';
    readonly senderUserIDList?: readonly string[];
    readonly messageTypeList?: readonly string[];
    readonly timePosition?: number;
    readonly timePeriod?: number;
  };
}

const typeOf = (kind: string): string => (Object.hasOwn(NATIVE, kind) && NATIVE[kind]?.[0]) || CUSTOM;

const window = (since: number | undefined, until: number | undefined) => {
  const end = until === undefined ? undefined : Math.max(1, Math.ceil(until / 1000));
  if (since === undefined) return end === undefined ? {} : { timePosition: end };
  const now = end ?? Math.ceil(Date.now() / 1000) + 60;
  return { timePosition: now, timePeriod: Math.max(1, now - Math.floor(since / 1000)) };
};

/** Throws `invalid`, `too-large`. */
export const readQuery = (query: SearchQuery): Asked => {
  const { conversationId, senders, kinds, since, until, limit = USUAL, cursor, match } = query;
  const keywordList = checkWords(query.words);
  if (conversationId !== undefined) checkConversation(conversationId);
  checkLimit(limit, MOST);
  if (since !== undefined && until !== undefined && since > until) throw invalid('since', 'is after the end');
  if (senders && senders.length > MOST_WORDS)
    throw new ImError('too-large', { field: 'senders', limit: MOST_WORDS, message: `senders: at most ${MOST_WORDS}` });
  const after = cursor === undefined ? undefined : placeIn(cursor);
  const types = kinds && [...new Set(kinds.map(typeOf))].filter((type) => type !== FACE);
  const last = Math.min(until ?? Number.POSITIVE_INFINITY, after?.sentAt ?? Number.POSITIVE_INFINITY);
  const wire = {
    keywordList,
    keywordListMatchType: match === 'any' ? ('or' as const) : ('and' as const),
    ...(senders && { senderUserIDList: senders }),
    ...(types && { messageTypeList: types }),
    ...window(since, Number.isFinite(last) ? last : undefined),
  };
  const fits = (message: IncomingMessage): boolean =>
    !message.recalled &&
    (!kinds || kinds.includes(message.content.kind as never)) &&
    (since === undefined || message.sentAt >= since) &&
    (until === undefined || message.sentAt <= until) &&
    (!after || newer(after, message) < 0);
  return {
    ...{ limit, fits, exact: !types?.includes(CUSTOM) },
    ...(after && { after }),
    ...(!types || types.length > 0 ? { wire } : {}),
  };
};
