import type { Credentials } from '../../core/engine/index.js';
import { ask } from './ask.js';
import type { Clock } from './calls.js';
import type { OpenPort } from './port.js';
import type { WebSocketOptions } from './websocket-port.js';

export interface VisitorStorage {
  get(): string | null | undefined | Promise<string | null | undefined>;
  set(value: string): void | Promise<void>;
}

export type VisitorOptions = (({ readonly port: OpenPort } | WebSocketOptions) & { readonly clock?: Clock }) & {
  /** Where this browser remembers who it is; one value. */
  readonly storage: VisitorStorage;
  /** Shown to agents until the visitor says another. */
  readonly name?: string;
  /** Two hubs on one origin keep two visitors: names the lock between tabs. */
  readonly key?: string;
  readonly signal?: AbortSignal;
};

interface Visitor {
  readonly user: string;
  readonly token: string;
}

/**
 * Who an anonymous visitor is: kept from the last visit, else made by the hub, once, even when two tabs ask at the same
 * time. Rejects `not-connected` where there is nobody to ask, `too-many` where the hub makes no more for this address.
 */
export const visitorCredentials = async (options: VisitorOptions): Promise<Credentials> => {
  const { user, token } = (await read(options)) ?? (await locked(options, () => findOrCreate(options)));
  return { userId: user, token: async () => token };
};

const findOrCreate = async (options: VisitorOptions): Promise<Visitor> => {
  // Another tab may have been here while we waited for the lock.
  const known = await read(options);
  if (known) return known;
  const made = await ask(options, (call) => call('visitor.create', { name: options.name }, options));
  const visitor = { user: made.user, token: made.token };
  await options.storage.set(JSON.stringify(visitor));
  return visitor;
};

const read = async ({ storage }: VisitorOptions): Promise<Visitor | undefined> => {
  try {
    const kept: unknown = JSON.parse((await storage.get()) ?? 'null');
    const { user, token } = kept as Visitor;
    return typeof user === 'string' && typeof token === 'string' ? { user, token } : undefined;
  } catch {
    // Nothing kept, or not by us: a new visitor.
    return undefined;
  }
};

const locked = <T>(options: VisitorOptions, work: () => Promise<T>): Promise<T> => {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(`im-visitor:${options.key ?? ''}`, { signal: options.signal }, work) as Promise<T>;
};
