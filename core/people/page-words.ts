import type { Context } from '../client/context.js';
import { withLimit } from '../client/limit.js';
import type { Providers } from '../client/providers.js';
import type { EngineEvent, SpaceFace } from '../engine/index.js';
import type { Contact, Group, User } from '../model/index.js';

/** Milliseconds that the page has for an answer. */
const PATIENCE = 10_000;

/** The page's answers, as far as they go: what it leaves out or undefined says nothing. */
interface Said {
  users: User;
  groups: Group;
  contacts: Contact;
  spaces: SpaceFace;
}
export type What = keyof Said & keyof Providers;

/** Whose word holds where both have one: the page's in these fields, the back end's in all others. */
const FACE: Readonly<Record<What, readonly string[] | 'all'>> = {
  users: 'all',
  groups: ['name', 'avatar', 'introduction', 'fields'],
  contacts: [],
  spaces: [],
};
/** What the client itself counts and keeps. */
const OURS: ReadonlySet<string> = new Set(['unread', 'mentions', 'notify']);

const idOf = (what: What, one: object): unknown =>
  (one as Readonly<Record<string, unknown>>)[what === 'contacts' ? 'userId' : 'id'];

const fieldsOf = (one: object): [string, unknown][] => Object.entries(one).filter(([, value]) => value !== undefined);

/** What the page told last, by id, and how it stands in what the back end tells. */
export class PageWords {
  readonly #providers: Providers;
  readonly #host: Pick<Context, 'env' | 'log'>;
  readonly #kept: Readonly<Record<What, Map<unknown, object>>> = {
    users: new Map(),
    groups: new Map(),
    contacts: new Map(),
    spaces: new Map(),
  };

  constructor(providers: Providers, host: Pick<Context, 'env' | 'log'>) {
    this.#providers = providers;
    this.#host = host;
  }

  knows(what: What): boolean {
    return this.#providers[what] !== undefined;
  }

  /** What the page says now of these; of all where it is asked for a whole list. Never rejects. */
  async ask<W extends What>(what: W, ids?: readonly string[]): Promise<readonly Said[W][]> {
    const kept = this.#kept[what];
    try {
      const ask = this.#providers[what] as ((ids?: readonly string[]) => Promise<unknown>) | undefined;
      const answer = await withLimit(this.#host.env, PATIENCE, `providers.${what}`, async () => ask?.(ids));
      if (!Array.isArray(answer)) throw new TypeError('gave no list');
      const good = answer.filter((one) => typeof one === 'object' && one && typeof idOf(what, one) === 'string');
      const fit = good.filter((one) => idOf(what, one) !== '');
      if (fit.length < answer.length) this.#failed(what, `${answer.length - fit.length} without an id`);
      if (!ids) kept.clear();
      const said = fit.filter((one) => !ids || ids.includes(idOf(what, one) as string));
      const wanted = what === 'spaces' ? (field: string) => !OURS.has(field) : () => true;
      const whole = said.map((one) => Object.fromEntries(fieldsOf(one).filter(([field]) => wanted(field))));
      for (const one of whole) kept.set(idOf(what, one), one);
      return whole as unknown as readonly Said[W][];
    } catch (error) {
      this.#failed(what, String(error));
      return [];
    }
  }

  /** Those the page was not yet asked about. */
  async askNew(what: 'users' | 'groups', ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#kept[what].has(id));
    if (this.knows(what) && unknown.length > 0) await this.ask(what, unknown);
  }

  #failed(what: What, error: string): void {
    this.#host.log('warn', 'provider-failed', { what, error });
  }

  /** One of the back end, with what the page told of it. */
  dress<T extends object>(what: What, one: T): T {
    const page = this.#kept[what].get(idOf(what, one));
    if (!page) return one;
    const face = FACE[what];
    const over = face === 'all' ? page : Object.fromEntries(fieldsOf(page).filter(([field]) => face.includes(field)));
    return { ...page, ...Object.fromEntries(fieldsOf(one)), ...over } as T;
  }

  /** What the back end tells unasked. */
  dressEvent(event: EngineEvent): EngineEvent {
    const all = <T extends object>(what: What, list: readonly T[]): T[] => list.map((one) => this.dress(what, one));
    if (event.type === 'users') return { ...event, users: all('users', event.users) };
    if (event.type === 'groups') return { ...event, changed: all('groups', event.changed) };
    if (event.type === 'contacts') return { ...event, changed: all('contacts', event.changed) };
    if (event.type === 'spaces') return { ...event, changed: all('spaces', event.changed) };
    return event;
  }
}
