import type { ContentOf, Message } from '../../model/index.js';
import { compact, countOf, isRecord, stringOf } from '../check.js';
import type { ContentType } from '../types.js';

export interface PollOption {
  readonly id: string;
  /** At most 120 characters. */
  readonly text: string;
}

declare module '../../model/content.js' {
  interface ContentMap {
    /**
     * A question that readers answer by their choice among options. A vote is the extension `@<user id>/vote` of the message,
     * a JSON list of option ids; the extension `!closed` ends the poll and keeps what was counted then.
     */
    poll: {
      /** At most 300 characters. */
      readonly question: string;
      /** 2 to 12. */
      readonly options: readonly PollOption[];
      readonly multiple?: boolean;
      /** Elements show no names. The back end still knows whose each vote is. */
      readonly anonymous?: boolean;
    };
  }
}

type Poll = ContentOf<'poll'>;

/** Votes as they are counted. */
export interface Tally {
  /** Votes of each option, in the order of the options. */
  readonly counts: readonly number[];
  readonly voters: number;
  /** Who chose each option; missing where the poll was closed with more votes than a value of an extension can name. */
  readonly by?: readonly (readonly string[])[];
}

const MOST_OPTIONS = 12;
/** More than any back end keeps for one message. */
const MOST_VOTES = 1_000_000;
/** What every object has of itself would be taken for an option. */
const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) && !(id in {});

export const CLOSED = '!closed';
export const voteKey = (userId: string): string => `@${userId}/vote`;
const VOTE = /^@(.+)\/vote$/s;

const readOption = (raw: unknown): PollOption | undefined => {
  if (!isRecord(raw) || !isId(raw.id)) return undefined;
  const text = stringOf(raw.text, 120);
  return text === undefined ? undefined : { id: raw.id, text };
};

const readOptions = (raw: unknown): readonly PollOption[] | undefined => {
  if (!Array.isArray(raw) || raw.length < 2 || raw.length > MOST_OPTIONS) return undefined;
  const options = raw.map(readOption).filter((one) => one !== undefined);
  return new Set(options.map(({ id }) => id)).size === raw.length ? options : undefined;
};

export const pollContent: ContentType<'poll'> = {
  kind: 'poll',
  parse: (raw) => {
    const question = stringOf(raw.question, 300);
    const options = readOptions(raw.options);
    if (question === undefined || !options) return undefined;
    const on = (value: unknown): true | undefined => (value === true ? true : undefined);
    return compact<Poll>({
      ...{ kind: 'poll', question, options },
      ...{ multiple: on(raw.multiple), anonymous: on(raw.anonymous) },
    });
  },
  preview: ({ question }) => ({ question }),
  text: ({ question, options }) => [question, ...options.map(({ text }) => text)].join('\n'),
  counts: true,
  copyable: true,
};

const parsed = (json: string | undefined): unknown => {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
};

const valueIn = ({ extensions = {} }: Pick<Message, 'extensions'>, key: string): string | undefined =>
  Object.hasOwn(extensions, key) ? extensions[key] : undefined;

/** Option ids in the order of the options, each once; nothing where it is no vote in this poll, or one too many. */
const readVote = ({ options, multiple }: Poll, json: string | undefined): readonly string[] => {
  const raw = parsed(json);
  if (!Array.isArray(raw)) return [];
  const ids = options.flatMap(({ id }) => (raw.includes(id) ? [id] : []));
  return multiple || ids.length === 1 ? ids : [];
};

/** What a person has chosen, as the message says. */
export const voteOf = (poll: Poll, message: Pick<Message, 'extensions'>, userId: string): readonly string[] =>
  readVote(poll, valueIn(message, voteKey(userId)));

const sum = (all: readonly number[]): number => all.reduce((so, one) => so + one, 0);

/** Counts what stands now. Whatever is no vote of somebody in this poll is passed over. */
const countVotes = (poll: Poll, { extensions = {} }: Pick<Message, 'extensions'>): Tally => {
  const votes = Object.entries(extensions).flatMap(([key, json]) => {
    const userId = VOTE.exec(key)?.[1];
    const ids = userId === undefined ? [] : readVote(poll, json);
    return userId !== undefined && ids.length > 0 ? [{ userId, ids }] : [];
  });
  const by = poll.options.map(({ id }) => votes.filter(({ ids }) => ids.includes(id)).map(({ userId }) => userId));
  return { counts: by.map(({ length }) => length), voters: votes.length, by };
};

/** What a closed poll was closed with; undefined where that cannot be. */
const readClosing = ({ options, multiple }: Poll, json: string | undefined): Tally | undefined => {
  const raw = parsed(json);
  if (!isRecord(raw) || !Array.isArray(raw.counts) || raw.counts.length !== options.length) return undefined;
  const voters = countOf(raw.voters, 0, MOST_VOTES);
  const counts: readonly unknown[] = raw.counts;
  const isCount = (one: unknown): one is number => voters !== undefined && countOf(one, 0, voters) !== undefined;
  if (voters === undefined || !counts.every(isCount)) return undefined;
  if (sum(counts) < voters || (!multiple && sum(counts) > voters)) return undefined;
  const named = Array.isArray(raw.by) && raw.by.length === counts.length;
  const lists: readonly unknown[] = named ? (raw.by as unknown[]) : [];
  const isList = (list: unknown, at: number): list is readonly string[] =>
    Array.isArray(list) && list.length === counts[at] && list.every((one) => typeof one === 'string');
  return named && lists.every(isList) ? { counts, voters, by: lists } : { counts, voters };
};

/**
 * How the poll stands. Votes have no order, so that who comes too late cannot be told from who came in time: from its closing on,
 * what was counted by who closed it is what counts.
 */
export const tallyOf = (poll: Poll, message: Pick<Message, 'extensions'>): Tally & { readonly closed: boolean } => {
  const closing = valueIn(message, CLOSED);
  const frozen = closing === undefined ? undefined : readClosing(poll, closing);
  return { ...(frozen ?? countVotes(poll, message)), closed: closing !== undefined };
};

/** The value of `!closed` for what is counted now, at most `most` characters: names are left out where there are too many. */
export const closingOf = (poll: Poll, message: Pick<Message, 'extensions'>, most: number): string => {
  const { counts, voters, by } = countVotes(poll, message);
  const whole = JSON.stringify({ counts, voters, by });
  return whole.length > most ? JSON.stringify({ counts, voters }) : whole;
};
