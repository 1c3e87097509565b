import { type Client, type ConversationId, createClient, MemoryCache } from '../../../core/index.js';
import { hubEngine } from '../../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../../hub/host/page/index.js';
import type { ServerFrame } from '../../../hub/protocol/index.js';
import { until } from './page.js';

const PLENTY = { rates: { callsPerSecond: 1e6 }, limits: { sendsPerSecond: 1e6 } };
const silent = { value: true, subscribe: () => () => {} };
const PEOPLE = [
  { id: 'ann', name: 'Ann Lee' },
  { id: 'bob', name: 'Bob Okoro' },
  { id: 'cleo', name: 'Cleo' },
] as const;

export interface Places {
  readonly hub: PageHub;
  /** Of ann. */
  readonly client: Client;
  as(person: string): Promise<Client>;
  stop(): Promise<void>;
}

/** A hub inside the page: what the elements show is the real thing. */
export async function places(): Promise<Places> {
  const hub = pageHub({ name: `places-${Math.random()}`, storage: 'memory', people: PEOPLE, options: PLENTY });
  const made = new Map<string, Promise<Client>>();
  const as = (person: string): Promise<Client> => {
    const known = made.get(person);
    if (known) return known;
    const client = createClient({
      engine: hubEngine({ port: hub.open }),
      credentials: { userId: person, token: async () => pageToken(person) },
      cache: new MemoryCache(),
      name: `${person}-${Math.random()}`,
      environment: { tabs: undefined, visible: silent },
    });
    const started = client.session.start().then(async () => {
      await until(() => client.store.get('session', 'self')?.state === 'connected', 'a connection');
      return client;
    });
    made.set(person, started);
    return started;
  };
  const stop = async (): Promise<void> => {
    for (const one of made.values()) await (await one).session.stop();
  };
  return { hub, client: await as('ann'), as, stop };
}

export const say = (client: Client, to: ConversationId, text: string): Promise<string> =>
  client.messages.send(to, { kind: 'text', text });

type Say = (text: string) => Promise<unknown>;

/** Somebody in a room who speaks faster than a person's client lets him. */
export async function speaker(hub: PageHub, userId: string, room: string): Promise<Say> {
  const port = await hub.open({});
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  port.onFrame((told) => {
    const frame = told as ServerFrame;
    if (!('ok' in frame)) return;
    const one = waiting.get(frame.id);
    waiting.delete(frame.id);
    if (frame.ok) one?.resolve(frame.result);
    else one?.reject(new Error(frame.error.message));
  });
  let id = 0;
  const call = (op: string, args: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, { resolve, reject });
      port.send({ id, op, args } as never);
    });
  const device = { id: `speaker-${userId}`, class: 'desktop', name: 'Speaker' };
  await call('session.hello', { protocol: 1, token: pageToken(userId), device });
  await call('rooms.join', { room, create: {} });
  return (text) =>
    call('messages.send', {
      conversation: `room:${room}`,
      clientId: `${userId}-${text}`.replaceAll(' ', '-'),
      content: { kind: 'text', text },
    });
}
