import type { Client } from '../../../core/client/types.js';
import type { ConversationId, Message } from '../../../core/model/index.js';
import { engineAt, Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { direct } from '../../contracts/engine/acting.js';
import { World } from '../../contracts/engine/actor.js';
import { equal } from '../../contracts/engine/check.js';
import { rows, say, seat, seen, synced } from '../../contracts/engine/client-world.js';
import type { Trouble } from '../../peers/tencent/troubles.js';

/** What an outage may take at most until all is there again: the SDK gives a request 15 seconds, and is asked again after a wait. */
export const PATIENCE_MS = 90_000;

/** Somebody at a page that can be turned: the client goes, its cache stays. Rows are looked at with each change. */
export class Person {
  readonly typed: string[] = [];
  readonly to: ConversationId;
  readonly #sit: (cache?: Seat['cache']) => Seat;
  readonly #faults: string[] = [];
  /** Each change of what was shown, of this visit. */
  #shown: string[][] = [];
  #stop = () => {};
  #seat: Seat;

  constructor(to: ConversationId, sit: (cache?: Seat['cache']) => Seat) {
    this.to = to;
    this.#sit = sit;
    this.#seat = this.#begin();
  }

  get client(): Client {
    return this.#seat.client;
  }

  async type(text: string): Promise<void> {
    this.typed.push(text);
    await say(this.client, this.to, text);
  }

  async turn(): Promise<void> {
    this.#stop();
    await this.client.session.stop();
    this.#seat = this.#begin(this.#seat.cache);
  }

  /** Waits until all of that is shown and sent, in that order. */
  async shows(wanted: readonly string[]): Promise<void> {
    const whole = () => JSON.stringify(this.#words()) === JSON.stringify(wanted);
    await this.#until(() => whole() && this.#sent());
    const states = textsOf(this.client, this.to).map(({ delivery }) => delivery.state);
    equal([this.#words(), states], [wanted, wanted.map(() => 'sent')], `what ${this.client.userId} sees`);
  }

  /** Waits until everything that both typed is shown and sent; answers it in the order shown. */
  async showsAll(of: readonly Person[]): Promise<unknown[]> {
    const all = of.flatMap(({ typed }) => typed).sort();
    const whole = () => JSON.stringify(this.#words().sort()) === JSON.stringify(all);
    await this.#until(() => whole() && this.#sent());
    const shown = this.#words();
    equal([...shown].sort(), all, `what ${this.client.userId} sees of all that was typed`);
    for (const { typed } of of)
      equal(
        shown.filter((one) => typed.includes(String(one))),
        typed,
        'in the order typed',
      );
    return shown;
  }

  #words(): string[] {
    return textsOf(this.client, this.to).map(({ content }) => content.text);
  }

  #sent(): boolean {
    return textsOf(this.client, this.to).every(({ delivery }) => delivery.state === 'sent');
  }

  async #until(look: () => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end && !look()) await seen(this.client, 'all', look).catch(() => undefined);
  }

  /** At no time did a row stand twice, go away, or change places with one of the same sender. */
  check(): void {
    equal(this.#faults, [], `faults of what ${this.client.userId} saw`);
  }

  #begin(cache?: Seat['cache']): Seat {
    const taken = this.#sit(cache);
    this.#shown = [];
    this.#stop = taken.client.store.tap(() => this.#look(taken.client));
    void taken.client.session.start().catch(() => undefined);
    taken.client.conversations.open(this.to);
    return taken;
  }

  #look(client: Client): void {
    const all = textsOf(client, this.to);
    const wordsOf = ({ content, senderId }: Said) => `${senderId}: ${content.text}`;
    // What has failed stays behind all that is sent.
    const failed = all.filter(({ delivery }) => delivery.state === 'failed').map(wordsOf);
    const now = all.map(wordsOf).filter((one) => !failed.includes(one));
    const before = (this.#shown.at(-1) ?? []).filter((one) => !failed.includes(one));
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    this.#shown.push(now);
    const from = `${JSON.stringify(before)} to ${JSON.stringify(now)}`;
    if (new Set(now).size < now.length) this.#faults.push(`twice: ${JSON.stringify(now)}`);
    if (before.some((one) => !now.includes(one))) this.#faults.push(`gone: ${from}`);
    for (const sender of new Set(before.map((one) => one.split(':')[0]))) {
      const of = (all: readonly string[]) => all.filter((one) => one.startsWith(`${sender}:`) && before.includes(one));
      if (JSON.stringify(of(now)) !== JSON.stringify(of(before))) this.#faults.push(`moved: ${from}`);
    }
  }
}
type Seat = ReturnType<typeof seat>;
type Said = Message & { readonly content: { readonly kind: 'text'; readonly text: string } };

/** What people wrote; lines of the service's stand between. */
const textsOf = (client: Client, id: ConversationId): Said[] =>
  rows(client, id).filter((row): row is Said => row.content.kind === 'text');

export interface Talk {
  readonly peer: Peer;
  readonly ann: Person;
  readonly bob: Person;
  trouble(...all: readonly Trouble[]): Promise<void>;
}

interface Options {
  /** How long each of Ann's tokens is good, milliseconds. */
  readonly lifeMs?: number;
  /** In a group of somebody else's, not with each other. */
  readonly inGroup?: boolean;
}

const groupOf = async (world: World, peer: Peer, members: readonly string[]): Promise<ConversationId> => {
  for (const user of members) await peer.act('import', { user });
  const [owner] = await world.people('eve');
  const group = await owner?.engine.groups?.create({ members });
  return `group:${group?.id}`;
};

/** Ann and Bob, each with what they say to each other open, at an app of their own. */
export const talking = async (work: (talk: Talk) => Promise<void>, options: Options = {}): Promise<void> => {
  const { lifeMs, inGroup = false } = options;
  const peer = await Peer.start();
  const harness = { ...tencentHarness(async () => undefined), engine: () => engineAt(peer) };
  const world = new World(harness);
  const [a, b] = [world.person('ann'), world.person('bob')];
  const sit = (id: string, life?: number) => (cache?: Seat['cache']) =>
    seat(world, id, { cache, credentials: harness.credentials(id, 'good', life) });
  const group = inGroup ? await groupOf(world, peer, [a, b]) : undefined;
  const bob = new Person(group ?? direct(a), sit(b));
  await synced(bob.client);
  const ann = new Person(group ?? direct(b), sit(a, lifeMs));
  await synced(ann.client);
  const trouble = async (...all: readonly Trouble[]) => void (await peer.act('trouble', { all }));
  try {
    await work({ peer, ann, bob, trouble });
    ann.check();
    bob.check();
  } finally {
    await trouble();
    await peer.act('restore');
    await world.end();
  }
};
