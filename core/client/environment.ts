import type { Environment, Signal, TabPorts } from './types.js';

/** What browsers have and Node may lack; the core asks before it uses. */
interface Surroundings {
  readonly crypto?: { randomUUID?(): string; getRandomValues?(bytes: Uint8Array): Uint8Array };
  readonly navigator?: { readonly onLine?: boolean; readonly locks?: Locks };
  readonly document?: Target & { readonly visibilityState?: string };
  readonly BroadcastChannel?: new (name: string) => Channel;
  readonly addEventListener?: Target['addEventListener'];
  readonly removeEventListener?: Target['removeEventListener'];
}
interface Target {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}
interface Locks {
  request(name: string, options: { signal?: AbortSignal }, held: () => Promise<void>): Promise<void>;
}
interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

/** The page's, worker's or Node's own; whatever `given` has comes first. */
export const environment = (given: Partial<Environment> = {}): Environment => {
  const here = globalThis as unknown as Surroundings;
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    id: () => newId(here),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
    network: signal(here as Target, ['online', 'offline'], () => here.navigator?.onLine !== false),
    visible: signal(here.document, ['visibilitychange'], () => here.document?.visibilityState !== 'hidden'),
    tabs: tabPorts(here),
    ...given,
  };
};

const newId = ({ crypto }: Surroundings): string => {
  // randomUUID is for secure contexts only; http pages in a company's net have no other.
  if (crypto?.randomUUID) return crypto.randomUUID();
  const bytes = crypto?.getRandomValues?.(new Uint8Array(16)) ?? Array.from({ length: 16 }, () => Math.random() * 256);
  return Array.from(bytes, (byte) => (byte & 255).toString(16).padStart(2, '0')).join('');
};

const signal = (target: Target | undefined, types: readonly string[], read: () => boolean): Signal => ({
  get value() {
    return read();
  },
  subscribe(listener) {
    if (!target?.addEventListener) return () => {};
    for (const type of types) target.addEventListener(type, listener);
    return () => {
      for (const type of types) target.removeEventListener(type, listener);
    };
  },
});

const tabPorts = ({ navigator, document, BroadcastChannel: Broadcast }: Surroundings): TabPorts | undefined => {
  const locks = navigator?.locks;
  // Node has channels and locks too, but no tabs.
  if (!locks || !Broadcast || !document) return undefined;
  return {
    lock: (name, options, held) => locks.request(name, options, held),
    channel: (name) => {
      const channel = new Broadcast(name);
      return {
        post: (message) => channel.postMessage(message),
        listen(listener) {
          channel.onmessage = ({ data }) => listener(data);
          return () => {
            channel.onmessage = null;
          };
        },
        close: () => channel.close(),
      };
    },
  };
};
