import type { ActsHost, RunningPeople } from '../acts/host.js';
import { requireIds } from '../client/checks.js';
import type { PresenceFacet } from '../engine/index.js';
import { ImError, invalid, isImError, type Presence, type UserId } from '../model/index.js';
import { facetOf } from './facet.js';

/** After a watch that failed. Milliseconds. */
const AGAIN = 5_000;
/** A view that takes the place of another watches the same people: they are not forgotten in between. Milliseconds. */
const LINGER = 1_000;
const WORDS = 100;

type Own = { readonly words?: string | null; readonly away?: boolean; readonly idle?: boolean };

/** Whom all tabs watch, and what one says of oneself: told again after each reconnect. */
class Presences {
  readonly #host: ActsHost;
  readonly #tabs = new Map<string, readonly UserId[]>();
  #own: Own = {};
  #asking = false;
  #stale = false;
  #timer: unknown;
  #connected: boolean;

  constructor(host: ActsHost) {
    this.#host = host;
    const { store, connected } = host.ctx;
    this.#connected = connected();
    store.subscribe(['session/self'], () => this.#turn());
  }

  get #facet(): PresenceFacet {
    return facetOf(this.#host.ctx, 'presence', 'presence');
  }

  async get(ids: readonly UserId[]): Promise<readonly Presence[]> {
    requireIds('ids', ids);
    return ids.length === 0 ? [] : this.#facet.get(ids);
  }

  async set({ words, away }: Own): Promise<void> {
    if (words !== undefined && words !== null && (typeof words !== 'string' || words.length > WORDS))
      throw invalid('words', `must be a string of at most ${WORDS} characters`);
    if (away !== undefined && typeof away !== 'boolean') throw invalid('away', 'must be true or false');
    await this.#say({ ...(words !== undefined && { words }), ...(away !== undefined && { away }) });
  }

  /** Nobody is at any of the tabs, or somebody is again. */
  async rest(idle: boolean): Promise<void> {
    this.#own = { ...this.#own, idle };
    if (this.#host.ctx.connected() && this.#host.ctx.engine.presence?.set) await this.#say({ idle });
  }

  /** What a tab watches now; with nobody it is forgotten, a little later. */
  async hold(tab: string, ids: readonly UserId[]): Promise<void> {
    requireIds('ids', ids);
    if (ids.length > 0) {
      this.#tabs.set(tab, ids);
      this.#ask();
    } else if (this.#tabs.delete(tab)) this.#askIn(LINGER);
  }

  #askIn(ms: number): void {
    const { env } = this.#host.ctx;
    env.clearTimeout(this.#timer);
    this.#timer = env.setTimeout(() => this.#ask(), ms);
  }

  async #say(own: Own): Promise<void> {
    const { set } = this.#facet;
    if (!set) throw new ImError('unsupported', { field: 'set', message: 'this back end takes no presence' });
    await set(own);
    this.#own = { ...this.#own, ...own };
  }

  #turn(): void {
    const connected = this.#host.ctx.connected();
    if (connected === this.#connected) return;
    this.#connected = connected;
    if (!connected) {
      this.#drop([]);
      return;
    }
    this.#ask();
    const { words, away, idle } = this.#own;
    if (words || away || idle) this.#say(this.#own).catch((error) => this.#log('presence-not-set', error));
  }

  /** Those who are watched no more, or (without any) all: nothing is known of them now. */
  #drop(kept: readonly UserId[]): void {
    const { store } = this.#host.ctx;
    const left = new Set(kept);
    const gone = [...store.entries()].flatMap(([key]) => (key.startsWith('presence/') ? [key.slice(9)] : []));
    store.commit('remote', (writer) => {
      for (const id of gone) if (!left.has(id)) writer.remove('presence', id);
    });
  }

  /** One question at a time, about the newest set. */
  #ask(): void {
    const { ctx } = this.#host;
    if (!ctx.connected() || !ctx.engine.presence) return;
    if (this.#asking) {
      this.#stale = true;
      return;
    }
    this.#asking = true;
    this.#stale = false;
    ctx.env.clearTimeout(this.#timer);
    this.#watch()
      .catch((error) => {
        this.#log('presence-not-watched', error);
        const wait = (isImError(error) ? error.retryAfter : undefined) ?? AGAIN;
        this.#askIn(wait);
      })
      .finally(() => {
        this.#asking = false;
        if (this.#stale) this.#ask();
      });
  }

  async #watch(): Promise<void> {
    const { store, engine, log } = this.#host.ctx;
    const all = [...new Set([...this.#tabs.values()].flat())];
    const ids = all.slice(0, engine.info.limits.watched ?? all.length);
    if (ids.length < all.length) log('warn', 'presence-too-many', { wanted: all.length, watched: ids.length });
    const before = new Map(ids.map((id) => [id, store.get('presence', id)]));
    const found = await this.#facet.watch(ids);
    this.#drop(ids);
    store.commit('remote', (writer) => {
      // What was told meanwhile is newer than the answer.
      for (const one of found)
        if (store.get('presence', one.userId) === before.get(one.userId)) writer.put('presence', one.userId, one);
    });
  }

  #log(event: string, error: unknown): void {
    this.#host.ctx.log('warn', event, { error: String(error) });
  }
}

export const presence = (host: ActsHost): RunningPeople['presence'] => {
  const all = new Presences(host);
  return {
    get: (_, ids) => all.get(ids),
    set: (_, own) => all.set(own ?? {}),
    hold: (_, tab, ids) => all.hold(tab, ids),
    rest: (_, idle) => all.rest(idle),
  };
};
