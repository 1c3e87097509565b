import type { Conversation, ConversationId, MessageId } from '../model/index.js';
import type { Alias, Key, Meta, Timeline } from '../store/index.js';
import { messageKey, openedKey, type Shelf, type Write } from './keys.js';
import type { Bounds } from './outgrown.js';

/** What has to go: placed messages only, least recently opened conversations first; each one's last message stays for the list. */
export const trimPlan = async (shelf: Shelf, bounds: Bounds): Promise<readonly Write[]> => {
  const gone: Key[] = [];
  const order = await byOpened(shelf, await shelf.held());
  for (const [place, conversationId] of order.entries()) {
    const ids = await shelf.placed(conversationId);
    const keep = place < bounds.conversations ? bounds.messagesPerConversation : 0;
    const old = ids.slice(0, Math.max(ids.length - keep, 0));
    const last = ((await shelf.get(`conversation/${conversationId}`)) as Conversation | undefined)?.lastMessageId;
    const dropped = old.filter((id) => id !== last);
    gone.push(...dropped.map(messageKey), ...(await aliasesOf(shelf, dropped)));
    if (dropped.length > 0) gone.push(...(await pagesOf(shelf, conversationId, new Set(dropped))));
    if (keep === 0) gone.push(`timeline/${conversationId}`, `played/${conversationId}`, openedKey(conversationId));
  }
  return gone.map((key) => ({ key, after: undefined }));
};

/** Most recently opened first; those never opened by their activity, after all others. */
const byOpened = async (shelf: Shelf, ids: readonly ConversationId[]): Promise<readonly ConversationId[]> => {
  const ranked = await Promise.all(
    ids.map(async (id) => {
      const opened = Number(((await shelf.get(openedKey(id))) as Meta | undefined)?.value ?? 0);
      const activity = ((await shelf.get(`conversation/${id}`)) as Conversation | undefined)?.activity ?? 0;
      return { id, opened, activity };
    }),
  );
  return ranked.sort((a, b) => b.opened - a.opened || b.activity - a.activity).map(({ id }) => id);
};

/** Page lists that hold nothing any more, and those no timeline names. */
const pagesOf = async (
  shelf: Shelf,
  conversationId: ConversationId,
  dropped: ReadonlySet<MessageId>,
): Promise<readonly Key[]> => {
  const timeline = (await shelf.get(`timeline/${conversationId}`)) as Timeline | undefined;
  const named = new Set(timeline?.pages.map((page) => `list/page/${page.id}`));
  const lists = await shelf.range(`list/page/${conversationId}/`);
  return lists
    .filter(([key, ids]) => !named.has(key) || (ids as readonly string[]).every((id) => dropped.has(id)))
    .map(([key]) => key);
};

const aliasesOf = async (shelf: Shelf, ids: readonly MessageId[]): Promise<readonly Key[]> => {
  const aliases = await shelf.range('alias/');
  if (aliases.length === 0) return [];
  const gone = new Set(ids);
  return aliases.filter(([, alias]) => gone.has((alias as Alias).messageId)).map(([key]) => key);
};
