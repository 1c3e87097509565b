import type { MessageId } from '../model/index.js';
import type { Store } from '../store/index.js';
import { pendingList } from './pages.js';
import { idsOf, pageOf, pagesOf } from './window.js';

/** Rows above and below, pending ones included. */
export const neighbours = (
  store: Store,
  id: MessageId,
): { readonly previous?: MessageId; readonly next?: MessageId } => {
  const conversationId = store.get('message', id)?.conversationId;
  if (conversationId === undefined) return {};
  const at = pageOf(store, id);
  const last = pagesOf(store, conversationId).length - 1;
  const [from, to] = at < 0 ? [last - 1, last] : [at - 1, at + 1];
  const ids = idsOf(store, conversationId, from, to);
  if (to >= last) ids.push(...store.list(pendingList(conversationId)));
  const index = ids.indexOf(id);
  return index < 0 ? {} : { previous: ids[index - 1], next: ids[index + 1] };
};
