import type { Client, Page, UserId } from '../../core/index.js';
import { personName } from '../person/naming.js';

/** Reads a page of the people of whom some are chosen. */
export type PageOf = (cursor?: string) => Promise<Page<UserId>>;

/** Those among whom one chooses where it is not everybody: page by page, words looked for in what was read. */
export class Within {
  readonly page: PageOf;
  #ids: readonly UserId[] = [];
  #next: string | undefined;
  done = false;

  constructor(page: PageOf) {
    this.page = page;
  }

  async more(client: Client): Promise<void> {
    const { items, next } = await this.page(this.#next);
    client.users.want(items);
    this.#ids = [...new Set([...this.#ids, ...items])];
    this.#next = next;
    this.done = next === undefined;
  }

  get ids(): readonly UserId[] {
    return this.#ids;
  }

  /** All of the words stand in the name, or it is the id. */
  found({ store }: Client, words: string): readonly UserId[] {
    const all = words.toLowerCase().split(/\s+/).filter(Boolean);
    if (all.length === 0) return this.#ids;
    return this.#ids.filter((id) => {
      const name = personName(store, id).toLowerCase();
      return id === words || all.every((word) => name.includes(word));
    });
  }
}
