import assert from 'node:assert/strict';
import { loadRare } from '../../core/client/sync.js';
import { type Content, ImError, type Message, type MessageId } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { loadRareFacets } from '../../engines/hub/later.js';
import { rows } from '../contracts/engine/client-world.js';
import { faultsOf, heal, type World, within } from './living.js';
import { NO_FAULTS } from './port.js';
import { type Name, type Person, twoPeople } from './two-people.js';

// Time is virtual here, loading is not.
await Promise.all([
  loadRare(),
  loadRareEvents(),
  loadRareFacets(),
  prepareOutbox(),
  import('../../core/acts/index.js'),
]);

const STEPS = 24;
const EMOJIS = ['👍', '🎉'];

/** What each has done, by the server's id of the message. */
interface Wanted {
  readonly words: Map<string, string>;
  /** `<name> <emoji> <server id>` */
  readonly reactions: Map<string, boolean>;
  readonly deleted: Map<Name, Set<string>>;
  readonly recalled: Set<string>;
}

const pick = <T>(random: () => number, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

/** What a person is told at once: it is too late now, or the message was recalled while he asked. */
const REFUSED: ReadonlySet<string> = new Set(['too-late', 'forbidden', 'not-found']);

/** Whether the client took it on; what it refuses at once has changed nothing. */
const agreed = async (clock: World['clock'], asked: Promise<unknown>): Promise<boolean> => {
  try {
    await within(clock, asked);
    return true;
  } catch (error) {
    if (error instanceof ImError && REFUSED.has(error.code)) return false;
    throw error;
  }
};

/** One of two people does something to a message that is there. */
const change = async (world: World, who: Person, wanted: Wanted): Promise<boolean> => {
  const { random, clock } = world;
  const placed = rows(who.client, who.conversation).filter(
    ({ order, serverId, recalled }) => order && serverId && !recalled,
  );
  const message = pick(random, placed);
  if (!message?.serverId) return false;
  const { id, serverId, own } = message;
  const { messages } = who.client;
  const dice = random();
  if (dice < 0.08 && own) {
    if (!(await agreed(clock, messages.recall(id)))) return false;
    wanted.recalled.add(serverId);
  } else if (dice < 0.45 && own) {
    const words = `${who.name} ${Math.floor(random() * 1e6)}`;
    if (!(await agreed(clock, messages.edit(id, { kind: 'text', text: words } as unknown as Content)))) return false;
    wanted.words.set(serverId, words);
  } else if (dice < 0.85) {
    const emoji = pick(random, EMOJIS) ?? '';
    const on = random() < 0.6;
    if (!(await agreed(clock, messages.react(id, emoji, on)))) return false;
    wanted.reactions.set(`${who.name} ${emoji} ${serverId}`, on);
  } else {
    if (!(await agreed(clock, messages.delete(who.conversation, [id])))) return false;
    wanted.deleted.get(who.name)?.add(serverId);
  }
  return true;
};

const live = async (world: World, wanted: Wanted): Promise<number> => {
  const { ann, bob, clock, network, random } = world;
  let done = 0;
  for (let n = 0; n < STEPS; n++) {
    const who = random() < 0.5 ? ann : bob;
    if (random() < 0.3) await within(clock, who.type(`${who.name} ${who.typed.length}`));
    else done += Number(await change(world, who, wanted));
    const dice = random();
    if (dice < 0.08) await within(clock, (random() < 0.5 ? ann : bob).reload());
    else if (dice < 0.14) network.cut();
    else if (dice < 0.2) network.down = !network.down;
    else if (dice < 0.26) (random() < 0.5 ? ann : bob).online = random() < 0.3;
    await clock.pass(random() * (random() < 0.4 ? 200 : 6_000));
  }
  return done;
};

const waits = ({ client }: Person): boolean => [...client.store.entries()].some(([key]) => key.startsWith('change/'));

const settled = ({ client, conversation }: Person): boolean =>
  client.store.get('session', 'self')?.sync === 'finished' &&
  client.store.get('timeline', conversation)?.opened === true;

/** What a client loads comes by real time, while the time of this test flies. */
const rest = async (clock: World['clock'], people: readonly Person[]): Promise<void> => {
  for (let n = 0; n < 50 && people.some((one) => waits(one) || !settled(one)); n++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.pass(60_000);
  }
};

const view = ({ client, conversation }: Person) =>
  rows(client, conversation).map(
    ({ serverId, senderId, content, recalled, reactions = [], edited, delivery }: Message) => ({
      serverId,
      senderId,
      kind: content.kind,
      words: (content as { text?: string }).text,
      edited: recalled ? undefined : edited?.at,
      state: delivery.state,
      reactions: Object.fromEntries(
        reactions.map(({ emoji, count, mine, users }) => [emoji, { count, mine, users: [...users].sort() }]),
      ),
    }),
  );

const check = (wanted: Wanted, who: Person, fresh: Person): void => {
  const { name, client, typed } = who;
  assert.deepEqual(view(who), view(fresh), `what ${name} sees, and what the hub says`);
  const left = [...client.store.entries()].filter(
    ([key]) => key.startsWith('change/') || key.startsWith('list/pending/'),
  );
  assert.deepEqual(left, [], `what ${name} still waits for`);
  const seen = new Map(view(who).map((row) => [row.serverId as MessageId, row]));
  const gone = wanted.deleted.get(name) ?? new Set();
  for (const id of gone) assert.ok(!seen.has(id), `${name} sees ${id} that he deleted`);
  const { recalled } = wanted;
  for (const id of recalled) if (!gone.has(id)) assert.equal(seen.get(id)?.kind, 'recalled', `recall of ${id}`);
  for (const [id, words] of wanted.words)
    if (!gone.has(id) && !recalled.has(id)) assert.equal(seen.get(id)?.words, words, `words of ${id}`);
  for (const [what, on] of wanted.reactions) {
    const [by = '', emoji = '', id = ''] = what.split(' ');
    if (!gone.has(id) && !recalled.has(id))
      assert.equal(seen.get(id)?.reactions[emoji]?.users.includes(by) ?? false, on, what);
  }
  const own = [...seen.values()].filter(({ senderId }) => senderId === name).length;
  const mine = [...gone].filter((id) => !seen.has(id)).length;
  assert.ok(own <= typed.length && own + mine >= typed.length, `${name} typed ${typed.length} and sees ${own}`);
};

/** One schedule; resolves to how many changes were made. */
export const run = async (seed: number): Promise<number> => {
  const world = await twoPeople(seed, NO_FAULTS);
  const { ann, bob, sit, clock, random } = world;
  const wanted: Wanted = {
    ...{ words: new Map(), reactions: new Map(), recalled: new Set() },
    deleted: new Map([ann, bob].map(({ name }) => [name, new Set<string>()])),
  };
  const strangers: Person[] = [];
  world.network.faults = faultsOf(random);
  try {
    const done = await live(world, wanted);
    await heal(world);
    await rest(clock, [ann, bob]);
    strangers.push(sit('ann'), sit('bob'));
    await clock.pass(60_000);
    await rest(clock, strangers);
    for (const [at, who] of [ann, bob].entries()) check(wanted, who, strangers[at] as Person);
    return done;
  } catch (error) {
    throw new Error(`seed ${seed} (again: SEED=${seed} SEEDS=1): ${(error as Error).message}`, { cause: error });
  } finally {
    const ends = strangers.map(({ client }) => client.session.stop());
    await clock.pass(10_000);
    await Promise.all(ends);
    await world.close();
  }
};
