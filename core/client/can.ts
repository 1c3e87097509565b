import type { Action, Availability, Facts } from '../engine/index.js';
import { type ConversationId, isConversationId, type Message, type MessageId, targetOf } from '../model/index.js';
import type { Context } from './context.js';

export type NoRecall = 'unsent' | 'done' | 'place' | 'notice' | 'foreign' | 'late';

/** What may be done: by the engine, to this conversation or message, at this moment. */
export class Can {
  readonly #ctx: Context;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  can(action: Action, target?: ConversationId | MessageId, about?: Pick<Facts, 'other'>): Availability {
    const { engine, store } = this.#ctx;
    if (target === undefined) return engine.can(action);
    if (isConversationId(target)) return engine.can(action, target, this.#facts(target, about));
    const message = store.get('message', target);
    if (!message) return 'unavailable';
    // Of this browser alone.
    if (message.order && !message.serverId) return action === 'delete' ? 'available' : 'unavailable';
    const general = engine.can(action, message.conversationId, this.#facts(message.conversationId));
    if (general !== 'available') return general;
    if (action === 'recall') return this.noRecall(message) ? 'unavailable' : 'available';
    if (action === 'edit' && !this.#edits(message)) return 'unavailable';
    if (action === 'delete') return message.order ? 'available' : 'unavailable';
    return message.order && !message.recalled && message.content.kind !== 'notice' ? 'available' : 'unavailable';
  }

  /** What is known of one's place there. */
  #facts(id: ConversationId, about?: Pick<Facts, 'other'>): Facts {
    const { store, userId } = this.#ctx;
    const row = store.get('conversation', id);
    const { role, locked, until } = row?.standing ?? {};
    const target = targetOf(id);
    const space = id[0] === 'c' ? store.get('space', target.split('/')[0] as string) : undefined;
    const { type, policy, invites }: Facts = space ?? store.get('group', target) ?? {};
    return {
      // What a row says of a channel may be older.
      role: space?.role ?? role ?? store.get('member', `${target}/${userId}`)?.role ?? (row && 'member'),
      type,
      policy,
      invites,
      // A time that is over locks nothing.
      locked: until !== undefined && until <= this.#ctx.now() ? undefined : locked,
      ...about,
    };
  }

  #edits({ own, content, sentAt }: Message): boolean {
    const limit = this.#ctx.engine.info.limits.editSeconds;
    const young = limit === undefined || this.#ctx.now() - sentAt <= limit * 1000;
    return own && content.kind === 'text' && young;
  }

  /** Why a message cannot be recalled; undefined where it can. The sentences are in core/acts. */
  noRecall(message: Message): NoRecall | undefined {
    const { engine } = this.#ctx;
    const { conversationId, order, own, recalled, sentAt, content } = message;
    if (!order) return 'unsent';
    if (recalled) return 'done';
    const facts = this.#facts(conversationId);
    if (engine.can('recall', conversationId, facts) !== 'available') return 'place';
    if (content.kind === 'notice') return 'notice';
    const { role = 'member' } = facts;
    if (role !== 'member' && !conversationId.startsWith('direct:')) return undefined;
    if (!own) return 'foreign';
    const limit = engine.info.limits.recallSeconds;
    return limit === undefined || this.#ctx.now() - sentAt <= limit * 1000 ? undefined : 'late';
  }
}
