import { createHub, type HubOptions } from '../../../hub/service/index.js';
import { settle, TestClient, TestClock, type World } from './service.js';

const GENEROUS = { rates: { callsPerSecond: 10_000, visitorsPerMinute: 10_000 }, limits: { sendsPerSecond: 10_000 } };

/** A hub that finds what another one left when it was killed `later` milliseconds ago: its timers never run again. */
export const restarted = async (world: World, later = 0, options: HubOptions = {}): Promise<World> => {
  const clock = new TestClock();
  clock.time = world.clock.time + later;
  const { storage, tokens, token } = world;
  const hub = await createHub({ storage, tokens, clock, options: { ...GENEROUS, ...options } });
  return {
    ...{ hub, storage, clock, tokens, token },
    async enter(user, device, cursor) {
      const client = new TestClient(hub);
      await client.hello(await token(user), device, cursor);
      await settle();
      return client;
    },
    visitor: () => Promise.reject(new Error('no visitors after a restart')),
  };
};

/** The device is cut off, comes back with its cursor, and is told what it missed. */
export const cutAndBack = async (
  world: World,
  client: TestClient,
  user: string,
  device: string,
  meanwhile: () => Promise<unknown>,
): Promise<TestClient> => {
  const { cursor } = client;
  client.connection.closed();
  client.closed = true;
  await meanwhile();
  await settle();
  return world.enter(user, device, cursor);
};
