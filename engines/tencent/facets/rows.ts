import type { CallOptions, ConversationPatch, EngineEvent, RowFacet } from '../../../core/engine/index.js';
import {
  type ConversationFilter,
  type ConversationKind,
  ImError,
  invalid,
  kindOf,
  type OrderKey,
  targetOf,
} from '../../../core/model/index.js';
import { checkConversation, checkLimit } from '../guard.js';
import { sdkId, targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { rowPatch } from '../row-patch.js';
import { idOf, LISTED, MARKS, sortRows, UNREAD } from '../rows.js';
import type { SdkConversation } from '../sdk.js';
import { allRows, patches } from './conversations.js';
import { checkOutcomes, isMarked, markRows, ROWS_AT_ONCE } from './row-marks.js';

const PAGE = 50;
const MOST = 100;
const MOST_BYTES = 256;
const ALL = 'readAllMessage';

const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');

const fits = (filter: ConversationFilter, row: ConversationPatch): boolean => {
  const { kinds, tag, mark, unread, muted, words = '' } = filter;
  const named = () => fold(`${row.title ?? ''}\n${targetOf(row.id)}`).includes(fold(words));
  return (
    (kinds && kinds.length > 0 ? kinds : LISTED).includes(kindOf(row.id)) &&
    (!tag || row.tags?.includes(tag) === true) &&
    (mark ? row.marks?.includes(mark) === true : true) &&
    (mark === 'hidden' || row.marks?.includes('hidden') !== true) &&
    (unread === undefined || ((row.unread ?? 0) > 0 || row.markedUnread === true) === unread) &&
    (muted === undefined || (row.notify === 'none') === muted) &&
    (words === '' || named())
  );
};

const matching = async (link: Link, filter: ConversationFilter, options?: CallOptions): Promise<SdkConversation[]> =>
  sortRows(await allRows(link, options)).filter((row) => {
    const patch = rowPatch(link, row, link.self());
    return patch && fits(filter, patch);
  });

/** Behind all that a row has now. */
const endOf = ({ type, lastMessage }: SdkConversation): OrderKey =>
  type === 'C2C'
    ? { seq: (lastMessage?.lastTime ?? 0) * 1000 + 999, tie: '\uffff' }
    : { seq: lastMessage?.lastSequence ?? 0, tie: '\uffff' };

const read = async (link: Link, rows: readonly SdkConversation[], options?: CallOptions): Promise<void> => {
  for (const { conversationID, unreadCount } of rows)
    if (unreadCount > 0) await link.call((sdk) => sdk.setMessageRead({ conversationID }), options);
  const marked = rows.filter((row) => isMarked(row, UNREAD)).flatMap((row) => idOf(row) ?? []);
  await markRows(link, marked, UNREAD, false, options);
};

export const rowFacet = (link: Link): RowFacet => ({
  async list(filter, { cursor, limit, signal }) {
    checkLimit(limit, MOST);
    if (filter.mark && !(filter.mark in MARKS)) throw invalid('mark', 'is none');
    if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
    const rows = await matching(link, filter, { signal });
    const from = Number(cursor ?? 0);
    const end = from + (limit ?? PAGE);
    const items = await patches(link, rows.slice(from, end), { signal });
    return { items, ...(end < rows.length && { next: String(end) }) };
  },
  async mark(ids, mark, on, options) {
    ids.forEach(checkConversation);
    if (!(mark in MARKS)) throw invalid('mark', 'is none');
    // A row that has just come is known after what is on its way.
    await link.settled(options);
    await markRows(link, ids, MARKS[mark], on, options);
  },
  async setData(id, data, options) {
    checkConversation(id);
    const customData = data === undefined ? '' : JSON.stringify(data);
    if (new TextEncoder().encode(customData).length > MOST_BYTES)
      throw new ImError('too-large', {
        field: 'data',
        limit: MOST_BYTES,
        message: `data: at most ${MOST_BYTES} bytes`,
      });
    const which = { conversationIDList: [sdkId(id)], customData };
    checkOutcomes(await link.call((sdk) => sdk.setConversationCustomData(which), options));
  },
  /** What was unread is read with it: the vendor counts on from there. */
  async shield(id, on, options) {
    checkConversation(id);
    const { type, to } = targetFor(id);
    const where = type === 'C2C' ? { userIDList: [to] } : { groupID: to };
    if (on) await link.call((sdk) => sdk.setMessageRead({ conversationID: sdkId(id) }), options);
    const messageRemindType = on ? 'Discard' : 'AcceptAndNotify';
    await link.call((sdk) => sdk.setMessageRemindType({ ...where, messageRemindType }), options);
  },
  async wipe(kinds: readonly ConversationKind[] | undefined, options) {
    const rows = await matching(link, { ...(kinds && { kinds }) }, options);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE);
      // The SDK forgets them as they go.
      const events = some.flatMap((row): EngineEvent[] => {
        const conversationId = idOf(row);
        return conversationId ? [{ type: 'cleared', conversationId, upTo: endOf(row) }] : [];
      });
      const which = { conversationIDList: some.map((row) => row.conversationID), clearHistoryMessage: true };
      await link.call((sdk) => sdk.deleteConversation(which), options);
      link.emit(events);
    }
    return rows.length;
  },
  async readAll({ kinds, tag }, options) {
    const rows = await matching(link, { ...(kinds && { kinds }), ...(tag && { tag }) }, options);
    if (!kinds && !tag) await link.call((sdk) => sdk.setAllMessageRead({ scope: ALL }), options, 'read_all_unread_msg');
    await read(link, rows, options);
  },
});
