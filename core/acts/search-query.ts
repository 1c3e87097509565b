import { requireConversation, requireIds } from '../client/checks.js';
import type { Context } from '../client/context.js';
import { searchText } from '../content/index.js';
import type { SearchQuery } from '../engine/index.js';
import { invalid, type Message } from '../model/index.js';
import { fold } from './fold.js';

const WORDS = 5;
const LONGEST = 64;
/** Results in one page: usually, and at most. */
const USUAL = 20;
const MOST = 50;

/** A query that has been looked at, with its limit named. */
export type CheckedQuery = Omit<SearchQuery, 'signal'> & { readonly limit: number };

/** Throws `invalid`, naming the field. Words lose the white space around them. */
export const checkQuery = (ctx: Pick<Context, 'engine'>, query: SearchQuery): CheckedQuery => {
  if (typeof query !== 'object' || query === null) throw invalid('query', 'must be an object with words');
  const { signal: _, ...rest } = query;
  if (rest.conversationId !== undefined) requireConversation(rest.conversationId);
  if (rest.match !== undefined && rest.match !== 'all' && rest.match !== 'any')
    throw invalid('match', 'must be all or any');
  for (const field of ['senders', 'kinds'] as const) if (rest[field] !== undefined) requireIds(field, rest[field]);
  for (const field of ['since', 'until'] as const)
    if (rest[field] !== undefined && !Number.isFinite(rest[field]))
      throw invalid(field, 'must be milliseconds since 1970');
  if (rest.cursor !== undefined && typeof rest.cursor !== 'string') throw invalid('cursor', 'must be a string');
  const { limit = USUAL } = rest;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw invalid('limit', `must be 1 to ${MOST}`);
  return { ...rest, words: checkWords(ctx, rest.words), limit };
};

const checkWords = ({ engine }: Pick<Context, 'engine'>, words: unknown): readonly string[] => {
  const most = engine.info.limits.searchWords ?? WORDS;
  if (!Array.isArray(words) || words.length === 0 || words.length > most)
    throw invalid('words', `must be a list of 1 to ${most} words`);
  return words.map((word: unknown) => {
    const bare = typeof word === 'string' ? word.trim() : '';
    if (bare === '' || bare.length > LONGEST) throw invalid('words', `each must be 1 to ${LONGEST} characters`);
    return bare;
  });
};

/** Whether a held message answers the query. What was recalled, has burnt or has no place yet never does. */
export const matcher = (query: CheckedQuery, now: number): ((message: Message) => boolean) => {
  const words = query.words.map(fold);
  const senders = query.senders && new Set(query.senders);
  const kinds = query.kinds && new Set<string>(query.kinds);
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, conversationId } = query;
  return (message) => {
    const { content, sentAt, expire } = message;
    if (conversationId !== undefined && message.conversationId !== conversationId) return false;
    if (!message.order || message.recalled || message.transient || content.kind === 'recalled') return false;
    if (expire?.at !== undefined && expire.at <= now) return false;
    if (sentAt < since || sentAt > until) return false;
    if (senders && !senders.has(message.senderId)) return false;
    if (kinds && !kinds.has(content.kind)) return false;
    const text = fold(searchText(content));
    return query.match === 'any'
      ? words.some((word) => text.includes(word))
      : words.every((word) => text.includes(word));
  };
};
