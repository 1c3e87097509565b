import type { Storage } from '../storage/port.js';
import { type HubClock, systemClock } from './clock.js';
import { HubConnection } from './connection.js';
import { Core } from './core.js';
import { Counts } from './counts.js';
import { HubError } from './errors.js';
import { hubFiles } from './files.js';
import { type HubOptions, settingsOf } from './options.js';
import { Queue } from './queue.js';
import type { Connection, Hub, HubFiles, Logger, Passwords, Peer, Tokens } from './types.js';

export interface HubParts {
  readonly storage: Storage;
  readonly tokens: Tokens;
  /** Needed where `options.accounts`. */
  readonly passwords?: Passwords;
  readonly options?: HubOptions;
  readonly clock?: HubClock;
  /** A new id: unguessable, 16 to 56 characters of `[A-Za-z0-9_-]`. */
  readonly random?: () => string;
  readonly log?: Logger;
}

const DAY = 86_400_000;
const PRUNE_EVERY = 3_600_000;
const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** Opens a hub over a storage. Throws HubError `invalid` for options that make no sense. `Hub.close` closes the storage too. */
export const createHub = async (parts: HubParts): Promise<Hub> => {
  const { storage, tokens, clock = systemClock, log = SILENT } = parts;
  const random = parts.random ?? (() => globalThis.crypto.randomUUID());
  const settings = settingsOf(parts.options);
  if (settings.accounts && !(parts.passwords && tokens.account)) {
    throw new HubError('invalid', 'accounts: this host keeps none', { field: 'accounts' });
  }
  const { passwords } = parts;
  const core = new Core({ queue: new Queue(storage), tokens, passwords, settings, clock, random, log });
  const hub = new EmbeddedHub(core, storage);
  await hub.open();
  return hub;
};

class EmbeddedHub implements Hub {
  readonly files: HubFiles;
  readonly #core: Core;
  readonly #storage: Storage;
  readonly #counts = new Counts();
  readonly #connections = new Set<HubConnection>();
  #pruning: unknown;
  #closing: Promise<void> | undefined;

  constructor(core: Core, storage: Storage) {
    this.#core = core;
    this.#storage = storage;
    this.files = hubFiles(core);
  }

  async open(): Promise<void> {
    const { desks } = this.#core.settings;
    await this.#core.write(async ({ tx, now }) => {
      const known = new Set((await tx.users.getMany(desks)).map(({ id }) => id));
      for (const id of desks) if (!known.has(id)) await tx.users.put({ id, kind: 'user', createdAt: now });
    });
    this.#core.messages = await this.#core.read((tx) => tx.messages.count());
    await this.#core.expiry.open();
    await this.#core.rooms.open();
    await this.#prune();
  }

  connect(peer: Peer): Connection {
    const connection = new HubConnection(this.#core, peer, this.#counts, (gone) => this.#connections.delete(gone));
    if (this.#closing) connection.bye({ why: 'closing' });
    else this.#connections.add(connection);
    return connection;
  }

  stats(): ReturnType<Hub['stats']> {
    return {
      connections: this.#connections.size,
      users: this.#core.online.users,
      messages: this.#core.messages,
      calls: this.#counts.calls,
      errors: this.#counts.errors,
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#core.closing = true;
    this.#core.clock.clearTimeout(this.#pruning);
    this.#core.expiry.stop();
    await this.#core.tallying.close();
    await this.#core.queue.idle();
    for (const connection of [...this.#connections]) connection.bye({ why: 'closing' });
    await this.#core.rooms.close();
    await this.#core.queue.idle();
    await this.#storage.close();
  }

  /** Forgets what nobody needs to be told any more, now and every hour. */
  async #prune(): Promise<void> {
    const { clock, settings, queue, log } = this.#core;
    try {
      const forgotten = await queue.run((tx) => tx.events.prune(clock.now() - settings.retention.days * DAY));
      if (forgotten > 0) log.info({ forgotten }, 'old entries of the event log are gone');
    } catch (error) {
      const code = error instanceof HubError ? error.code : 'internal';
      log.error({ code }, 'the event log could not be pruned');
    }
    if (!this.#closing) this.#pruning = clock.setTimeout(() => void this.#prune(), PRUNE_EVERY);
  }
}
