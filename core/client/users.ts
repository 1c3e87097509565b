import type { User, UserId } from '../model/index.js';
import { requireIds } from './checks.js';
import type { Context } from './context.js';

/** How long somebody the back end does not know is not asked for again. */
const UNKNOWN = 60_000;

/** Profiles, asked for in batches and once. */
export class Users {
  readonly #ctx: Context;
  readonly #wanted = new Set<UserId>();
  readonly #asked = new Map<UserId, Promise<void>>();
  readonly #unknown = new Map<UserId, number>();
  #queued = false;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  want(ids: readonly UserId[]): void {
    requireIds('ids', ids);
    for (const id of ids) if (this.#isMissing(id)) this.#wanted.add(id);
    if (this.#queued || this.#wanted.size === 0) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.connected();
    });
  }

  /** Those who were wanted while there was nobody to ask. */
  connected(): void {
    if (!this.#ctx.connected() || this.#wanted.size === 0) return;
    const ids = [...this.#wanted];
    this.#wanted.clear();
    this.#fetch(ids).catch((error) => this.#ctx.log('warn', 'users-not-read', { error: String(error) }));
  }

  async get(ids: readonly UserId[]): Promise<readonly User[]> {
    requireIds('ids', ids);
    const missing = [...new Set(ids)].filter((id) => this.#isMissing(id));
    if (missing.length > 0 && this.#ctx.connected()) await this.#fetch(missing);
    await Promise.all(ids.map((id) => this.#asked.get(id)));
    return ids.flatMap((id) => this.#ctx.store.get('user', id) ?? []);
  }

  /** Asked for again, known or not. */
  async again(ids: readonly UserId[]): Promise<void> {
    requireIds('ids', ids);
    this.#ctx.requireConnected();
    await this.#fetch([...new Set(ids)]);
  }

  #isMissing(id: UserId): boolean {
    if (this.#ctx.store.has(`user/${id}`) || this.#asked.has(id)) return false;
    return (this.#unknown.get(id) ?? -Infinity) + UNKNOWN <= this.#ctx.env.now();
  }

  async #fetch(ids: readonly UserId[]): Promise<void> {
    const size = this.#ctx.engine.info.limits.usersPerFetch ?? ids.length;
    const batches: Promise<void>[] = [];
    for (let from = 0; from < ids.length; from += size) {
      const some = ids.slice(from, from + size);
      const batch = this.#ask(some).finally(() => {
        for (const id of some) this.#asked.delete(id);
      });
      for (const id of some) this.#asked.set(id, batch);
      batches.push(batch);
    }
    await Promise.all(batches);
  }

  async #ask(ids: readonly UserId[]): Promise<void> {
    const { engine, store, env } = this.#ctx;
    const users = (await engine.users?.fetch(ids)) ?? [];
    store.commit('remote', (writer) => {
      for (const user of users) writer.put('user', user.id, user);
    });
    for (const id of ids) if (!store.has(`user/${id}`)) this.#unknown.set(id, env.now());
  }
}
