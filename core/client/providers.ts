import type { Engine } from '../engine/index.js';
import type { Contact, Group, Space, User, UserId } from '../model/index.js';
import type { Context } from './context.js';

/**
 * What the page knows of people, groups and spaces: asked where the back end keeps none, and believed where both know.
 * Each is asked for lists of ids and answers those it knows; what takes longer than ten seconds, or throws, is left out
 * and logged. Asked again with `users.refresh`, `groups.get` and `contacts.load`.
 */
export interface Providers {
  users?(ids: readonly UserId[]): Promise<readonly User[]>;
  groups?(ids: readonly string[]): Promise<readonly (Pick<Group, 'id'> & Partial<Group>)[]>;
  /** All of them. */
  contacts?(): Promise<readonly (Pick<Contact, 'userId'> & Partial<Contact>)[]>;
  spaces?(): Promise<readonly (Pick<Space, 'id'> & Partial<Space>)[]>;
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

/** The same engine, in whose answers and events the page's own words stand. How they come together is loaded with the first. */
export const provided = (engine: Engine, providers: Providers, host: Pick<Context, 'env' | 'log'>): Engine => {
  type Provided = import('../people/provided.js').Provided;
  let known: Provided | undefined;
  const load = async (): Promise<Provided> => {
    const { Provided: Class } = await import('../people/provided.js');
    known ??= new Class(engine, providers, host);
    return known;
  };
  const own: Record<string, unknown> = {
    subscribe: (listener: Parameters<Engine['subscribe']>[0]) =>
      engine.subscribe((batch) => listener(known ? known.dress(batch) : batch)),
    can: (...[action, ...rest]: Parameters<Engine['can']>) =>
      (action === 'contacts' && providers.contacts) || (action === 'spaces' && providers.spaces)
        ? 'available'
        : engine.can(action, ...rest),
  };
  for (const [name, [facet, method]] of Object.entries(ASKED)) {
    if (!providers[name as keyof Providers]) continue;
    const run: Run = async (...args) => ((await load()) as unknown as Record<string, Run>)[name]?.(...args);
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
