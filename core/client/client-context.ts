import { MemoryCache } from '../cache/index.js';
import type { Cache } from '../cache/types.js';
import { packContent, writeContent } from '../content/index.js';
import type { Engine } from '../engine/index.js';
import { type Content, ImError, type UserId } from '../model/index.js';
import { createOutbox, type Outbox, type OutboxHost } from '../outbox/index.js';
import { Store } from '../store/index.js';
import type { Context } from './context.js';
import { environment } from './environment.js';
import { Events } from './events.js';
import type { ClientOptions, Environment } from './types.js';

/** What needs the parts, which are made after it. */
export interface ContextHooks {
  /** An event was told here: other tabs may want it. */
  relay: Context['emit'];
  rejected(error: ImError): void;
  place: OutboxHost['place'];
  change: OutboxHost['change'];
}

/** The shared ground of one client. Functions are values, so that parts may take them out. */
export class ClientContext implements Context {
  /** With the page's own words in it, once a session begins. */
  engine: Engine;
  readonly store = new Store();
  readonly env: Environment;
  readonly userId: UserId;
  readonly events: Events;
  readonly outbox: Outbox;
  readonly rejected: Context['rejected'];
  readonly emit: Context['emit'];
  /** Chosen at the start of a session. */
  cache: Cache = new MemoryCache();

  constructor(options: ClientOptions, hooks: ContextHooks) {
    this.userId = options.credentials.userId;
    this.env = environment(options.environment);
    this.events = new Events(options.log);
    this.engine = options.engine;
    this.rejected = hooks.rejected;
    this.emit = (type, detail) => {
      this.events.emit(type, detail);
      hooks.relay(type, detail);
    };
    const host = {
      place: { value: hooks.place },
      change: { value: hooks.change },
      engine: { value: packing(options.engine) },
    };
    this.outbox = createOutbox(Object.create(this, host) as OutboxHost);
  }

  readonly connected = (): boolean => this.store.get('session', 'self')?.state === 'connected';

  readonly requireConnected = (): void => {
    if (!this.connected()) throw new ImError('not-connected', { message: 'there is no connection now' });
  };

  readonly now = (): number => this.env.now() + (this.store.get('session', 'self')?.clockOffset ?? 0);

  readonly log: Context['log'] = (level, event, detail) => this.events.log(level, event, detail);
}

/** Content leaves in a form that the back end carries, whatever its kind. */
const packing = (engine: Engine): OutboxHost['engine'] => ({
  get info() {
    return engine.info;
  },
  get conversations() {
    return engine.conversations;
  },
  get media() {
    return engine.media;
  },
  messages: {
    send(message, options) {
      const plain = writeContent(message.content) as unknown as Content;
      return engine.messages.send({ ...message, content: packContent(plain, engine.info.nativeContent) }, options);
    },
    history: (id, query) => engine.messages.history(id, query),
  },
});
