/** Time, handed in so that tests can turn it. */
export interface HubClock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: HubClock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** The longest a timer can wait; longer waits are waited in pieces. */
const MOST = 2 ** 31 - 1;

/** Runs once at `time` (milliseconds since the epoch), however far away. Gives what calls it off. */
export const runAt = (clock: HubClock, time: number, run: () => void): (() => void) => {
  let timer: unknown;
  const wait = () => {
    const left = time - clock.now();
    timer = left > 0 ? clock.setTimeout(wait, Math.min(left, MOST)) : undefined;
    if (left <= 0) run();
  };
  timer = clock.setTimeout(wait, Math.min(Math.max(0, time - clock.now()), MOST));
  return () => clock.clearTimeout(timer);
};
