/** What a hub says of who can see what, said once more as simply as can be. */
export interface Said {
  readonly id: string;
  readonly key: string;
  readonly seq: number;
  readonly sender: string;
  readonly audience?: readonly string[];
  readonly kind: 'text' | 'stream' | 'signal';
  /** Marks that its words hold now. */
  marks: readonly string[];
  /** And its key-values. */
  readonly values: Map<string, string>;
  readonly hiders: Set<string>;
  gone: boolean;
}

/** A mark that stands in no id, and that search can find. */
export const markOf = (n: number): string => `«${n}»`;
export const marksIn = (value: unknown): string[] => JSON.stringify(value ?? null).match(/«\d+»/g) ?? [];

export class Seeing {
  readonly said = new Map<string, Said>();
  /** Of each conversation, from where each member can see. */
  readonly floors = new Map<string, Map<string, number>>();
  /** What was for these people then, and is kept as no message. */
  readonly passing = new Map<string, ReadonlySet<string>>();
  /** Of each who is a member no more, by conversation: the words that he could read when he went. */
  readonly #past = new Map<string, ReadonlyMap<Said, readonly string[]>>();
  readonly #everSeen = new Set<string>();
  readonly #cleared = new Map<string, number>();
  /** The last that had been said when he went. */
  readonly #went = new Map<string, number>();

  members(key: string): string[] {
    return [...(this.floors.get(key)?.keys() ?? [])];
  }

  enter(key: string, user: string, seq: number, open: boolean): void {
    const floors = this.floors.get(key) ?? new Map<string, number>();
    this.#past.delete(`${key} ${user}`);
    this.floors.set(key, floors.set(user, open ? (this.#cleared.get(`${key} ${user}`) ?? 0) : seq));
  }

  leave(key: string, user: string): void {
    const words = this.visible(user).filter((one) => one.key === key && one.kind === 'text');
    this.#past.set(`${key} ${user}`, new Map(words.map((one) => [one, one.marks])));
    const all = [...this.said.values()].filter((one) => one.key === key);
    this.#went.set(`${key} ${user}`, Math.max(0, ...all.map(({ seq }) => seq)));
    this.#cleared.set(`${key} ${user}`, this.floors.get(key)?.get(user) ?? 0);
    this.floors.get(key)?.delete(user);
  }

  clear(key: string, user: string, upTo: number): void {
    const [floors, place] = [this.floors.get(key), `${key} ${user}`];
    if (floors?.has(user)) return void floors.set(user, Math.max(floors.get(user) ?? 0, upTo));
    // Who is gone clears what he could still read, and no more.
    const past = this.#past.get(place);
    if (!past) return;
    const to = Math.min(upTo, this.#went.get(place) ?? 0);
    this.#past.set(place, new Map([...past].filter(([{ seq }]) => seq > to)));
    this.#cleared.set(place, Math.max(this.#cleared.get(place) ?? 0, to));
  }

  sees(user: string, { key, seq, sender, audience, hiders, gone }: Said): boolean {
    const floor = this.floors.get(key)?.get(user);
    if (gone || floor === undefined || seq <= floor || hiders.has(user)) return false;
    return audience === undefined || sender === user || audience.includes(user);
  }

  visible(user: string): Said[] {
    return [...this.said.values()].filter((one) => this.sees(user, one));
  }

  /** Marks that he may be told now. */
  marks(user: string): Set<string> {
    const passing = [...this.passing].filter(([, users]) => users.has(user)).map(([mark]) => mark);
    const now = this.visible(user).flatMap(({ marks, values }) => [...marks, ...values.values()]);
    return new Set([...now, ...this.#remembered(user), ...passing]);
  }

  /** Words that have not changed since he went, and are not gone. */
  #remembered(user: string): string[] {
    const pasts = [...this.#past].filter(([place]) => place.endsWith(` ${user}`));
    return pasts.flatMap(([, words]) =>
      [...words].flatMap(([one, marks]) => (one.gone || one.marks.join() !== marks.join() ? [] : marks)),
    );
  }

  /** Ids that he has had a right to know at any time. */
  known(users: readonly string[]): (user: string, id: string) => boolean {
    for (const user of users) for (const { id } of this.visible(user)) this.#everSeen.add(`${user} ${id}`);
    return (user, id) => this.#everSeen.has(`${user} ${id}`);
  }
}
