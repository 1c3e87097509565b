import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, ConversationId, Session } from '../../core/index.js';
import { prepareRows, prepareWriting } from '../message/ahead.js';
import { composes } from '../shared/compose.js';

/** Where a browser does not say when it has nothing to do, milliseconds after the last sign of work. */
const QUIET = 2000;

interface Host extends ReactiveControllerHost {
  readonly client: Client | undefined;
  readonly conversation: ConversationId | undefined;
}

/** Does the reader pay for what is loaded? */
const saves = (): boolean =>
  (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/**
 * Once a window is connected and the page has nothing else to do, what can be done to its messages is fetched: whoever
 * then loses the network can still act on them, pointed at or not.
 */
export class Idle implements ReactiveController {
  readonly #host: Host;
  readonly #session: () => Session | undefined;
  #cancel: (() => void) | undefined;
  #done = false;

  constructor(host: Host, session: () => Session | undefined) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostUpdated(): void {
    const session = this.#session();
    if (this.#done || this.#cancel || session?.state !== 'connected' || session.sync !== 'finished' || saves()) return;
    this.#cancel = whenIdle(() => {
      this.#cancel = undefined;
      this.#done = true;
      const { client, conversation } = this.#host;
      prepareRows();
      if (client && conversation && composes(client, conversation)) prepareWriting();
    });
  }

  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(run);
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(run, QUIET);
  return () => clearTimeout(handle);
}
