import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import { createTokens, type HostTokens } from '../../../hub/host/node/tokens.js';
import type {
  Ops,
  ServerFrame,
  Welcome,
  WireError,
  WireEvent,
  WireMessage,
  WireSignal,
} from '../../../hub/protocol/index.js';
import { createHub, type Hub, type HubClock, type HubOptions } from '../../../hub/service/index.js';
import type { Storage } from '../../../hub/storage/index.js';
import { memoryStorage } from '../../../hub/storage/memory.js';
import { sqliteStorage } from '../../../hub/storage/sqlite/index.js';

export class TestClock implements HubClock {
  time = Date.UTC(2030, 0, 1);
  #timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  #next = 1;

  now = (): number => this.time;

  setTimeout(run: () => void, ms: number): number {
    this.#timers.set(this.#next, { at: this.time + ms, run });
    return this.#next++;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  get waiting(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.time = Math.max(this.time, due[1].at);
      due[1].run();
    }
    this.time = end;
  }
}

/** Long enough for everything that is not waiting for the test clock. */
export const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** For what takes a thread of its own, such as signatures. */
export const until = async (holds: () => boolean): Promise<void> => {
  for (let round = 0; round < 10_000 && !holds(); round++) await new Promise((resolve) => setImmediate(resolve));
  if (!holds()) throw new Error('it never came');
};

export class Refused extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(`${wire.code}: ${wire.message}`);
    this.wire = wire;
  }
  get code(): string {
    return this.wire.code;
  }
}

/** The client's end of a connection, as bare as can be. */
export class TestClient {
  readonly events: WireEvent[] = [];
  readonly pushes: Extract<ServerFrame, { push: unknown }>[] = [];
  readonly signals: WireSignal[] = [];
  readonly frames: ServerFrame[] = [];
  bye: Extract<ServerFrame, { bye: unknown }>['bye'] | undefined;
  closed = false;
  cursor: number | undefined;
  readonly connection: ReturnType<Hub['connect']>;
  readonly #answers = new Map<number, (frame: ServerFrame) => void>();
  #id = 1;

  constructor(hub: Hub, address?: string) {
    this.connection = hub.connect({
      send: (frame) => this.#take(structuredClone(frame)),
      close: () => {
        this.closed = true;
      },
      address,
    });
  }

  call<O extends keyof Ops>(op: O, args: Ops[O]['args']): Promise<Ops[O]['result']> {
    const id = this.#id++;
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error(`closed: ${JSON.stringify(this.bye)}`));
      this.#answers.set(id, (frame) => {
        if ('ok' in frame && frame.ok) resolve(frame.result as Ops[O]['result']);
        else if ('ok' in frame) reject(new Refused(frame.error));
      });
      this.connection.receive({ id, op, args });
    });
  }

  async hello(token: string, device = 'd1', cursor?: number, kind: 'web' | 'mobile' = 'web'): Promise<Welcome> {
    const welcome = await this.call('session.hello', {
      protocol: 1,
      token,
      device: { id: device, class: kind },
      cursor,
    });
    this.cursor = welcome.sync === 'full' ? welcome.cursor : cursor;
    return welcome;
  }

  send(conversation: string, text: string, clientId: string = crypto.randomUUID()) {
    return this.call('messages.send', { conversation, clientId, content: { kind: 'text', text } });
  }

  async texts(conversation: string): Promise<string[]> {
    const { items } = await this.call('messages.history', { conversation, limit: 100 });
    return items.map(({ content }) => String(content.text ?? content.kind));
  }

  of<T extends WireEvent['t']>(t: T): Extract<WireEvent, { t: T }>[] {
    return this.events.filter((event): event is Extract<WireEvent, { t: T }> => event.t === t);
  }

  get messages(): WireMessage[] {
    return this.of('message').map(({ message }) => message);
  }

  #take(frame: ServerFrame): void {
    if (this.closed) throw new Error('a frame after the end');
    this.frames.push(frame);
    if ('push' in frame) {
      this.pushes.push(frame);
      this.events.push(...frame.push);
      this.cursor = frame.cursor;
    } else if ('signal' in frame) this.signals.push(frame.signal);
    else if ('bye' in frame) this.bye = frame.bye;
    else this.#answers.get(frame.id)?.(frame);
  }
}

export interface World {
  readonly hub: Hub;
  readonly storage: Storage;
  readonly clock: TestClock;
  readonly tokens: HostTokens;
  token(user: string, more?: { kind?: 'user' | 'visitor'; name?: string; ttlMs?: number }): Promise<string>;
  /** Somebody who is signed in. */
  enter(user: string, device?: string, cursor?: number): Promise<TestClient>;
  visitor(): Promise<{ readonly user: string; readonly token: string; readonly client: TestClient }>;
}

export type MakeWorld = (options?: HubOptions) => Promise<World>;

const SECRET = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
/** Calls are not what most tests are about. */
const GENEROUS = { rates: { callsPerSecond: 10_000, visitorsPerMinute: 10_000 }, limits: { sendsPerSecond: 10_000 } };

export const worldOn = async (storage: Storage, options: HubOptions = {}): Promise<World> => {
  const clock = new TestClock();
  const tokens = createTokens(SECRET, clock.now);
  const merged = { ...GENEROUS, ...options, limits: { ...GENEROUS.limits, ...options.limits } };
  const hub = await createHub({ storage, tokens, clock, options: merged });
  const token: World['token'] = (userId, { kind = 'user', name, ttlMs = 1e9 } = {}) =>
    tokens.issue({ userId, kind, name }, ttlMs);
  return {
    ...{ hub, storage, clock, tokens, token },
    async enter(user, device, cursor) {
      const client = new TestClient(hub);
      await client.hello(await token(user), device, cursor);
      await settle();
      return client;
    },
    async visitor() {
      const client = new TestClient(hub);
      const made = await client.call('visitor.create', {});
      await client.hello(made.token);
      return { ...made, client };
    },
  };
};

/** The same tests over each storage that Node has; every world is closed in the end. */
export const onEveryStorage = (name: string, body: (make: MakeWorld) => void): void => {
  const folders: string[] = [];
  const sqlite = (): Storage => {
    const folder = mkdtempSync(join(tmpdir(), 'hub-service-'));
    folders.push(folder);
    return sqliteStorage({ file: join(folder, 'hub.db'), synchronous: 'normal' });
  };
  for (const [kind, open] of Object.entries({ memory: memoryStorage, sqlite })) {
    describe(`${name} (${kind})`, () => {
      const hubs: Hub[] = [];
      body(async (options) => {
        const world = await worldOn(open(), options);
        hubs.push(world.hub);
        return world;
      });
      after(async () => {
        for (const hub of hubs) await hub.close();
        for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      });
    });
  }
};

export const refused = (code: string, field?: string) => (error: unknown) =>
  error instanceof Refused && error.code === code && (field === undefined || error.wire.field === field);
