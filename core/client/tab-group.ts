import type { CallOptions } from '../engine/index.js';
import { ImError, toImError } from '../model/index.js';
import { type CommandPath, runCommand, type TabsHost } from './parts.js';
import { type Call, Follower } from './tab-follower.js';
import { Leader } from './tab-leader.js';
import { fromLeader, isWire, type Wire } from './tab-wire.js';
import { elect, type Life } from './tabs.js';
import type { ClientEvents } from './types.js';

/** Milliseconds that commands under way may take of a hand-over. */
const GRACE = 500;

/** What the group keeps of a life beside what the lone tab began it with. */
interface Grouped extends Life {
  follower?: Follower;
  leader?: Leader;
  /** Commands that were asked before this tab led and until it is ready to; later ones must not overtake them. */
  waiting?: Call[];
}

/** A lock for as long as this tab lives: the leader waits for it, to learn that the tab is gone. */
export const live = ({ env, scope, log }: TabsHost, life: Life): Promise<void> =>
  new Promise((held) => {
    const request = async () =>
      env.tabs?.lock(`${scope}#${life.tab}`, { signal: life.stop.signal }, () => {
        held();
        return life.over;
      });
    request().catch((error) => {
      log('info', 'tab-not-watched', { error: String(error) });
      held();
    });
  });

/** One lock elects the tab that leads; one channel carries the rest. */
export class TabGroup {
  readonly #host: TabsHost;
  #life: Grouped | undefined;
  #open: readonly string[];

  /** `running`: this tab leads already and all is ready. */
  constructor(host: TabsHost, life: Life, running: boolean, open: readonly string[]) {
    this.#host = host;
    this.#life = life;
    this.#open = open;
    life.channel?.listen((message) => this.#receive(life, message));
    life.granted = () => this.#lead(life);
    life.lost = (error) => this.#lost(life, error);
    if (life.leads) void this.#lead(life, running);
    else this.#follow(life);
  }

  get leading(): boolean {
    return this.#life?.leader !== undefined && this.#life.waiting === undefined;
  }

  #follow(life: Grouped): void {
    life.follower = new Follower(this.#host, life.tab, (wire) => this.#post(life, wire), life.resolve);
    if (this.#open.length > 0) life.follower.opened(this.#open);
    life.follower.join();
  }

  async #lost(life: Grouped, error: unknown): Promise<void> {
    if (life !== this.#life || !life.leader) return;
    // Taken from us, by a tab that held us for dead.
    this.#host.log('warn', 'lock-lost', { error: String(error) });
    void life.leader.stop();
    life.leader = life.leads = undefined;
    await this.#host.resign();
    if (life !== this.#life) return;
    this.#follow(life);
    elect(this.#host, life);
  }

  /** Lasts as long as the leadership. */
  async #lead(life: Grouped, running = false): Promise<void> {
    const { term, after, calls } = life.follower?.end() ?? { term: 0, calls: [] };
    life.follower = undefined;
    const waiting = [...calls];
    if (!running) life.waiting = waiting;
    const leader = new Leader(
      this.#host,
      term,
      (wire) => this.#post(life, wire),
      (tab, gone) => this.#watch(life, tab, gone),
    );
    life.leader = leader;
    try {
      await leader.begin(() => (life.leads ??= this.#host.lead()), after);
      life.resolve();
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

  #watch(life: Grouped, tab: string, gone: () => void): void {
    const lock = this.#host.env.tabs?.lock(`${this.#host.scope}#${tab}`, { signal: life.stop.signal }, async () =>
      gone(),
    );
    lock?.catch(() => {});
  }

  #post(life: Grouped, wire: Wire): void {
    if (life === this.#life) life.channel?.post(wire);
  }

  #receive(life: Grouped, message: unknown): void {
    if (life !== this.#life || !isWire(message)) return;
    if (!fromLeader(message)) life.leader?.receive(message);
    else life.follower?.receive(message);
  }

  async stop(): Promise<void> {
    const life = this.#life;
    if (!life) return;
    if (life.leader) {
      await Promise.race([life.leader.stop(), this.#wait(GRACE)]);
      await life.leads?.catch(() => undefined);
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
