import type { WireRoomNews } from '../../protocol/index.js';

/** Named of those who are there, come and go. */
export const SOME = 20;

export interface Moves {
  /** For all who are there. */
  readonly all: Partial<WireRoomNews>;
  /** For those who came themselves and are not named: they could not tell how many were there before them. */
  readonly apart: ReadonlyMap<string, Partial<WireRoomNews>>;
}

const came = (users: readonly string[], count = users.length): Partial<WireRoomNews> => ({
  ...(count > 0 && { joined: users.slice(-SOME) }),
  ...(count > SOME && { joinedCount: count }),
});

const went = (users: readonly string[]): Partial<WireRoomNews> => ({
  ...(users.length > 0 && { left: users.slice(-SOME) }),
  ...(users.length > SOME && { leftCount: users.length }),
});

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

  /** undefined: nobody came or went. */
  take(): Moves | undefined {
    if (!this.#any) return undefined;
    const [joined, left] = [[...this.#joined], [...this.#left]];
    this.#joined.clear();
    this.#left.clear();
    this.#any = false;
    const unnamed = joined.slice(0, -SOME);
    return {
      all: { ...came(joined), ...went(left) },
      apart: new Map(unnamed.map((user, at) => [user, came(joined, joined.length - at - 1)] as const)),
    };
  }
}
