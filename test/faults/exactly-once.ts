import assert from 'node:assert/strict';
import { faultsOf, heal, type World, within } from './living.js';
import { NO_FAULTS } from './port.js';
import { kept, type Person, twoPeople } from './two-people.js';

export const MESSAGES = 12;

/** Two people write while everything that can go wrong does. */
const live = async ({ ann, bob, clock, network, random }: World): Promise<void> => {
  for (let n = 0; n < MESSAGES; n++) {
    const who = random() < 0.5 ? ann : bob;
    await within(clock, who.type(`${who.name} ${who.typed.length}`));
    const dice = random();
    if (dice < 0.08) await within(clock, (random() < 0.5 ? ann : bob).reload());
    else if (dice < 0.14) network.cut();
    else if (dice < 0.2) network.down = !network.down;
    else if (dice < 0.26) (random() < 0.5 ? ann : bob).online = random() < 0.3;
    await clock.pass(random() * 6_000);
  }
};

const check = (all: { words: unknown; sender: string }[], ann: Person, bob: Person): void => {
  for (const { name, typed } of [ann, bob]) {
    const own = all.filter(({ sender }) => sender === name).map(({ words }) => words);
    assert.deepEqual(own, typed, `what ${name} typed, in the storage`);
  }
  for (const person of [ann, bob]) {
    const shown = person.shown();
    const words = all.map(({ words }) => words);
    assert.deepEqual(
      shown.map(({ words }) => words),
      words,
      `what ${person.name} sees`,
    );
    assert.ok(
      shown.every(({ state }) => state === 'sent'),
      `${person.name} sees something unsent`,
    );
  }
};

/** One schedule; resolves to how often each kind of fault happened, and how much was typed. */
export const run = async (seed: number): Promise<Record<string, number>> => {
  const world = await twoPeople(seed, NO_FAULTS);
  world.network.faults = faultsOf(world.random);
  try {
    await live(world);
    await heal(world);
    check(await kept(world.storage), world.ann, world.bob);
    return { ...world.network.happened, typed: world.ann.typed.length + world.bob.typed.length };
  } catch (error) {
    throw new Error(`seed ${seed} (again: SEED=${seed} SEEDS=1): ${(error as Error).message}`, { cause: error });
  } finally {
    await world.close();
  }
};
