import { equal } from '../../contracts/engine/check.js';
import { seeded } from '../../faults/random.js';
import type { Trouble } from '../../peers/tencent/troubles.js';
import { PATIENCE_MS, type Talk, talking } from './outage-world.js';

/** Two that are always played, and one of this run: its name has it, so that it can be written here to be played again. */
const SEEDS = [1, 2, Math.floor(Math.random() * 1_000_000)];
const ROUNDS = 12;
const SENDS = ['sendmsg', 'send_group_msg'];
const READS = ['getroammsg', 'getmsg', 'group_msg_get', 'wslogin'];

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What goes wrong next, and for how long. */
const strike = async ({ ann, bob, peer, trouble }: Talk, random: () => number): Promise<void> => {
  const who = random() < 0.5 ? ann : bob;
  const user = random() < 0.5 ? who.client.userId : undefined;
  const pick = <T>(...all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const one: readonly Trouble[] = pick<readonly Trouble[]>(
    [{ what: 'break', commands: SENDS, done: random() < 0.7, times: 1 }],
    [{ what: 'freeze', user }],
    [{ what: 'freeze', commands: READS }],
    [{ what: 'slow', ms: random() * 2_000 }],
    [{ what: 'double' }, { what: 'slow', ms: 300, commands: SENDS }],
    [{ what: 'mute', commands: SENDS, times: 1 }],
  );
  const dice = random();
  if (dice < 0.15) await peer.act('cut');
  else if (dice < 0.3) {
    await peer.act('drop');
    await wait(random() * 3_000);
    await peer.act('restore');
  } else if (dice < 0.4) await who.turn();
  else await trouble(...one);
  await wait(random() * 1_500);
  if (random() < 0.6) await trouble();
};

describe('through troubles of every kind', function () {
  this.timeout(3 * PATIENCE_MS);

  const speak = (seed: number, inGroup: boolean) =>
    talking(
      async (talk) => {
        const { ann, bob } = talk;
        const random = seeded(seed);
        for (let n = 0; n < ROUNDS; n++) {
          const who = random() < 0.5 ? ann : bob;
          await who.type(`${who === ann ? 'ann' : 'bob'} ${n}`);
          if (random() < 0.7) await strike(talk, random);
        }
        await talk.trouble();
        await talk.peer.act('restore');
        const [hers, his] = await Promise.all([ann.showsAll([ann, bob]), bob.showsAll([ann, bob])]);
        equal(hers, his, 'both see the same');
      },
      { inGroup },
    );

  for (const seed of SEEDS) {
    it(`all that two people say is there once and in its order, seed ${seed}`, () => speak(seed, false));
    it(`so is what they say in a group, seed ${seed}`, () => speak(seed, true));
  }
});
