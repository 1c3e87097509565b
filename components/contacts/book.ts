import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, foldText, type Key, type UserId } from '../../core/index.js';
import { personName } from '../person/naming.js';

/** A row of the list: a heading, or somebody under it. */
export type BookRow =
  | { readonly key: string; readonly what: 'requests' }
  | { readonly key: string; readonly what: 'heading'; readonly group: string; readonly count: number }
  | { readonly key: string; readonly what: 'person'; readonly id: UserId };

/** As people look for names: case, width and accents told apart no more. */
export const plain = (text: string): string => foldText(text).normalize('NFD').replace(/\p{M}/gu, '');

/** What stands for everybody in no group. */
export const REST = '';

/**
 * The contacts of a client in the order of their names, made anew only when one of them has changed: a list is drawn
 * far more often, with every few pixels scrolled.
 */
export class Book implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => Client | undefined;
  #of: Client | undefined;
  #leave: (() => void) | undefined;
  #ids: readonly string[] | undefined;
  #stale = true;
  #lang = '';
  #people: readonly { readonly id: UserId; readonly name: string; readonly folded: string }[] = [];
  #groups: readonly string[] = [];

  constructor(host: ReactiveControllerHost, client: () => Client | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  #end(): void {
    this.#leave?.();
    this.#leave = this.#of = this.#ids = undefined;
    this.#stale = true;
  }

  /** In the order of this language's letters. */
  read(lang: string): void {
    const client = this.#client();
    const ids = client?.store.list('contacts');
    if (client !== this.#of || ids !== this.#ids) {
      this.#end();
      this.#of = client;
      this.#ids = ids;
      if (client && ids) this.#follow(client, ids);
    }
    if (!this.#stale && lang === this.#lang) return;
    this.#stale = false;
    this.#lang = lang;
    this.#make(lang);
  }

  #follow(client: Client, ids: readonly UserId[]): void {
    const unknown = ids.filter((id) => !client.store.has(`user/${id}`));
    if (unknown.length > 0) client.users.want(unknown);
    const people = ids.flatMap((id): Key[] => [`contact/${id}`, `user/${id}`]);
    this.#leave = client.store.subscribe(['list/contacts', 'list/contact-groups', ...people], () => {
      this.#stale = true;
      this.#host.requestUpdate();
    });
  }

  #make(lang: string): void {
    const store = this.#of?.store;
    const order = new Intl.Collator(lang);
    const people = (this.#ids ?? []).map((id) => {
      const name = store ? personName(store, id) : id;
      // Found by what one calls him, by what he calls himself, and by id.
      const folded = plain(`${name}\n${store?.get('user', id)?.name ?? ''}\n${id}`);
      return { id, name, folded };
    });
    this.#people = people.sort((a, b) => order.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
    this.#groups = store?.list('contact-groups') ?? [];
  }

  get size(): number {
    return this.#people.length;
  }

  get groups(): readonly string[] {
    return this.#groups;
  }

  /** Is the list known, be it empty? */
  get known(): boolean {
    return this.#of?.store.has('list/contacts') ?? false;
  }

  /** Those in whom all of the words are found. */
  found(words: readonly string[]): readonly BookRow[] {
    const wanted = words.map(plain);
    return this.#people
      .filter(({ folded }) => wanted.every((word) => folded.includes(word)))
      .map(({ id }) => ({ key: id, what: 'person', id }));
  }

  /** With the groups that are folded up without their people. */
  rows(folded: ReadonlySet<string>): readonly BookRow[] {
    if (this.#groups.length === 0) return this.found([]);
    const store = this.#of?.store;
    const members = new Map<string, UserId[]>([...this.#groups, REST].map((group) => [group, []]));
    for (const { id } of this.#people) {
      const groups = store?.get('contact', id)?.groups.filter((group) => members.has(group)) ?? [];
      for (const group of groups.length > 0 ? groups : [REST]) members.get(group)?.push(id);
    }
    return [...members].flatMap(([group, ids]): BookRow[] => {
      if (group === REST && ids.length === 0) return [];
      const heading: BookRow = { key: `/${group}`, what: 'heading', group, count: ids.length };
      const people = folded.has(group) ? [] : ids;
      return [heading, ...people.map((id): BookRow => ({ key: `${group}/${id}`, what: 'person', id }))];
    });
  }
}
