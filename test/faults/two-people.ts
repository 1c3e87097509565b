import { MemoryCache } from '../../core/cache/index.js';
import { createClient } from '../../core/client/index.js';
import type { Client } from '../../core/client/types.js';
import { loadOwnTyping } from '../../core/client/typing.js';
import type { Content, ConversationId } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { HubEngine } from '../../engines/hub/engine.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { loadRareFacets } from '../../engines/hub/later.js';
import { memoryFiles } from '../../hub/host/page/files.js';
import { localPort } from '../../hub/host/page/local.js';
import { serveLink } from '../../hub/host/page/serve.js';
import { pageToken, pageTokens } from '../../hub/host/page/tokens.js';
import type { OpenPort } from '../../hub/protocol/index.js';
import { createHub } from '../../hub/service/index.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import type { Storage } from '../../hub/storage/port.js';
import { rows, Switch } from '../contracts/engine/client-world.js';
import { VirtualClock } from './clock.js';
import { type Faults, FaultyNetwork } from './port.js';
import { seeded } from './random.js';

// Time is virtual here, loading is not.
await Promise.all([loadRareEvents(), loadRareFacets(), loadOwnTyping(), prepareOutbox()]);

const NAMES = ['ann', 'bob'] as const;
export type Name = (typeof NAMES)[number];

/** Somebody at a page that can be reloaded: the client goes, the cache stays. */
export class Person {
  readonly name: Name;
  readonly typed: string[] = [];
  readonly #cache = new MemoryCache();
  readonly #network = new Switch();
  readonly #make: (network: Switch, cache: MemoryCache) => Client;
  client: Client;

  constructor(name: Name, make: (network: Switch, cache: MemoryCache) => Client) {
    this.name = name;
    this.#make = make;
    this.client = this.#start();
  }

  get conversation(): ConversationId {
    return `direct:${this.name === 'ann' ? 'bob' : 'ann'}`;
  }

  set online(value: boolean) {
    this.#network.value = value;
  }

  async type(words: string): Promise<void> {
    // What is typed counts once the client has promised to keep it.
    await this.client.messages.send(this.conversation, { kind: 'text', text: words } as unknown as Content);
    this.typed.push(words);
  }

  async reload(): Promise<void> {
    await this.client.session.stop();
    this.client = this.#start();
  }

  shown(): { words: unknown; sender: string; state: string }[] {
    return rows(this.client, this.conversation).map(({ content, senderId, delivery }) => {
      return { words: (content as { text?: string }).text, sender: senderId, state: delivery.state };
    });
  }

  #start(): Client {
    const client = this.#make(this.#network, this.#cache);
    void client.session.start().catch(() => undefined);
    client.conversations.open(this.conversation);
    return client;
  }
}

/** Ann and Bob, a hub that keeps everything in memory, and a network of one seed between them. */
export const twoPeople = async (seed: number, faults: Faults) => {
  const random = seeded(seed);
  const clock = new VirtualClock();
  let ids = 0;
  const id = () => `id-${seed}-${String(++ids).padStart(12, '0')}`;
  const storage = memoryStorage();
  const people = NAMES.map((name) => ({ id: name, name }));
  await storage.transaction(async ({ users }) => {
    for (const person of people) await users.put({ ...person, kind: 'user', createdAt: clock.now() });
  });
  // What was asked for in time may arrive late here.
  const options = { limits: { recallSeconds: 10_000_000 } };
  const hub = await createHub({ storage, tokens: pageTokens(people, clock.now), clock, random: id, options });
  const files = memoryFiles();
  const open: OpenPort = async () => localPort((post, onEnd) => serveLink(hub, files, post, onEnd));
  const network = new FaultyNetwork(clock, random, faults);
  /** At a browser of his own, where nothing is held yet. */
  const sit = (name: Name): Person =>
    new Person(name, (online, cache) =>
      createClient({
        engine: new HubEngine({ port: network.wrap(open), clock }),
        credentials: { userId: name, token: async () => pageToken(name) },
        cache,
        environment: { ...clockOf(clock), random, id, network: online, visible: new Switch(), tabs: undefined },
      }),
    );
  const [ann, bob] = NAMES.map(sit) as [Person, Person];
  const close = async (): Promise<void> => {
    const ends = [ann.client.session.stop(), bob.client.session.stop()];
    await clock.pass(30_000);
    await Promise.all(ends);
    await hub.close();
  };
  return { ann, bob, sit, clock, network, random, storage, close };
};

const clockOf = ({ now, setTimeout, clearTimeout }: VirtualClock) => ({ now, setTimeout, clearTimeout });

/** Texts as the storage has them, in its order. */
export const kept = (storage: Storage): Promise<{ words: unknown; sender: string }[]> =>
  storage.transaction(async ({ members, messages }) => {
    const [member] = await members.of('ann');
    if (!member) return [];
    const page = await messages.page(member.key, { after: 0, limit: 10_000, from: 'start' });
    return page.map(({ content, sender }) => ({ words: content.text, sender }));
  });
