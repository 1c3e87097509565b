import type { Context } from '../client/context.js';
import type { Providers } from '../client/providers.js';
import type { Engine, Page, PageOptions } from '../engine/index.js';
import type { Contact, Group, User } from '../model/index.js';
import { allPages } from './facet.js';
import { PageWords, type What } from './page-words.js';

type Host = Pick<Context, 'env' | 'log'>;
type Run = (...args: never[]) => unknown;

/** First those the page named, in its order, then those that only the back end has. */
const together = <T extends object>(
  page: readonly T[],
  theirs: readonly T[],
  idOf: (one: T) => string,
  dress: (one: T) => T,
): T[] => {
  const known = new Map(theirs.map((one) => [idOf(one), one]));
  const named = new Set(page.map(idOf));
  const both = page.map((one) => {
    const his = known.get(idOf(one));
    return his ? dress(his) : one;
  });
  return [...both, ...theirs.filter((one) => !named.has(idOf(one)))];
};

/** Those asked for by id: the page and the back end at once. */
const fetching = <T extends User | Group>(what: 'users' | 'groups', engine: Engine, page: PageWords, host: Host) => {
  const fetch = engine[what]?.fetch.bind(engine[what]) as
    | ((ids: readonly string[], options?: object) => Promise<readonly T[]>)
    | undefined;
  /** A back end that fails is no reason to keep from people what the page knows. */
  const theirs = async (ids: readonly string[], options?: object): Promise<readonly T[]> => {
    try {
      return (await fetch?.(ids, options)) ?? [];
    } catch (error) {
      host.log('warn', 'back-end-not-asked', { error: String(error) });
      return [];
    }
  };
  return async (ids: readonly string[], options?: object): Promise<readonly T[]> => {
    const [said, known] = await Promise.all([page.ask(what, ids), theirs(ids, options)]);
    const here = new Set(known.map(({ id }) => id));
    const alone = said.filter(({ id }) => !here.has(id)) as readonly unknown[] as readonly T[];
    const whole = what === 'groups' ? alone.map((one) => ({ kind: 'group', ...one }) as T) : alone;
    return [...known.map((one) => page.dress(what, one)), ...whole];
  };
};

/** Pages of people or groups that the back end found; the page is asked for those it was not asked for before. */
const found =
  <T extends User | Group>(what: 'users' | 'groups', page: PageWords, list: (...args: never[]) => Promise<Page<T>>) =>
  async (...args: never[]): Promise<Page<T>> => {
    const { items, ...rest } = await list(...args);
    await page.askNew(
      what,
      items.map(({ id }) => id),
    );
    return { items: items.map((one) => page.dress(what, one)), ...rest };
  };

/** A whole list, in one page. */
const listing = (what: 'contacts' | 'spaces', engine: Engine, page: PageWords) => {
  const facet = engine[what];
  const list = facet?.list.bind(facet) as ((options: PageOptions) => Promise<Page<object>>) | undefined;
  const idOf = (one: object): string => (what === 'contacts' ? (one as Contact).userId : (one as { id: string }).id);
  return async (options: PageOptions = {}): Promise<Page<object>> => {
    const has = list && engine.can(what) === 'available';
    const [said, theirs] = await Promise.all([
      page.ask(what),
      has ? allPages((cursor) => list({ ...options, cursor })) : [],
    ]);
    const whole = what === 'contacts' ? said.map((one) => ({ groups: [], since: 0, ...one })) : said;
    return { items: together<object>(whole, theirs, idOf, (one) => page.dress(what, one)) };
  };
};

/** The methods that answer otherwise than the back end alone, by facet. */
const changed = (
  engine: Engine,
  page: PageWords,
  host: Host,
): Readonly<Record<string, Readonly<Record<string, Run>>>> => {
  const { directory, groups } = engine;
  return {
    ...(page.knows('users') && {
      users: { fetch: fetching<User>('users', engine, page, host) },
      ...(directory && { directory: { search: found('users', page, directory.search.bind(directory)) } }),
    }),
    ...(page.knows('groups') && {
      groups: {
        fetch: fetching<Group>('groups', engine, page, host),
        ...(groups?.mine && { mine: found('groups', page, groups.mine.bind(groups)) }),
        ...(groups?.directory && { directory: found('groups', page, groups.directory.bind(groups)) }),
      },
    }),
    ...(page.knows('contacts') && { contacts: { list: listing('contacts', engine, page) } }),
    ...(page.knows('spaces') && { spaces: { list: listing('spaces', engine, page) } }),
  };
};

/** The same engine, in whose answers and events the page's own words stand. */
export const provided = (engine: Engine, providers: Providers, host: Host): Engine => {
  const page = new PageWords(providers, host);
  /** Lists that are there for the page's sake alone: of the back end's methods there are none. */
  const alone = (what: string): boolean =>
    (what === 'contacts' || what === 'spaces') && engine.can(what) !== 'available';
  const own: Record<string, unknown> = {
    subscribe: (listener: Parameters<Engine['subscribe']>[0]) =>
      engine.subscribe((batch) => listener({ ...batch, events: batch.events.map((event) => page.dressEvent(event)) })),
    can: (...[action, ...rest]: Parameters<Engine['can']>) =>
      (action === 'contacts' || action === 'spaces') && page.knows(action) ? 'available' : engine.can(action, ...rest),
  };
  for (const [facet, methods] of Object.entries(changed(engine, page, host)))
    own[facet] = new Proxy(engine[facet as What] ?? {}, {
      get: (target, key) => {
        if (typeof key === 'string' && Object.hasOwn(methods, key)) return methods[key];
        return alone(facet) ? undefined : Reflect.get(target, key);
      },
    });
  return new Proxy(engine, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(own, key)) return own[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
