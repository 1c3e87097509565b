import type { ActsHost, RunningRows } from '../acts/host.js';
import { shown } from '../client/book.js';
import { type Conversation, ImError, invalid, type Mark } from '../model/index.js';
import { facetOf, inBatches, requireBoolean, requireIds } from './check.js';
import { optimistic, toggled } from './optimistic.js';
import { checkFilter, type Views } from './views.js';

const MOST_DATA = 4_096;
const MARKS: ReadonlySet<unknown> = new Set<Mark>(['star', 'folded', 'hidden']);

const READ = { unread: 0, mentions: [], markedUnread: undefined } as const;

/** What is said, or undefined; throws what the back end would refuse. */
const plain = (data: unknown): unknown => {
  if (data === undefined) return undefined;
  let text: string | undefined;
  try {
    text = JSON.stringify(data);
  } catch {
    // Said below.
  }
  if (text === undefined) throw invalid('data', 'must be plain JSON');
  if (text.length <= MOST_DATA) return JSON.parse(text);
  throw new ImError('too-large', { field: 'data', limit: MOST_DATA, message: `data: at most ${MOST_DATA} characters` });
};

/** What is done to rows, one's own affair. */
export const rowActs = (host: ActsHost, views: Views): RunningRows['conversations'] => {
  const { ctx, book, rows, unread } = host;
  const facet = ctx.engine.rows;

  const readAll: RunningRows['conversations']['readAll'] = async (_, which = {}) => {
    checkFilter(which);
    const { kinds, tag } = which;
    const meant = (row: Conversation): boolean =>
      (row.unread > 0 || row.markedUnread === true) &&
      (kinds?.includes(row.kind) ?? shown(row)) &&
      (tag === undefined || row.tags?.includes(tag) === true);
    const ids = book.all.filter(meant).map(({ id }) => id);
    if (!facet) {
      for (const id of ids) await rows.markRead(id);
      return;
    }
    facetOf(host, facet, 'mark-read');
    await optimistic(
      host,
      ids,
      () => READ,
      () => facet.readAll(which),
    );
    await unread.refresh();
  };

  return {
    async view(_, filter) {
      checkFilter(filter);
      return views.view(filter);
    },
    async mark(_, ids, mark, on) {
      requireIds('ids', ids);
      requireBoolean('on', on);
      if (!MARKS.has(mark)) throw invalid('mark', `must be one of ${[...MARKS].join(', ')}`);
      const { mark: call } = facetOf(host, facet, 'mark', ids);
      await inBatches([...new Set(ids)], (some) =>
        optimistic(
          host,
          some,
          ({ marks }) => ({ marks: toggled(marks, mark, on) }),
          () => call(some, mark, on),
        ),
      );
    },
    async setData(_, id, given) {
      requireIds('id', [id]);
      const data = plain(given);
      const { setData } = facetOf(host, facet, 'data', [id]);
      await optimistic(
        host,
        [id],
        () => ({ data }),
        () => setData(id, data),
      );
    },
    async shield(_, id, on) {
      requireIds('id', [id]);
      requireBoolean('on', on);
      const { shield } = facetOf(host, facet, 'shield', [id]);
      const patch = on ? { ...READ, shielded: true } : { shielded: undefined };
      await optimistic(
        host,
        [id],
        () => patch,
        () => shield(id, on),
      );
    },
    async wipe(_, kinds) {
      checkFilter({ kinds });
      const count = await facetOf(host, facet, 'wipe').wipe(kinds);
      await unread.refresh();
      return count;
    },
    readAll,
  };
};
