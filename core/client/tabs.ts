import type { CallOptions } from '../engine/index.js';
import { ImError, toImError } from '../model/index.js';
import type { CommandPath, CreateTabs, Tabs, TabsHost } from './parts.js';
import { type Call, Follower } from './tab-follower.js';
import { Leader, runCommand } from './tab-leader.js';
import { fromLeader, isWire, type Wire } from './tab-wire.js';
import type { ClientEvents, TabPorts } from './types.js';

/** Milliseconds that commands under way may take of a hand-over. */
const GRACE = 500;

export const createTabs: CreateTabs = (host) => new TabGroup(host);

/** One life of this tab in the group, from `start` to `stop`. */
interface Life {
  readonly tab: string;
  readonly stop: AbortController;
  /** Ends this tab's locks. */
  readonly over: Promise<void>;
  end(): void;
  /** Ends a start that is still under way. */
  reject(error: unknown): void;
  channel?: ReturnType<TabPorts['channel']>;
  follower?: Follower;
  leader?: Leader;
  /** Commands that were asked before this tab led and until it is ready to; later ones must not overtake them. */
  waiting?: Call[];
  /** Settles when the lock of the group is no longer ours. */
  released?: Promise<void>;
}

/** One lock elects the tab that leads; one channel carries the rest. */
class TabGroup implements Tabs {
  readonly #host: TabsHost;
  readonly #ports: TabPorts;
  #life: Life | undefined;
  #started: Promise<void> | undefined;
  #open: readonly string[] = [];

  constructor(host: TabsHost) {
    if (!host.env.tabs) throw new ImError('invalid', { field: 'environment.tabs' });
    this.#host = host;
    this.#ports = host.env.tabs;
  }

  get leading(): boolean {
    return this.#life?.leader !== undefined && this.#life.waiting === undefined;
  }

  start(): Promise<void> {
    this.#started ??= new Promise((resolve, reject) => {
      let end = (): void => {};
      const over = new Promise<void>((done) => {
        end = done;
      });
      const life: Life = { tab: this.#host.env.id(), stop: new AbortController(), over, end, reject };
      this.#life = life;
      this.#enter(life, resolve).catch(reject);
    });
    return this.#started;
  }

  async #enter(life: Life, resolve: () => void): Promise<void> {
    const { signal } = life.stop;
    try {
      life.channel = this.#ports.channel(this.#host.scope);
      life.channel.listen((message) => this.#receive(life, message));
      // Held for as long as this tab lives: the leader waits for it, to learn that the tab is gone.
      await new Promise<void>((held, failed) => {
        const own = this.#ports.lock(`${this.#host.scope}#${life.tab}`, { signal }, () => {
          held();
          return life.over;
        });
        own.catch(failed);
      });
    } catch (error) {
      if (life !== this.#life) return;
      this.#host.log('info', 'tabs-alone', { error: String(error) });
      void this.#lead(life, resolve);
      return;
    }
    if (life !== this.#life) return;
    this.#follow(life, resolve);
    this.#elect(life, resolve);
  }

  #follow(life: Life, synced: () => void): void {
    life.follower = new Follower(this.#host, life.tab, (wire) => this.#post(life, wire), synced);
    if (this.#open.length > 0) life.follower.opened(this.#open);
    life.follower.join();
  }

  #elect(life: Life, resolve: () => void): void {
    const lock = this.#ports.lock(this.#host.scope, { signal: life.stop.signal }, () =>
      life === this.#life ? this.#lead(life, resolve) : Promise.resolve(),
    );
    life.released = lock.catch(async (error: unknown) => {
      if (life !== this.#life || !life.leader) return;
      // Taken from us, by a tab that held us for dead.
      this.#host.log('warn', 'lock-lost', { error: String(error) });
      void life.leader.stop();
      life.leader = undefined;
      await this.#host.resign();
      if (life !== this.#life) return;
      this.#follow(life, resolve);
      this.#elect(life, resolve);
    });
  }

  /** Lasts as long as the leadership. */
  async #lead(life: Life, resolve: () => void): Promise<void> {
    const { term, after, calls } = life.follower?.end() ?? { term: 0, calls: [] };
    life.follower = undefined;
    const waiting = [...calls];
    life.waiting = waiting;
    const leader = new Leader(
      this.#host,
      term,
      (wire) => this.#post(life, wire),
      (tab, gone) => this.#watch(life, tab, gone),
    );
    life.leader = leader;
    try {
      await leader.begin(() => this.#host.lead(), after);
      resolve();
    } catch (error) {
      life.reject(error);
    }
    life.waiting = undefined;
    for (const call of waiting) void this.#run(call);
    await life.over;
  }

  #run({ path, args, resolve, reject }: Call): Promise<void> {
    return runCommand(this.#host.commands, path, args).then(resolve, (error: unknown) => reject(toImError(error)));
  }

  #watch(life: Life, tab: string, gone: () => void): void {
    const lock = this.#ports.lock(`${this.#host.scope}#${tab}`, { signal: life.stop.signal }, async () => gone());
    lock.catch(() => {});
  }

  #post(life: Life, wire: Wire): void {
    if (life === this.#life) life.channel?.post(wire);
  }

  #receive(life: Life, message: unknown): void {
    if (life !== this.#life || !isWire(message)) return;
    if (!fromLeader(message)) life.leader?.receive(message);
    else life.follower?.receive(message);
  }

  async stop(): Promise<void> {
    const life = this.#life;
    if (!life) return;
    this.#started = undefined;
    if (life.leader) {
      await Promise.race([life.leader.stop(), this.#wait(GRACE)]);
      await this.#host.resign();
    } else {
      this.#post(life, { k: 'bye', from: life.tab });
      for (const call of life.follower?.end().calls ?? []) call.reject(new ImError('not-connected'));
    }
    this.#life = undefined;
    life.stop.abort();
    life.end();
    life.reject(new ImError('aborted', { message: 'stopped while starting' }));
    life.channel?.close();
    await life.released;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#host.env.setTimeout(resolve, ms));
  }

  call(path: CommandPath, args: readonly unknown[], options?: CallOptions): Promise<unknown> {
    const life = this.#life;
    if (life?.waiting)
      return new Promise((resolve, reject) => life.waiting?.push({ id: '', path, args, resolve, reject }));
    if (life?.leader) return runCommand(this.#host.commands, path, args);
    if (life?.follower) return life.follower.call(path, args, options);
    return Promise.reject(new ImError('not-connected', { message: `${path}: the client is not started` }));
  }

  opened(ids: readonly string[]): void {
    this.#open = ids;
    this.#life?.follower?.opened(ids);
  }

  event<T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void {
    this.#life?.leader?.event(type, detail);
  }
}
