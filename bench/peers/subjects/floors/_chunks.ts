/** A window of chunks over a long list, without a document: which rows are drawn, and how high is what is left out. */
export interface Chunk<T> {
  readonly key: number;
  readonly items: T[];
  /** As last measured; 0: never. */
  height: number;
}

export class Chunks<T> {
  all: Chunk<T>[] = [];
  from = 0;
  to = 0;
  #key = 0;

  constructor(
    readonly size: number,
    /** Height of a row that was never drawn. */
    readonly estimate: number,
  ) {}

  set(items: readonly T[], atEnd: boolean): void {
    this.all = this.#split(items);
    this.from = 0;
    this.to = Math.min(2, this.all.length);
    if (atEnd) this.follow();
  }

  get above(): number {
    return this.#sum(0, this.from);
  }

  get below(): number {
    return this.#sum(this.to, this.all.length);
  }

  append(item: T): void {
    const last = this.all.at(-1);
    if (last && last.items.length < this.size) last.items.push(item);
    else this.all.push(...this.#split([item]));
  }

  prepend(items: readonly T[]): void {
    const chunks = this.#split(items);
    this.all.unshift(...chunks);
    this.from += chunks.length;
    this.to += chunks.length;
  }

  /** The window stands at the end. */
  follow(): void {
    this.to = this.all.length;
    this.from = Math.max(0, this.to - 2);
  }

  /** The window for a place of the scroller; false: it stays. */
  move(top: number, height: number): boolean {
    let [from, y] = [0, 0];
    while (from < this.all.length - 1 && y + this.#heightOf(from) < top - height) y += this.#heightOf(from++);
    let to = from;
    while (to < this.all.length && y < top + 2 * height) y += this.#heightOf(to++);
    const same = from === this.from && to === this.to;
    this.from = from;
    this.to = to;
    return !same;
  }

  #split(items: readonly T[]): Chunk<T>[] {
    const chunks: Chunk<T>[] = [];
    for (let at = 0; at < items.length; at += this.size)
      chunks.push({ key: this.#key++, items: items.slice(at, at + this.size), height: 0 });
    return chunks;
  }

  #heightOf(at: number): number {
    const { height, items } = this.all[at] as Chunk<T>;
    return height || items.length * this.estimate;
  }

  #sum(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += this.#heightOf(at);
    return sum;
  }
}
