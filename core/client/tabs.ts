import type { CallOptions } from '../engine/index.js';
import { ImError } from '../model/index.js';
import { type CommandPath, type CreateTabs, runCommand, type Tabs, type TabsHost } from './parts.js';
import type { TabGroup } from './tab-group.js';
import type { ClientEvents, TabPorts } from './types.js';

/** Milliseconds after which a lock that is not ours yet is taken to be another tab's. */
const ALONE = 60;
/** Milliseconds until what could not be loaded is tried again. */
const AGAIN = 2000;

let group: Promise<typeof import('./tab-group.js')> | undefined;

/** What tabs say to each other, once there are two of them. */
export const loadGroup = (): NonNullable<typeof group> => {
  group ??= import('./tab-group.js').catch((error) => {
    group = undefined;
    throw error;
  });
  return group;
};

export const createTabs: CreateTabs = (host) => new LoneTab(host);

/** One life of this tab among the others, from `start` to `stop`. Begun by the lone tab, gone on with by the group. */
export interface Life {
  readonly tab: string;
  readonly stop: AbortController;
  /** Ends this tab's locks. */
  readonly over: Promise<void>;
  end(): void;
  resolve(): void;
  /** Ends a start that is still under way. */
  reject(error: unknown): void;
  channel?: ReturnType<TabPorts['channel']>;
  /** This tab leads; settles when what that means runs. */
  leads?: Promise<void>;
  /** Settles when the lock of the group is no longer ours. */
  released?: Promise<void>;
  /** The lock is ours for as long as the promise lasts. */
  granted(): Promise<void>;
  /** It was refused, or taken from us. */
  lost(error: unknown): Promise<void>;
}

/** Asks for the lock that makes a tab the leader. */
export const elect = ({ env, scope }: TabsHost, life: Life): void => {
  const { signal } = life.stop;
  const request = async () =>
    env.tabs?.lock(scope, { signal }, () => (signal.aborted ? Promise.resolve() : life.granted()));
  life.released = request().catch((error) => (signal.aborted ? undefined : life.lost(error)));
};

/** Most people have one tab open: it takes the lock and listens, and what tabs say to each other is not even loaded. */
class LoneTab implements Tabs {
  readonly #host: TabsHost;
  #life: Life | undefined;
  #started: Promise<void> | undefined;
  #group: TabGroup | undefined;
  #loading = false;
  #running = false;
  #open: readonly string[] = [];
  /** Calls made before it is known who runs them. */
  #waiting: (() => void)[] = [];

  constructor(host: TabsHost) {
    if (!host.env.tabs) throw new ImError('invalid', { field: 'environment.tabs' });
    this.#host = host;
  }

  get leading(): boolean {
    return this.#group?.leading ?? this.#running;
  }

  start(): Promise<void> {
    this.#started ??= new Promise((resolve, reject) => {
      let end = (): void => {};
      const over = new Promise<void>((done) => {
        end = done;
      });
      const { env, scope } = this.#host;
      const life: Life = {
        ...{ tab: env.id(), stop: new AbortController(), over, end, resolve, reject },
        granted: () => this.#lead(life),
        lost: (error) => this.#lost(life, error),
      };
      this.#life = life;
      try {
        life.channel = env.tabs?.channel(scope);
        life.channel?.listen(() => {
          if (life.leads !== undefined) this.#meet(life);
        });
      } catch (error) {
        void life.lost(error);
        return;
      }
      elect(this.#host, life);
      env.setTimeout(() => {
        if (life.leads === undefined) this.#meet(life);
      }, ALONE);
    });
    return this.#started;
  }

  /** Lasts as long as the leadership. */
  async #lead(life: Life): Promise<void> {
    const { store, lead } = this.#host;
    store.commit('local', (writer) => writer.patch('session', 'self', { leader: true }));
    const leads = lead();
    life.leads = leads;
    const settle = (tell: () => void): void => {
      this.#running = this.#life === life && life.leads === leads && !this.#group;
      if (this.#running) this.#go();
      tell();
    };
    await leads.then(
      () => settle(life.resolve),
      (error) => settle(() => life.reject(error)),
    );
    await life.over;
  }

  async #lost(life: Life, error: unknown): Promise<void> {
    const { log, resign } = this.#host;
    if (!life.leads) {
      log('info', 'tabs-alone', { error: String(error) });
      void this.#lead(life);
      return;
    }
    // Taken from us, by a tab that held us for dead.
    log('warn', 'lock-lost', { error: String(error) });
    life.leads = undefined;
    this.#running = false;
    await resign();
    if (life.stop.signal.aborted) return;
    elect(this.#host, life);
    this.#meet(life);
  }

  /** There is somebody else. */
  #meet(life: Life): void {
    if (this.#group || this.#loading || life.stop.signal.aborted) return;
    this.#loading = true;
    loadGroup()
      .then(async ({ TabGroup: Group, live }) => {
        await live(this.#host, life);
        if (life.stop.signal.aborted) return;
        this.#group = new Group(this.#host, life, this.#running, this.#open);
        this.#go();
      })
      .catch((error) => {
        this.#host.log('warn', 'tabs-not-loaded', { error: String(error) });
        this.#host.env.setTimeout(() => this.#meet(life), AGAIN);
      })
      .finally(() => {
        this.#loading = false;
      });
  }

  #go(): void {
    for (const run of this.#waiting.splice(0)) run();
  }

  async stop(): Promise<void> {
    const life = this.#life;
    if (!life) return;
    this.#started = undefined;
    if (this.#group) await this.#group.stop();
    else {
      life.stop.abort();
      // What leading means is under way: it must not go on after it has ended.
      await life.leads?.catch(() => undefined);
      if (life.leads) await this.#host.resign();
      life.end();
      life.reject(new ImError('aborted', { message: 'stopped while starting' }));
      life.channel?.close();
      await life.released;
    }
    this.#life = this.#group = undefined;
    this.#running = false;
    this.#go();
  }

  call(path: CommandPath, args: readonly unknown[], options?: CallOptions): Promise<unknown> {
    if (this.#group) return this.#group.call(path, args, options);
    if (this.#running) return runCommand(this.#host.commands, path, args);
    if (!this.#life)
      return Promise.reject(new ImError('not-connected', { message: `${path}: the client is not started` }));
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(this.call(path, args, options)));
    });
  }

  opened(ids: readonly string[]): void {
    this.#open = ids;
    this.#group?.opened(ids);
  }

  event<T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void {
    this.#group?.event(type, detail);
  }
}
