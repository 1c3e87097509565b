import type { Context } from '../client/context.js';
import { withLimit } from '../client/limit.js';
import type { Providers } from '../client/providers.js';
import type { Engine, EngineBatch, EngineEvent, Page, PageOptions } from '../engine/index.js';
import type { Contact, Group, Space, User } from '../model/index.js';

/** Milliseconds that the page has for an answer. */
const PATIENCE = 10_000;

/** Fields that the page gave; what it leaves undefined says nothing. */
const given = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;

/** What the back end says with what the page says over it, both by id. */
const over = <T extends object>(
  theirs: readonly T[],
  page: ReadonlyMap<string, object>,
  idOf: (one: T) => string,
): T[] =>
  theirs.map((one) => {
    const own = page.get(idOf(one));
    return own ? { ...one, ...own } : one;
  });

/** What the page told last, and the engine's answers and events with it. */
class Provided {
  readonly #engine: Engine;
  readonly #providers: Providers;
  readonly #host: Pick<Context, 'env' | 'log'>;
  readonly #users = new Map<string, object>();
  readonly #groups = new Map<string, object>();

  constructor(engine: Engine, providers: Providers, host: Pick<Context, 'env' | 'log'>) {
    this.#engine = engine;
    this.#providers = providers;
    this.#host = host;
  }

  async users(ids: readonly string[], options?: object): Promise<readonly User[]> {
    const [page, theirs] = await Promise.all([
      this.#ask('users', () => this.#providers.users?.(ids)),
      this.#theirs(() => this.#engine.users?.fetch(ids, options)),
    ]);
    return this.#together(this.#users, page, theirs, ids);
  }

  async groups(ids: readonly string[], options?: object): Promise<readonly Group[]> {
    const [page, theirs] = await Promise.all([
      this.#ask('groups', () => this.#providers.groups?.(ids)),
      this.#theirs(() => this.#engine.groups?.fetch(ids, options)),
    ]);
    const whole = page.map((one) => ({ kind: 'group' as const, ...one }));
    return this.#together<Group>(this.#groups, whole, theirs, ids);
  }

  /** The page's first, then those that the back end alone has. */
  async contacts(options: PageOptions = {}): Promise<Page<Contact>> {
    const page = await this.#ask('contacts', () => this.#providers.contacts?.());
    const whole = page.map((one): Contact => ({ groups: [], since: 0, ...one }));
    return this.#listed(whole, options, ({ userId }) => userId, this.#engine.contacts?.list);
  }

  async spaces(options: PageOptions = {}): Promise<Page<Space>> {
    const page = await this.#ask('spaces', () => this.#providers.spaces?.());
    const whole = page.map((one): Space => ({ unread: 0, mentions: 0, ...one }));
    const list = this.#engine.spaces?.list as ((options: PageOptions) => Promise<Page<Space>>) | undefined;
    return this.#listed(whole, options, ({ id }) => id, list);
  }

  /** In what the back end tells unasked, what the page has told stands. */
  dress(batch: EngineBatch): EngineBatch {
    return { ...batch, events: batch.events.map((event) => this.#dressed(event)) };
  }

  #dressed(event: EngineEvent): EngineEvent {
    if (event.type === 'users') return { ...event, users: over(event.users, this.#users, ({ id }) => id) };
    if (event.type === 'groups') return { ...event, changed: over(event.changed, this.#groups, ({ id }) => id) };
    return event;
  }

  #together<T extends { readonly id: string }>(
    kept: Map<string, object>,
    page: readonly T[],
    theirs: readonly T[],
    ids: readonly string[],
  ): T[] {
    for (const one of page) if (ids.includes(one.id)) kept.set(one.id, given(one));
    const both = over(theirs, kept, ({ id }) => id);
    const known = new Set(theirs.map(({ id }) => id));
    return [...both, ...page.filter(({ id }) => ids.includes(id) && !known.has(id))];
  }

  async #listed<T extends object>(
    page: readonly T[],
    options: PageOptions,
    idOf: (one: T) => string,
    list: ((options: PageOptions) => Promise<Page<T>>) | undefined,
  ): Promise<Page<T>> {
    const own = new Map(page.map((one) => [idOf(one), one]));
    const { items, next } = (await list?.(options)) ?? { items: [], next: undefined };
    const rest = items.filter((one) => !own.has(idOf(one)));
    return { items: options.cursor === undefined ? [...page, ...rest] : rest, ...(next !== undefined && { next }) };
  }

  /** A back end that fails is no reason to keep from people what the page knows. */
  async #theirs<T>(ask: () => Promise<readonly T[]> | undefined): Promise<readonly T[]> {
    try {
      return (await ask()) ?? [];
    } catch (error) {
      this.#host.log('warn', 'back-end-not-asked', { error: String(error) });
      return [];
    }
  }

  async #ask<T>(what: keyof Providers, ask: () => Promise<readonly T[]> | undefined): Promise<readonly T[]> {
    try {
      const answer = await withLimit(this.#host.env, PATIENCE, `providers.${what}`, async () => ask());
      if (answer === undefined) return [];
      if (!Array.isArray(answer)) throw new TypeError('gave no list');
      return answer.filter((one) => typeof one === 'object' && one !== null);
    } catch (error) {
      this.#host.log('warn', 'provider-failed', { what, error: String(error) });
      return [];
    }
  }
}

type Run = (...args: readonly unknown[]) => unknown;
type Facets = Readonly<Record<string, Readonly<Record<string, Run>>>>;
/** What the page may know, by the facet and the method that it is asked by. */
const ASKED = {
  users: ['users', 'fetch'],
  groups: ['groups', 'fetch'],
  contacts: ['contacts', 'list'],
  spaces: ['spaces', 'list'],
} as const;

/** The same engine, in whose answers and events the page's own words stand. */
export const provided = (engine: Engine, providers: Providers, host: Pick<Context, 'env' | 'log'>): Engine => {
  const page = new Provided(engine, providers, host);
  const own: Record<string, unknown> = {
    subscribe: (listener: Parameters<Engine['subscribe']>[0]) =>
      engine.subscribe((batch) => listener(page.dress(batch))),
    can: (...[action, ...rest]: Parameters<Engine['can']>) =>
      (action === 'contacts' && providers.contacts) || (action === 'spaces' && providers.spaces)
        ? 'available'
        : engine.can(action, ...rest),
  };
  for (const [name, [facet, method]] of Object.entries(ASKED)) {
    if (!providers[name as keyof Providers]) continue;
    const run: Run = (...args) => (page as unknown as Record<string, Run>)[name]?.(...args);
    const inner = (engine as unknown as Facets)[facet];
    own[facet] = new Proxy(inner ?? {}, { get: (target, key) => (key === method ? run : Reflect.get(target, key)) });
  }
  return new Proxy(engine, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(own, key)) return own[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
