import type { CallOptions, IncomingMessage, SearchFacet, SearchPage, SearchQuery } from '../../../core/engine/index.js';
import { type ConversationId, ImError, kindOf, targetOf } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import { conversationFor, sdkId } from '../identity.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import type { SdkFound } from '../sdk-search.js';
import { type Asked, cursorOf, newer, readQuery, SEARCHES } from '../search-query.js';
import { allRows } from './conversations.js';

const PACE = 'query';
/** At once: of messages, of conversations. */
const MOST = 100;
/** Conversations looked through for one page. */
const CONVERSATIONS = 100;

type Wire = NonNullable<Asked['wire']>;

const checkMine = async (link: Link, id: ConversationId, options: CallOptions): Promise<void> => {
  if (kindOf(id) !== 'group') return;
  const { groupList } = await link.call((sdk) => sdk.getGroupList(), options);
  if (groupList.some(({ groupID }) => groupID === targetOf(id))) return;
  throw new ImError('forbidden', { field: 'conversationId', message: 'conversationId: not in this group' });
};

const read = (link: Link, { messageList }: SdkFound): IncomingMessage[] =>
  messageList.flatMap((one) => readMessage(one, link.self(), link.now()) ?? []);

/** The newest of one conversation, and one more than asked for where there is one. */
const searchOne = async (
  link: Link,
  id: ConversationId,
  wire: Wire,
  { limit, fits }: Asked,
  options: CallOptions,
): Promise<IncomingMessage[]> => {
  const found: IncomingMessage[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { ...wire, conversationID: sdkId(id), count: MOST, ...(cursor && { cursor }) };
    const page = await link.call((sdk) => sdk.searchCloudMessages(query), options, PACE);
    const all = page.searchResultList.flatMap((one) => read(link, one));
    found.push(...all.filter(fits));
    cursor = page.cursor;
    // A second may go on behind the page.
    const last = found.sort(newer)[limit]?.sentAt;
    const oldest = Math.min(...all.map(({ sentAt }) => sentAt));
    if (!cursor || all.length === 0 || (last !== undefined && oldest < last)) return found;
  }
};

const conversationsWith = async (link: Link, wire: Wire, options: CallOptions): Promise<SdkFound[]> => {
  const found: SdkFound[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { ...wire, count: MOST, ...(cursor && { cursor }) };
    const page = await link.call((sdk) => sdk.searchCloudMessages(query), options, PACE);
    found.push(...page.searchResultList.filter(({ conversationID }) => conversationFor(conversationID)));
    cursor = page.cursor;
    if (!cursor || page.searchResultList.length === 0 || found.length >= CONVERSATIONS) return found;
  }
};

const countsOf = (all: readonly SdkFound[]): NonNullable<SearchPage<unknown>['counts']> =>
  all
    .flatMap(({ conversationID, messageCount: count }) => {
      const conversationId = conversationFor(conversationID);
      return conversationId ? [{ conversationId, count }] : [];
    })
    .sort((a, b) => b.count - a.count || (a.conversationId < b.conversationId ? -1 : 1));

/**
 * Over all conversations the service says how many are in each, and names one that is alone: the others are looked through one
 * by one, those with the newest word first, until no other can hold anything newer.
 */
const searchAll = async (link: Link, wire: Wire, asked: Asked, options: CallOptions) => {
  const all = await conversationsWith(link, wire, options);
  const rows = new Map((await allRows(link, options)).map((row) => [row.conversationID, row.lastMessage?.lastTime]));
  const newest = ({ conversationID }: SdkFound): number =>
    (rows.get(conversationID) ?? Number.POSITIVE_INFINITY) * 1000 + 999;
  const found: IncomingMessage[] = [];
  for (const one of [...all].sort((a, b) => newest(b) - newest(a))) {
    const last = found.sort(newer)[asked.limit]?.sentAt;
    if (last !== undefined && newest(one) < last) break;
    const id = conversationFor(one.conversationID);
    const alone = one.messageCount === 1 && one.messageList.length === 1;
    if (alone) found.push(...read(link, one).filter(asked.fits));
    else if (id) found.push(...(await searchOne(link, id, wire, asked, options)));
  }
  return { found: found.sort(newer), counts: countsOf(all) };
};

const search = async (link: Link, query: SearchQuery): Promise<SearchPage<IncomingMessage>> => {
  const asked = readQuery(query);
  const { wire, limit } = asked;
  const { conversationId: id, signal } = query;
  const options = { signal };
  if (id !== undefined) await checkMine(link, id, options);
  if (!wire) return { items: [] };
  const { found, counts } =
    id === undefined
      ? await searchAll(link, wire, asked, options)
      : { found: await searchOne(link, id, wire, asked, options), counts: undefined };
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(found.length > limit && last && { next: cursorOf(last) }),
    ...(counts && asked.exact && !asked.after && { counts }),
  };
};

/** With the vendor's cloud search, a plug-in that an app buys. */
export const searchFacet = (link: Link): SearchFacet => ({
  messages: (query) => unlessRefused(link, SEARCHES, search(link, query)),
});
