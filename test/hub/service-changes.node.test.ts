import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { mirrorOf, rowOf, truthOf } from './support/mirror.js';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, Refused, settle, type TestClient, type World } from './support/service.js';

const PEOPLE = ['ann', 'bob'] as const;
type Name = (typeof PEOPLE)[number];
const toOther = (name: Name): string => (name === 'ann' ? 'direct:bob' : 'direct:ann');

const DEEDS = [
  ...(['send', 'send', 'reply', 'edit', 'edit', 'react', 'react', 'extend', 'extend', 'pin', 'recall'] as const),
  ...(['delete', 'clear', 'away'] as const),
];
interface Step {
  readonly who: Name;
  readonly deed: (typeof DEEDS)[number];
  readonly which: number;
  readonly n: number;
}

const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom(...PEOPLE),
    deed: fc.constantFrom(...DEEDS),
    which: fc.nat(2),
    n: fc.nat(5),
  }),
  { minLength: 10, maxLength: 50, size: 'max' },
);

/** One of the last messages that he can see. */
const pick = async (client: TestClient, conversation: string, which: number): Promise<string> => {
  const all = await truthOf(client, conversation);
  return all.at(-1 - (which % Math.max(1, all.length)))?.id ?? 'none';
};

/** What may be refused: there is nothing to do it to, or it is no longer his to do. */
const EXPECTED = new Set(['not-found', 'forbidden', 'conflict']);

const perform = async (client: TestClient, { who, deed, which, n }: Step): Promise<unknown> => {
  const conversation = toOther(who);
  if (deed === 'send') return client.send(conversation, `text ${n}`);
  const id = await pick(client, conversation, which);
  const content = { kind: 'text', text: `other ${n}` };
  const clientId = crypto.randomUUID();
  if (deed === 'reply') return client.call('messages.send', { clientId, conversation, content, replyTo: { id } });
  if (deed === 'edit') return client.call('messages.edit', { conversation, id, content });
  if (deed === 'react') {
    return client.call('messages.react', {
      conversation,
      id,
      emoji: n < 4 ? '👍' : '❤️',
      on: n % 2 === 0,
    });
  }
  if (deed === 'extend') {
    const key = n % 2 === 0 ? 'a' : `@${who}/x`;
    return client.call('messages.extend', {
      conversation,
      id,
      ...(n < 3 ? { set: { [key]: `${n}` } } : { remove: [key] }),
    });
  }
  if (deed === 'pin') return client.call('messages.pin', { conversation, id, pinned: n % 3 > 0 });
  if (deed === 'recall') return client.call('messages.recall', { conversation, id });
  if (deed === 'delete') return client.call('messages.delete', { conversation, ids: [id] });
  return client.call('messages.clear', { conversation, upTo: n });
};

/** A device of his that comes and goes; what it was told is kept. */
class Wanderer {
  readonly events: TestClient['events'] = [];
  #client: TestClient;

  constructor(client: TestClient) {
    this.#client = client;
  }

  async cut(world: World, name: Name, meanwhile: () => Promise<unknown>): Promise<void> {
    this.events.push(...this.#client.events);
    this.#client = await cutAndBack(world, this.#client, name, 'wanders', meanwhile);
  }

  end(): TestClient['events'] {
    return [...this.events, ...this.#client.events];
  }
}

const live = async (world: World, all: readonly Step[]): Promise<void> => {
  const stays: Record<Name, TestClient> = {
    ann: await world.enter('ann', 'stays'),
    bob: await world.enter('bob', 'stays'),
  };
  const wanders: Record<Name, Wanderer> = {
    ann: new Wanderer(await world.enter('ann', 'wanders')),
    bob: new Wanderer(await world.enter('bob', 'wanders')),
  };
  const act = (step: Step) =>
    perform(stays[step.who], step).catch((error) => {
      if (!(error instanceof Refused) || !EXPECTED.has(error.code)) throw error;
    });
  for (const [index, step] of all.entries()) {
    if (step.deed !== 'away') await act(step);
    else {
      // The next few things happen without this device.
      const missed = all.slice(index + 1, index + 4).filter(({ deed }) => deed !== 'away');
      await wanders[step.who].cut(world, step.who, async () => {
        for (const one of missed) await act(one);
      });
    }
  }
  await settle();
  for (const name of PEOPLE) {
    const conversation = toOther(name);
    const fresh = await world.enter(name, 'fresh');
    const truth = await truthOf(fresh, conversation);
    assert.deepEqual(mirrorOf(stays[name].events, conversation), truth, `${name}, always here`);
    assert.deepEqual(mirrorOf(wanders[name].end(), conversation), truth, `${name}, now and then`);
    const replayed = await world.enter(name, 'late', 0);
    assert.deepEqual(mirrorOf(replayed.events, conversation), truth, `${name}, all from the log`);
    const [row] = (await fresh.call('conversations.list', {})).items;
    assert.deepEqual(rowOf(stays[name].of('conversation').at(-1)?.conversation), rowOf(row), `${name}, the row`);
    const pins = (await fresh.call('messages.pins', { conversation })).items.map(({ id }) => id);
    assert.deepEqual(
      pins.toSorted(),
      truth
        .filter(({ pinned }) => pinned)
        .map(({ id }) => id)
        .toSorted(),
    );
    assert.equal(row?.pins ?? 0, pins.length);
  }
};

onEveryStorage('whatever two people do to their messages', (make) => {
  it('all their devices hold what history says', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = await make();
        await live(world, all);
        await world.hub.close();
      }),
      { numRuns: 25, seed: 23 },
    );
  });
});
