import {
  type Conversation,
  kindOf,
  type Message,
  type MessageId,
  type ReadCursor,
  targetOf,
  type UserId,
} from '../model/index.js';
import { cursorList, type Key } from '../store/index.js';
import { byActivity, messageKey, type Shelf } from './keys.js';

type Entry = readonly [Key, unknown];

/** What can be drawn before the network answers. Unsent rows are in it, whichever conversation they belong to. */
export const firstPaint = async (shelf: Shelf, most: number): Promise<readonly Entry[]> => {
  const [meta, drafts, played, aliases, pending, all] = await Promise.all([
    shelf.range('meta/'),
    shelf.range('draft/'),
    shelf.range('played/'),
    shelf.range('alias/'),
    shelf.range('list/pending/'),
    shelf.range('conversation/'),
  ]);
  const conversations = all
    .map(([, value]) => value as Conversation)
    .sort(byActivity)
    .slice(0, most);
  const messages = await messagesOf(shelf, [
    ...conversations.flatMap(({ lastMessageId }) => lastMessageId ?? []),
    ...pending.flatMap(([, ids]) => ids as readonly MessageId[]),
  ]);
  return [
    ...meta,
    ...drafts,
    ...played,
    ...aliases,
    ...pending,
    ...conversations.map((one): Entry => [`conversation/${one.id}`, one]),
    ...(await listOf(shelf, conversations)),
    ...messages.map((one): Entry => [messageKey(one.id), one]),
    ...(await peopleOf(shelf, conversations, messages)),
  ];
};

const messagesOf = async (shelf: Shelf, ids: readonly MessageId[]): Promise<readonly Message[]> => {
  const found = await Promise.all([...new Set(ids)].map((id) => shelf.get(messageKey(id))));
  return found.filter((message): message is Message => message !== undefined);
};

/** The list as it stood, without the conversations that are not here yet. */
const listOf = async (shelf: Shelf, conversations: readonly Conversation[]): Promise<readonly Entry[]> => {
  const kept = (await shelf.get('list/conversations')) as readonly string[] | undefined;
  const here = new Set<string>(conversations.map(({ id }) => id));
  return kept ? [['list/conversations', kept.filter((id) => here.has(id))]] : [];
};

const peopleOf = async (
  shelf: Shelf,
  conversations: readonly Conversation[],
  messages: readonly Message[],
): Promise<readonly Entry[]> => {
  const keys = new Set<Key>();
  const wantUser = (id: UserId) => keys.add(`user/${id}`);
  const cursors: Entry[] = [];
  const read = await Promise.all(conversations.map(({ id }) => shelf.range(`cursor/${id}/`)));
  for (const [at, { id }] of conversations.entries()) {
    const held = read[at] ?? [];
    if (kindOf(id) === 'direct') wantUser(targetOf(id));
    else keys.add(`group/${targetOf(id)}`);
    if (kindOf(id) !== 'direct' && held.length > 0)
      cursors.push([`list/${cursorList(id)}`, held.map(([, value]) => (value as ReadCursor).userId)]);
    cursors.push(...held);
  }
  for (const { senderId, conversationId } of messages) {
    wantUser(senderId);
    if (kindOf(conversationId) !== 'direct') keys.add(`member/${targetOf(conversationId)}/${senderId}`);
  }
  const found = await Promise.all([...keys].map(async (key): Promise<Entry> => [key, await shelf.get(key)]));
  return [...cursors, ...found.filter(([, value]) => value !== undefined)];
};
