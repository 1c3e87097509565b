import { requireCan, requireConversation, requireMessage } from '../client/checks.js';
import { type Conversation, type ConversationId, ImError, invalid } from '../model/index.js';
import type { ActsHost, RunningActs } from './host.js';

const LEVELS: ReadonlySet<string> = new Set(['all', 'mentions', 'me', 'everyone', 'silent', 'none']);

const missing = (what: string): Promise<never> => Promise.reject(new ImError('unsupported', { field: what }));

/** What is done to a row of the list. */
export const conversations = ({ ctx, book, rows }: ActsHost): RunningActs['conversations'] => {
  const { store, engine } = ctx;

  const allowed = (action: Parameters<typeof requireCan>[1], id: ConversationId): void => {
    requireConversation(id);
    ctx.requireConnected();
    requireCan(ctx, action, id);
  };

  /** Shown at once, taken back when the back end refuses. */
  const change = async (
    id: ConversationId,
    action: 'pin' | 'mute',
    patch: Partial<Conversation>,
    call: () => Promise<void> | undefined,
  ): Promise<void> => {
    allowed(action, id);
    const before = store.get('conversation', id);
    store.commit('local', (writer) => book.patch(writer, id, patch));
    try {
      await (call() ?? missing(action));
    } catch (error) {
      const now = store.get('conversation', id);
      for (const key of Object.keys(patch) as (keyof Conversation)[])
        if (before && now?.[key] === patch[key])
          store.commit('local', (writer) => book.patch(writer, id, { [key]: before[key] }));
      throw error;
    }
  };

  return {
    async pin(_, id, pinned) {
      if (typeof pinned !== 'boolean') throw invalid('pinned', 'must be true or false');
      await change(id, 'pin', { pinned }, () => engine.conversations.pin?.(id, pinned));
    },
    async notify(_, id, level) {
      if (level !== null && !LEVELS.has(level)) throw invalid('level', `must be ${[...LEVELS].join(', ')} or null`);
      const patch = { notify: level ?? 'all', loud: level === 'all' || undefined } as const;
      await change(id, 'mute', patch, () => engine.conversations.notify?.(id, level));
    },
    async remove(_, id) {
      allowed('remove', id);
      const before = store.get('conversation', id);
      store.commit('local', (writer) => book.remove(writer, id));
      try {
        await (engine.conversations.remove?.(id) ?? missing('remove'));
      } catch (error) {
        if (before && !store.has(`conversation/${id}`)) store.commit('local', (writer) => book.put(writer, before));
        throw error;
      }
    },
    async markUnread(_, id, from) {
      allowed('mark-unread', id);
      const message = from === undefined ? undefined : requireMessage(ctx, from);
      if (message && (message.conversationId !== id || !message.order)) throw invalid('from', 'is not placed here');
      const anchor = message?.order && { serverId: message.serverId, order: message.order };
      await (engine.conversations.markUnread?.(id, anchor) ?? missing('mark-unread'));
      await rows.fetch([id]);
    },
  };
};
