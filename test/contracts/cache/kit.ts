import type { Cache, CacheScope } from '../../../core/cache/types.js';
import type { Conversation, ConversationId, Message } from '../../../core/model/index.js';
import type { OutboxEntry } from '../../../core/outbox/types.js';
import type { Change, Key } from '../../../core/store/index.js';

export interface CacheFactory {
  /** A cache of its own, not opened. Called again: another one on the same data, where data lasts. */
  create(): Cache;
  readonly lasts: boolean;
  cleanup(): Promise<void>;
}
export type Case = (cache: Cache, factory: CacheFactory) => Promise<void>;
export type Add = (name: string, run: Case) => void;

export const SCOPE: CacheScope = { engine: 'hub', app: 'test', userId: 'me' };
export const GROUP: ConversationId = 'group:g1';

export const message = (id: string, seq?: number, patch: Partial<Message> = {}): Message => ({
  id,
  conversationId: GROUP,
  senderId: 'ann',
  own: false,
  content: { kind: 'text', text: id },
  ...(seq !== undefined && { order: { seq, tie: id } }),
  sentAt: 1000 + (seq ?? 0),
  delivery: { state: seq === undefined ? 'queued' : 'sent' },
  counts: true,
  ...patch,
});

export const conversation = (
  id: ConversationId,
  activity: number,
  patch: Partial<Conversation> = {},
): Conversation => ({
  ...{ id, kind: 'group', activity, unread: 0, mentions: [], notify: 'all' },
  ...patch,
});

export const entry = (id: string, number: number, patch: Partial<OutboxEntry> = {}): OutboxEntry =>
  ({
    ...{ id, number, conversationId: GROUP, createdAt: 1, attempts: 0, notBefore: 0, command: 'send' },
    message: { clientId: id, conversationId: GROUP, content: { kind: 'text', text: id } },
    ...patch,
  }) as OutboxEntry;

export const put = (key: Key, after: unknown): Pick<Change, 'key' | 'after'> => ({ key, after });
export const putMessages = (...messages: readonly Message[]) => messages.map((one) => put(`message/${one.id}`, one));

export const idsOf = async (found: Promise<readonly { readonly id: string }[]>): Promise<string[]> =>
  (await found).map(({ id }) => id);

/** The same data seen by a visit that begins: another cache where data lasts, else this one. */
export const later = async (cache: Cache, factory: CacheFactory): Promise<Cache> => {
  if (!factory.lasts) return cache;
  await cache.close();
  const again = factory.create();
  await again.open(SCOPE);
  return again;
};
