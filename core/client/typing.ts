import type { EngineEvent } from '../engine/index.js';
import type { ConversationId, Typing as TypingRecord, UserId } from '../model/index.js';
import type { Writer } from '../store/index.js';
import { requireConversation } from './checks.js';
import type { Context } from './context.js';
import type { OwnTyping, What } from './own-typing.js';

type TypingEvent = Extract<EngineEvent, { type: 'typing' }>;

/** Somebody who is heard of no more has stopped. */
const EXPIRES = 6_000;

type Module = typeof import('./own-typing.js');
let own: Module | undefined;

export const loadOwnTyping = async (): Promise<Module> => {
  own ??= await import('./own-typing.js');
  return own;
};

/** Who is writing: ours to tell, others' to show. */
export class Typing {
  readonly #ctx: Context;
  #expiry: unknown;
  #own: OwnTyping | undefined;
  /** To be told. */
  #last: [ConversationId, What] | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Called for each key stroke; how it is told comes with the first. */
  set(id: ConversationId, what: What): void {
    requireConversation(id);
    this.#last = [id, what];
    if (own) this.#tell(own);
    // Worth nothing a moment later: where it cannot be loaded, the next key stroke asks again.
    else if (what !== 'nothing')
      loadOwnTyping().then(
        (module) => this.#tell(module),
        () => undefined,
      );
  }

  #tell({ OwnTyping }: Module): void {
    if (!this.#last) return;
    this.#own ??= new OwnTyping(this.#ctx);
    this.#own.set(...this.#last);
    this.#last = undefined;
  }

  /** Inside a commit: what was heard of somebody. */
  heard(writer: Writer, { conversationId, userId, what }: TypingEvent): void {
    if (userId === this.#ctx.userId) return;
    if (what === 'nothing') {
      this.ended(writer, conversationId, userId);
      return;
    }
    const others = this.#users(conversationId).filter((one) => one.userId !== userId);
    const until = this.#ctx.env.now() + EXPIRES;
    writer.put('typing', conversationId, { conversationId, users: [...others, { userId, what, until }] });
    this.#expiry ??= this.#ctx.env.setTimeout(() => this.#expire(), EXPIRES);
  }

  /** Inside a commit: the message is here, so its writer is done. */
  ended(writer: Writer, conversationId: ConversationId, userId: UserId): void {
    const users = this.#users(conversationId);
    const left = users.filter((one) => one.userId !== userId);
    if (left.length < users.length) this.#keep(writer, conversationId, left);
  }

  /** After a disconnect nobody is known to write, and nobody is told that we do. */
  reset(): void {
    const { env, store } = this.#ctx;
    this.#own?.reset();
    this.#last = undefined;
    env.clearTimeout(this.#expiry);
    this.#expiry = undefined;
    const all = this.#all();
    if (all.length > 0)
      store.commit('local', (writer) => {
        for (const { conversationId } of all) writer.remove('typing', conversationId);
      });
  }

  #expire(): void {
    const { env, store } = this.#ctx;
    const now = env.now();
    store.commit('local', (writer) => {
      for (const { conversationId, users } of this.#all()) {
        const left = users.filter(({ until }) => until > now && until <= now + EXPIRES);
        if (left.length < users.length) this.#keep(writer, conversationId, left);
      }
    });
    const next = Math.min(...this.#all().flatMap(({ users }) => users.map(({ until }) => until)));
    this.#expiry = Number.isFinite(next) ? env.setTimeout(() => this.#expire(), next - now) : undefined;
  }

  #keep(writer: Writer, conversationId: ConversationId, users: TypingRecord['users']): void {
    if (users.length > 0) writer.put('typing', conversationId, { conversationId, users });
    else writer.remove('typing', conversationId);
  }

  #users(id: ConversationId): TypingRecord['users'] {
    return this.#ctx.store.get('typing', id)?.users ?? [];
  }

  #all(): TypingRecord[] {
    const entries = [...this.#ctx.store.entries()];
    return entries.filter(([key]) => key.startsWith('typing/')).map(([, value]) => value as TypingRecord);
  }
}
