import type { Ops } from '../../protocol/index.js';
import type { SearchQuery, Tx } from '../../storage/port.js';
import { findSeat, mayOpen, toKey } from '../access.js';
import { type Check, id, integer, list, object, oneOf, optional, string } from '../check.js';
import { invalid } from '../errors.js';
import { fit } from '../fit.js';
import { wireId } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { wireMessages } from '../wire.js';
import { conversationId } from './messages.js';

type Args = Ops['search.messages']['args'];
type Answer = Ops['search.messages']['result'];
type Place = NonNullable<SearchQuery['after']>;

const MOST_WORDS = 5;
const MOST_SENDERS = 20;
const MOST_KINDS = 10;
const MOST = 50;

const writePlace = ({ at, seq, key }: Place): string => `${at}.${seq}.${key}`;

const readPlace = (cursor: string): Place => {
  const [, at, seq, key] = /^(\d{1,16})\.(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (key === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { at: Number(at), seq: Number(seq), key };
};

const word: Check<string> = (value, field) => {
  const text = string(64, 1)(value, field).trim();
  if (text === '') throw invalid(field, 'must not be blank');
  return text;
};

/** Without page and place. */
const queryOf = async (
  tx: Tx,
  { core, session, user }: UserCall,
  args: Args,
): Promise<Omit<SearchQuery, 'after' | 'limit'>> => {
  const { words, match = 'all', conversation, senders, kinds, since, until } = args;
  const key = conversation === undefined ? undefined : toKey(conversation, user);
  // Where the two have not written to each other yet there is nothing to find, and no fault.
  if (key !== undefined && !(await findSeat({ tx }, user, key))) {
    await mayOpen({ tx }, { id: user, kind: session.kind }, key, core.settings.desks);
  }
  return {
    ...{ user, words, match },
    ...{ ...(key !== undefined && { key }), ...(senders && { senders }), ...(kinds && { kinds }) },
    ...{ ...(since !== undefined && { since }), ...(until !== undefined && { until }) },
  };
};

const search = async (tx: Tx, call: UserCall, args: Args): Promise<Answer> => {
  const { user } = call;
  const { cursor, limit = 20 } = args;
  const query = await queryOf(tx, call, args);
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const whole = cursor === undefined && query.key === undefined;
  const { hits, counts } = whole
    ? await tx.search.first({ ...query, limit: limit + 1 })
    : { hits: await tx.search.find({ ...query, ...(after && { after }), limit: limit + 1 }) };
  const found = [];
  for (const { key, seq } of hits.slice(0, limit)) found.push((await tx.messages.at(key, seq)) ?? []);
  const rows = fit(found.flat(), 'first');
  const last = hits.length > rows.length ? rows.at(-1) : undefined;
  return {
    items: await wireMessages(tx, rows, user),
    ...(last && { next: writePlace(last) }),
    ...(counts && { counts: counts.map(({ key, count }) => ({ conversation: wireId(key, user), count })) }),
  };
};

export const searchOps: OpTable<'search.messages'> = {
  'search.messages': {
    auth: 'user',
    check: object({
      words: list(word, MOST_WORDS, 1),
      match: optional(oneOf('all', 'any')),
      conversation: optional(conversationId),
      senders: optional(list(id, MOST_SENDERS, 1)),
      kinds: optional(list(string(64, 1), MOST_KINDS, 1)),
      since: optional(integer(0)),
      until: optional(integer(0)),
      cursor: optional(string(200, 1)),
      limit: optional(integer(1, MOST)),
    }),
    async run(call, args) {
      const { core, user } = call;
      const { since = 0, until = since } = args;
      if (until < since) throw invalid('until', 'must not be before since');
      core.searches.take(user, core.clock.now());
      return core.read((tx) => search(tx, call, args));
    },
  },
};
