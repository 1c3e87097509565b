import type { Faults } from './port.js';
import { NO_FAULTS } from './port.js';
import type { twoPeople } from './two-people.js';

export type World = Awaited<ReturnType<typeof twoPeople>>;

/** Quiet time in which everything must have come to rest, virtual milliseconds. */
const HEAL_MS = 10 * 60_000;

/** Some kinds of faults, some not. */
export const faultsOf = (random: () => number): Faults => {
  const some = (most: number) => (random() < 0.5 ? random() * most : 0);
  return {
    drop: some(0.1),
    duplicate: some(0.3),
    reorder: some(0.2),
    stall: some(0.03),
    cut: some(0.03),
    delay: some(4_000),
  };
};

/** Time passes until the work is done. */
export const within = async (clock: World['clock'], work: Promise<unknown>): Promise<void> => {
  let done = false;
  const end = work.finally(() => {
    done = true;
  });
  end.catch(() => undefined);
  for (let waited = 0; !done && waited < 60_000; waited += 100) await clock.pass(100);
  await end;
};

export const heal = async ({ ann, bob, clock, network }: World): Promise<void> => {
  network.faults = NO_FAULTS;
  network.down = false;
  ann.online = true;
  bob.online = true;
  network.cut();
  await clock.pass(HEAL_MS);
  // A page that was reloaded before its cache was written holds the newest alone, and knows it: scroll up.
  for (const { client, conversation } of [ann, bob]) {
    for (let pages = 0; pages < 20; pages++) {
      const older = client.messages.older(conversation).catch(() => true);
      await within(clock, older);
      if (!(await older)) break;
    }
  }
};
