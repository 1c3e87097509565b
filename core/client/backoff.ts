/** Longest waits in milliseconds: 0, .25, .5, 1, 2 ... 64 s. */
const LONGEST = 64_000;

/** Full jitter: anything between nothing and the longest wait of this attempt, so that a crowd does not come back at once. */
export const backoff = (attempt: number, random: () => number): number =>
  attempt <= 0 ? 0 : Math.round(random() * Math.min(LONGEST, 250 * 2 ** Math.min(attempt - 1, 20)));
