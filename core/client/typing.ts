import type { EngineEvent } from '../engine/index.js';
import type { ConversationId, Typing as TypingRecord, UserId } from '../model/index.js';
import type { Writer } from '../store/index.js';
import { requireConversation } from './checks.js';
import type { Context } from './context.js';

type What = 'text' | 'voice' | 'nothing';
type TypingEvent = Extract<EngineEvent, { type: 'typing' }>;

/** Somebody who is heard of no more has stopped. */
const EXPIRES = 6_000;
const REPEAT = 3_000;
const IDLE = 5_000;

/** Who is writing: ours to tell, others' to show. */
export class Typing {
  readonly #ctx: Context;
  #expiry: unknown;
  readonly #own = new Map<ConversationId, { what: What; told: number; idle: unknown }>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Called for each key stroke; what is told is paced, and ends by itself. */
  set(id: ConversationId, what: What): void {
    const { engine, env, store } = this.#ctx;
    requireConversation(id);
    const before = this.#own.get(id);
    env.clearTimeout(before?.idle);
    if (store.get('settings', 'self')?.privacy.typing === false) return;
    if (!engine.typing || !this.#ctx.connected() || (what === 'nothing' && !before)) return;
    const now = env.now();
    if (what === 'nothing') this.#own.delete(id);
    const tell = before?.what !== what || now - before.told >= REPEAT;
    if (what !== 'nothing') {
      const idle = env.setTimeout(() => this.set(id, 'nothing'), IDLE);
      this.#own.set(id, { what, told: tell ? now : before.told, idle });
    }
    if (tell && engine.can('typing', id) === 'available') engine.typing.typing(id, what);
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
    for (const { idle } of this.#own.values()) env.clearTimeout(idle);
    this.#own.clear();
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
