import type { WireRoomNews } from '../../../hub/protocol/index.js';
import { settle, type TestClient, type World } from './service.js';

export const LIVE = 'room:live';

export const news = (client: TestClient): WireRoomNews[] =>
  client.signals.flatMap((signal) => (signal.t === 'room' ? [signal.news] : []));
export const heard = (client: TestClient): unknown[] =>
  news(client).flatMap(({ messages = [] }) => messages.map(({ content }) => content.text ?? content.type));
export const field = <K extends keyof WireRoomNews>(client: TestClient, name: K): WireRoomNews[K] | undefined =>
  news(client).findLast((one) => one[name] !== undefined)?.[name];

/** Until everything that waits for the room's clock is told. */
export const tick = async ({ clock }: World, ms = 60): Promise<void> => {
  await settle();
  clock.advance(ms);
  await settle();
};

export const gift = (client: TestClient, type: string, clientId: string = crypto.randomUUID()) =>
  client.call('messages.send', { conversation: LIVE, clientId, content: { kind: 'custom', type, data: null } });

/** Ann's room, and bob in it. */
export const live = async (world: World) => {
  const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
  await ann.call('rooms.join', { room: 'live', create: { name: 'Live' } });
  await bob.call('rooms.join', { room: 'live' });
  return { ann, bob };
};
