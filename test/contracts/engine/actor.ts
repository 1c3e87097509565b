import type {
  Credentials,
  Device,
  Engine,
  EngineBatch,
  EngineEvent,
  IncomingMessage,
} from '../../../core/engine/index.js';
import type { Content, ConversationId, UserId } from '../../../core/model/index.js';
import { equal, quiet, until } from './check.js';
import type { EngineHarness } from './harness.js';

type EventOf<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** One device of one person, and everything it was told. */
export class Actor {
  readonly batches: EngineBatch[] = [];
  readonly #watchers = new Set<() => void>();
  readonly engine: Engine;
  readonly credentials: Credentials;
  readonly device: Device;

  constructor(engine: Engine, credentials: Credentials, device: Device) {
    this.engine = engine;
    this.credentials = credentials;
    this.device = device;
    engine.subscribe((batch) => {
      this.batches.push(batch);
      for (const watcher of [...this.#watchers]) watcher();
    });
  }

  get id(): UserId {
    return this.credentials.userId;
  }

  get cursor(): string | undefined {
    return this.batches.findLast((batch) => batch.cursor !== undefined)?.cursor;
  }

  connect(cursor?: string) {
    return this.engine.connect(this.credentials, { device: this.device, cursor });
  }

  events<T extends EngineEvent['type']>(type: T): EventOf<T>[] {
    return this.batches.flatMap(({ events }) => events.filter((event): event is EventOf<T> => event.type === type));
  }

  /** Resolves with the first event, past or to come, that fits. */
  event<T extends EngineEvent['type']>(
    type: T,
    fits: (event: EventOf<T>) => boolean = () => true,
  ): Promise<EventOf<T>> {
    const look = () => this.events(type).find(fits);
    return until(`${this.id} to be told of ${type}`, look, (again) => {
      this.#watchers.add(again);
      return () => this.#watchers.delete(again);
    });
  }

  /** Messages it was told of, in the order told. */
  told(conversation?: ConversationId): IncomingMessage[] {
    const all = this.events('messages').flatMap(({ messages }) => messages);
    return conversation === undefined ? all : all.filter(({ conversationId }) => conversationId === conversation);
  }

  async message(text: string): Promise<IncomingMessage> {
    const fits = ({ content }: IncomingMessage) => content.text === text;
    await this.event('messages', ({ messages }) => messages.some(fits));
    return this.told().find(fits) as IncomingMessage;
  }

  send(conversation: ConversationId, content: Content | string, clientId: string = crypto.randomUUID()) {
    const whole = typeof content === 'string' ? text(content) : content;
    return this.engine.messages.send({ clientId, conversationId: conversation, content: whole });
  }
}

export const text = (words: string): Content => ({ kind: 'text', text: words }) as unknown as Content;

export const direct = (other: { readonly id: UserId }): ConversationId => `direct:${other.id}`;

/** People of one run; whoever was made is gone at the end of its case. */
export class World {
  readonly harness: EngineHarness;
  readonly #actors: Actor[] = [];
  readonly #endings: (() => Promise<void>)[] = [];
  #count = 0;

  constructor(harness: EngineHarness) {
    this.harness = harness;
  }

  person(name: string): UserId {
    const unique = `${name}-${crypto.randomUUID().slice(0, 8)}`;
    return this.harness.person?.(unique) ?? unique;
  }

  /** Not connected yet. */
  actor(
    who: UserId | Actor,
    options: { engine?: Engine; credentials?: Credentials; class?: Device['class'] } = {},
  ): Actor {
    const id = typeof who === 'string' ? who : who.id;
    const device: Device = {
      id: `device-${++this.#count}-${crypto.randomUUID().slice(0, 8)}`,
      class: options.class ?? 'web',
    };
    const engine = options.engine ?? this.harness.engine();
    const actor = new Actor(engine, options.credentials ?? this.harness.credentials(id), device);
    this.#actors.push(actor);
    return actor;
  }

  /** New people, signed in and settled. */
  async people<N extends string>(...names: N[]): Promise<Actor[]> {
    return Promise.all(names.map((name) => this.join(this.person(name))));
  }

  /** Another device of somebody, or a person by id; signed in and settled. */
  async join(who: UserId | Actor, cursor?: string): Promise<Actor> {
    const actor = this.actor(who);
    const user = await actor.connect(cursor);
    equal(user.id, actor.id, 'user signed in');
    await actor.event('sync', ({ phase }) => phase === 'finished');
    return actor;
  }

  /** Until the clock by which the back end orders messages has gone on: some count seconds. */
  moment(): Promise<void> {
    return quiet(this.harness.engine().info.ordering.direct === 'time' ? 1_050 : 5);
  }

  /** Done at the end of the case, last first. */
  later(end: () => Promise<void>): void {
    this.#endings.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.#endings.splice(0).reverse()) await end();
    await Promise.all(this.#actors.splice(0).map(({ engine }) => engine.disconnect()));
  }
}
