import type { ContentKind, ConversationId, SearchQuery, UserId } from '../../core/index.js';

const DAY = 86_400_000;
const LONGEST = 64;
/** How far back, in days. */
export const SPANS = { day: 1, week: 7, month: 30, year: 365 } as const;
export const KINDS = ['text', 'image', 'video', 'file', 'voice', 'link'] as const satisfies readonly ContentKind[];

export interface Filters {
  readonly scope: 'here' | 'everywhere';
  /** Chosen among the conversations that a search over all of them has counted. */
  readonly conversation?: ConversationId;
  readonly sender?: UserId;
  readonly kind?: ContentKind;
  readonly time?: keyof typeof SPANS | 'dates';
  /** `YYYY-MM-DD`, by the reader's calendar. */
  readonly from?: string;
  readonly to?: string;
}

/** Words apart by blanks; what stands in quotation marks is one. */
export const wordsIn = (text: string): readonly string[] => {
  const words = [...text.matchAll(/"([^"]+)"|“([^”]+)”|[^\s"“”]+/g)].map(([whole, a, b]) => (a ?? b ?? whole).trim());
  return [...new Set(words.filter(Boolean))];
};

/** What is wrong with the words, as a locale key with its limit. */
export const wordFault = (
  words: readonly string[],
  most: number,
): { readonly key: 'search.words-many' | 'search.word-long'; readonly max: number } | undefined => {
  if (words.length > most) return { key: 'search.words-many', max: most };
  return words.some((word) => word.length > LONGEST) ? { key: 'search.word-long', max: LONGEST } : undefined;
};

/** Midnight of a day by the reader's calendar; undefined for none. */
const dayOf = (text: string | undefined): number | undefined => {
  const at = text ? new Date(`${text}T00:00`).getTime() : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};

export function queryOf(
  words: readonly string[],
  filters: Filters,
  here: ConversationId | undefined,
  now: number,
): SearchQuery {
  const { scope, conversation, sender, kind, time, from, to } = filters;
  const conversationId = scope === 'here' ? (here ?? conversation) : conversation;
  const span = time && time !== 'dates' ? now - SPANS[time] * DAY : undefined;
  const since = time === 'dates' ? dayOf(from) : span;
  const end = time === 'dates' ? dayOf(to) : undefined;
  return {
    words,
    ...(conversationId && { conversationId }),
    ...(sender && { senders: [sender] }),
    ...(kind && { kinds: [kind] }),
    ...(since !== undefined && { since }),
    ...(end !== undefined && { until: end + DAY - 1 }),
  };
}
