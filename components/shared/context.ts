import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, ConversationId } from '../../core/index.js';

/**
 * The community protocol of contexts, in the part that these elements need: who wants a value sends `context-request` up
 * the page, the nearest who has it answers by the callback, again at each change, and `context-provider` tells of a new
 * provider. `@lit/context` speaks the same, so a page may ask or answer with it.
 */
export interface Context<T> {
  readonly __context__: T;
}

/** `Symbol.for`, so two copies of the bundle on one page meet; the number, so two majors do not. */
const context = <T>(name: string): Context<T> => Symbol.for(name) as unknown as Context<T>;
export const clientContext = context<Client | undefined>('im.client@1');
export const conversationContext = context<ConversationId | undefined>('im.conversation@1');

type Answer<T> = (value: T, unsubscribe?: () => void) => void;
type Host = ReactiveControllerHost & HTMLElement;

class ContextEvent<T> extends Event {
  readonly context: Context<T>;
  readonly contextTarget: Element;
  readonly callback: Answer<T> | undefined;
  readonly subscribe = true;

  constructor(type: 'context-request' | 'context-provider', context: Context<T>, from: Element, callback?: Answer<T>) {
    super(type, { bubbles: true, composed: true });
    this.context = context;
    this.contextTarget = from;
    this.callback = callback;
  }
}

/** Wants a value from above. Asks again when a provider appears: elements upgrade in the order of their scripts. */
export class ContextConsumer<T> implements ReactiveController {
  value: T | undefined;
  readonly #context: Context<T>;
  readonly #host: Host;
  #leave: (() => void) | undefined;

  constructor(host: Host, context: Context<T>) {
    this.#host = host;
    this.#context = context;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#appeared);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#appeared);
    this.#leave?.();
    this.#leave = undefined;
  }

  #appeared = (event: Event): void => {
    if ((event as ContextEvent<T>).context === this.#context) this.#ask();
  };

  #ask(): void {
    this.#host.dispatchEvent(new ContextEvent('context-request', this.#context, this.#host, this.#answer));
  }

  #answer: Answer<T> = (value, leave) => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  };
}

/** Has a value for what is below. */
export class ContextProvider<T> implements ReactiveController {
  #value: T | undefined;
  readonly #context: Context<T>;
  readonly #host: Host;
  readonly #readers = new Map<Answer<T | undefined>, () => void>();

  constructor(host: Host, context: Context<T>) {
    this.#host = host;
    this.#context = context;
    host.addEventListener('context-request', (event) => this.#requested(event as ContextEvent<T | undefined>));
    host.addController(this);
  }

  get value(): T | undefined {
    return this.#value;
  }

  setValue(value: T | undefined): void {
    if (value === this.#value) return;
    this.#value = value;
    for (const [answer, leave] of [...this.#readers]) answer(value, leave);
  }

  hostConnected(): void {
    this.#host.dispatchEvent(new ContextEvent('context-provider', this.#context, this.#host));
  }

  #requested(event: ContextEvent<T | undefined>): void {
    const { callback } = event;
    if ((event.context as unknown) !== this.#context || !callback || event.contextTarget === this.#host) return;
    event.stopImmediatePropagation();
    const leave = (): void => void this.#readers.delete(callback);
    if (event.subscribe && !this.#readers.has(callback)) this.#readers.set(callback, leave);
    callback(this.#value, this.#readers.get(callback));
  }
}
