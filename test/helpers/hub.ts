import { MemoryCache } from '../../core/cache/index.js';
import { createClient } from '../../core/client/index.js';
import type { Client, ClientOptions } from '../../core/client/types.js';
import { HubEngine } from '../../engines/hub/engine.js';
import { memoryFiles } from '../../hub/host/page/files.js';
import { localPort } from '../../hub/host/page/local.js';
import { serveLink } from '../../hub/host/page/serve.js';
import { pageToken, pageTokens } from '../../hub/host/page/tokens.js';
import type { HubPort } from '../../hub/protocol/index.js';
import { createHub, type HubOptions } from '../../hub/service/index.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import { Switch } from '../contracts/engine/client-world.js';
import { VirtualClock } from '../faults/clock.js';
import { loaded } from './loaded.js';

/** One person's way to the hub, which the test may cut. */
export class Wire {
  readonly network = new Switch();
  readonly visible = new Switch();
  readonly ports = new Set<HubPort>();
}

/** Between its turns, parts that are being loaded come. */
class PatientClock extends VirtualClock {
  override async pass(ms: number): Promise<void> {
    const half = Math.floor(ms / 2);
    await super.pass(0);
    await loaded();
    await super.pass(half);
    await loaded();
    await super.pass(ms - half);
    await loaded();
    await super.pass(0);
  }

  /** Lets time pass till `work` has ended. Calls take turns of the real loop as well, of which no clock knows. */
  async through<T>(work: Promise<T>): Promise<T> {
    let open = true;
    const ended = work.finally(() => {
      open = false;
    });
    ended.catch(() => undefined);
    while (open) await this.pass(20);
    return ended;
  }
}

/** A real hub in memory and real clients on it, on one clock that the test turns. */
export const hubWorld = async (names: readonly string[], options: HubOptions = {}) => {
  const clock = new PatientClock();
  let ids = 0;
  const id = () => `id-${String(++ids).padStart(16, '0')}`;
  const storage = memoryStorage();
  const people = names.map((name) => ({ id: name, name }));
  await storage.transaction(async ({ users }) => {
    for (const person of people) await users.put({ ...person, kind: 'user', createdAt: clock.now() });
  });
  const hub = await createHub({ storage, tokens: pageTokens(people, clock.now), clock, random: id, options });
  const files = memoryFiles();
  const clients: Client[] = [];
  const { now, setTimeout, clearTimeout } = clock;

  const client = (name: string, { environment, ...more }: Partial<ClientOptions> = {}) => {
    const wire = new Wire();
    const engine = new HubEngine({
      clock,
      port: async () => {
        const port = localPort((post, onEnd) => serveLink(hub, files, post, onEnd));
        wire.ports.add(port);
        return port;
      },
    });
    const cache = new MemoryCache();
    const made = createClient({
      engine,
      credentials: { userId: name, token: async () => pageToken(name) },
      cache,
      environment: {
        now,
        setTimeout,
        clearTimeout,
        random: () => 0.5,
        id,
        network: wire.network,
        visible: wire.visible,
        tabs: undefined,
        ...environment,
      },
      ...more,
    });
    clients.push(made);
    return { client: made, engine, wire, cache };
  };
  const start = async (one: Client) => {
    const started = one.session.start();
    await clock.pass(100);
    await started;
    await clock.pass(500);
  };
  const close = async () => {
    const ends = clients.map((one) => one.session.stop());
    await clock.pass(10_000);
    await Promise.all(ends);
    await hub.close();
  };
  return { clock, hub, storage, client, start, close };
};
