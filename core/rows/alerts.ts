import type { Context } from '../client/context.js';
import type { Events } from '../client/events.js';
import { ALERT_CALL, type AlertCall } from './speaker.js';
import type { TabState } from './types.js';

type Say = (tab: string, state: TabState | undefined) => void;

/** In each tab whose page listens for alerts: tells the one that leads that it does, and its page when it is its turn. */
export class Alerts {
  readonly #ctx: Pick<Context, 'env' | 'store'>;
  readonly #say: Say;
  readonly #tab: string;
  #listeners = 0;
  #connected = false;

  constructor(ctx: Pick<Context, 'env' | 'store'>, events: Events, say: Say) {
    this.#ctx = ctx;
    this.#say = say;
    this.#tab = ctx.env.id();
    events.on(ALERT_CALL, (call) => {
      const { to, id, detail } = call as unknown as AlertCall;
      if (to !== this.#tab || this.#listeners === 0) return;
      this.#tell(id);
      events.emit('alert', detail);
    });
    ctx.env.visible.subscribe(() => this.#tell());
    // Whoever leads from now on knows nothing of us yet.
    ctx.store.subscribe(['session/self'], () => {
      const connected = ctx.store.get('session', 'self')?.state === 'connected';
      if (connected && !this.#connected) this.#tell();
      this.#connected = connected;
    });
  }

  count(by: 1 | -1): void {
    const before = this.#listeners;
    this.#listeners += by;
    if (before === 0 || this.#listeners === 0) this.#tell();
  }

  #tell(told?: string): void {
    const { env, store } = this.#ctx;
    const state = { visible: env.visible.value, leads: store.get('session', 'self')?.leader === true };
    this.#say(this.#tab, this.#listeners > 0 ? { ...state, ...(told !== undefined && { told }) } : undefined);
  }
}
