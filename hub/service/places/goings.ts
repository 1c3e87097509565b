import type { WireRoomNews } from '../../protocol/index.js';

/** Named of those who are there, come and go. */
export const SOME = 20;

/** Who came and who went since it was told; who did both is nobody's news. */
export class Goings {
  readonly #joined = new Set<string>();
  readonly #left = new Set<string>();
  #any = false;

  came(user: string): void {
    this.#any = true;
    if (!this.#left.delete(user)) this.#joined.add(user);
  }

  went(user: string): void {
    this.#any = true;
    if (!this.#joined.delete(user)) this.#left.add(user);
  }

  news(online: number, recent: readonly string[]): Partial<WireRoomNews> {
    const [joined, left, any] = [[...this.#joined].slice(-SOME), [...this.#left].slice(-SOME), this.#any];
    this.#joined.clear();
    this.#left.clear();
    this.#any = false;
    return {
      ...(any && { online, recent }),
      ...{ ...(joined.length > 0 && { joined }), ...(left.length > 0 && { left }) },
    };
  }
}
