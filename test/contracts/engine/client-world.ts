import { MemoryCache } from '../../../core/cache/index.js';
import { createClient } from '../../../core/client/index.js';
import type { Client, ClientOptions, Diagnostic, Environment, Signal, TabPorts } from '../../../core/client/types.js';
import type { Content, ConversationId, Message, MessageId, SessionState, UserId } from '../../../core/model/index.js';
import { idsOf, pendingList } from '../../../core/timeline/index.js';
import { text, type World } from './actor.js';
import { until } from './check.js';

/** A signal that the test turns. */
export class Switch implements Signal {
  #value: boolean;
  readonly #listeners = new Set<() => void>();

  constructor(value = true) {
    this.#value = value;
  }

  get value(): boolean {
    return this.#value;
  }

  set value(next: boolean) {
    this.#value = next;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Web Locks and channels between clients of one process, as between the tabs of one browser. */
export const sharedTabs = (): TabPorts => {
  const queues = new Map<string, Promise<unknown>>();
  const channels = new Map<string, Set<(message: unknown) => void>>();
  return {
    lock(name, { signal }, held) {
      const before = queues.get(name) ?? Promise.resolve();
      const mine = before.then(() => {
        if (signal?.aborted) throw signal.reason;
        return held();
      });
      queues.set(
        name,
        mine.catch(() => undefined),
      );
      const gone = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      return signal ? Promise.race([mine, gone]) : mine;
    },
    channel(name) {
      const all = channels.get(name) ?? new Set();
      channels.set(name, all);
      const own = new Set<(message: unknown) => void>();
      return {
        post(message) {
          const copy = structuredClone(message);
          const others = [...all].filter((listener) => !own.has(listener));
          queueMicrotask(() => {
            for (const listener of others) if (all.has(listener)) listener(copy);
          });
        },
        listen(listener) {
          all.add(listener);
          own.add(listener);
          return () => all.delete(listener);
        },
        close() {
          for (const listener of own) all.delete(listener);
        },
      };
    },
  };
};

export interface Seat {
  readonly client: Client;
  readonly log: Diagnostic[];
  readonly network: Switch;
  readonly visible: Switch;
  /** A turn of the page: the client is gone, what it kept is not. */
  readonly cache: MemoryCache;
}

type SeatOptions = Partial<Omit<ClientOptions, 'cache'>> & {
  readonly cache?: MemoryCache;
  readonly tabs?: TabPorts;
  readonly level?: Diagnostic['level'];
};

/** A client of somebody, not started; stopped at the end of the case. */
export const seat = (world: World, userId: UserId, options: SeatOptions = {}): Seat => {
  const { tabs, level = 'debug', cache = new MemoryCache(), ...rest } = options;
  const [network, visible, log] = [new Switch(), new Switch(), [] as Diagnostic[]];
  const environment: Partial<Environment> = { network, visible, tabs };
  const client = createClient({
    engine: world.harness.engine(),
    credentials: world.harness.credentials(userId),
    name: crypto.randomUUID(),
    cache,
    environment,
    log: { level, sink: (entry) => void log.push(entry) },
    ...rest,
  });
  world.later(() => client.session.stop());
  return { client, log, network, visible, cache };
};

/** Started, signed in and caught up. */
export const sit = async (world: World, userId: UserId, options: SeatOptions = {}): Promise<Seat> => {
  const taken = seat(world, userId, options);
  await taken.client.session.start();
  await synced(taken.client);
  return taken;
};

export const session = ({ store }: Client) => store.get('session', 'self');

export const inState = (client: Client, ...states: SessionState[]): Promise<unknown> =>
  seen(client, `${states.join(' or ')}, is ${session(client)?.state}`, () => {
    const state = session(client)?.state;
    return state !== undefined && states.includes(state);
  });

export const synced = (client: Client): Promise<unknown> =>
  seen(client, `catch-up, is ${session(client)?.state}`, () => {
    const now = session(client);
    return now?.state === 'connected' && now.sync === 'finished';
  });

/** Waits for something to be true of the store. */
export const seen = <T>(client: Client, what: string, look: () => T | undefined | false): Promise<T> =>
  until(`${client.userId} to see ${what}`, look, (again) => client.store.tap(again));

/** The rows of a conversation in the order shown: placed ones, then those on their way. */
export const rows = ({ store }: Client, id: ConversationId): Message[] =>
  [...idsOf(store, id, 0, Number.POSITIVE_INFINITY), ...store.list(pendingList(id))].flatMap(
    (one) => store.get('message', one) ?? [],
  );

export const words = (client: Client, id: ConversationId): unknown[] =>
  rows(client, id).map(({ content }) => (content as { text?: string }).text);

export const hasWords = (client: Client, id: ConversationId, wanted: string): Promise<Message> =>
  seen(client, `"${wanted}"`, () =>
    rows(client, id).find(({ content }) => (content as { text?: string }).text === wanted),
  );

export const isSent = (client: Client, id: MessageId): Promise<unknown> =>
  seen(client, 'its message sent', () => client.store.get('message', id)?.delivery.state === 'sent');

export const say = (client: Client, id: ConversationId, what: string | Content): Promise<MessageId> =>
  client.messages.send(id, typeof what === 'string' ? text(what) : what);
