import type { ActsHost } from '../acts/host.js';
import { ownRead } from '../client/reading.js';
import type { ClientEvents } from '../client/types.js';
import type { Message } from '../model/index.js';
import { alerts } from './level.js';
import type { TabState } from './types.js';

/** So long a message in a conversation that is on a screen has, to be read, before it alerts. Milliseconds. */
const GRACE = 1_500;
/** And so long a tab that was told to alert has, to say that it did, before another one is. */
const ANSWER = 1_000;

/** Told to all tabs; the one that is named tells its page. */
export interface AlertCall {
  readonly to: string;
  readonly id: string;
  readonly detail: ClientEvents['alert'];
}
/** Between tabs, and no page's business. */
export const ALERT_CALL = 'alert-call' as keyof ClientEvents;

/** In the tab that leads: which messages alert, and which tab says so, once. */
export class Speaker {
  readonly #host: ActsHost;
  /** Those held last stand at the end. */
  readonly #tabs = new Map<string, TabState>();
  readonly #waiting = new Map<string, unknown>();
  #asked = false;

  constructor(host: ActsHost) {
    this.#host = host;
    host.events.on('message', (message) => this.#heard(message));
  }

  hold(tab: string, state: TabState | undefined): void {
    if (state?.told !== undefined) {
      this.#host.ctx.env.clearTimeout(this.#waiting.get(state.told));
      this.#waiting.delete(state.told);
    }
    const same = this.#tabs.get(tab)?.visible === state?.visible && this.#tabs.get(tab)?.leads === state?.leads;
    if (!same || !state) this.#tabs.delete(tab);
    if (state) this.#tabs.set(tab, state);
    if (!this.#asked) void this.load();
  }

  /** One's levels, unless they are here; from then on they are told. */
  async load(again = false): Promise<void> {
    const { store, engine, connected, log } = this.#host.ctx;
    if (!again && store.has('settings/self')) return;
    if (!engine.settings || !connected()) return;
    this.#asked = true;
    try {
      const found = await engine.settings.get();
      store.commit('remote', (writer) => writer.put('settings', 'self', found));
    } catch (error) {
      this.#asked = false;
      log('warn', 'settings-not-read', { error: String(error) });
    }
  }

  #heard(message: Message): void {
    const { ctx, opened } = this.#host;
    // It led once, and hears what another tab tells.
    const follows = ctx.env.tabs && ctx.store.get('session', 'self')?.leader === false;
    if (this.#tabs.size === 0 || follows) return;
    const seen = ctx.env.visible.value || [...this.#tabs.values()].some(({ visible }) => visible);
    if (seen && opened.has(message.conversationId)) ctx.env.setTimeout(() => this.#decide(message.id), GRACE);
    else this.#decide(message.id);
  }

  /** As things stand now: read meanwhile, taken back, or its row muted, it does not. */
  #decide(id: string): void {
    const { store, userId, now } = this.#host.ctx;
    const message = store.get('message', id);
    const row = message && store.get('conversation', message.conversationId);
    if (!row || !message.order || message.order.seq <= ownRead(this.#host.ctx, row.id)) return;
    const how = alerts(row, message, store.get('settings', 'self')?.notify, now(), userId);
    if (how) this.#tell(id, { message, ...(how === 'silent' && { silent: true }) }, this.#inTurn());
  }

  /** A tab that is seen, the last one first; else the one that leads, which surely lives. */
  #inTurn(): string[] {
    const weight = ({ visible, leads }: TabState): number => (visible ? 2 : 0) + (leads ? 1 : 0);
    return [...this.#tabs]
      .reverse()
      .sort(([, a], [, b]) => weight(b) - weight(a))
      .map(([tab]) => tab);
  }

  #tell(id: string, detail: ClientEvents['alert'], [to, ...others]: readonly string[]): void {
    const { env, emit } = this.#host.ctx;
    if (to === undefined) return;
    const call: AlertCall = { to, id, detail };
    if (others.length > 0)
      this.#waiting.set(
        id,
        env.setTimeout(() => {
          this.#waiting.delete(id);
          this.#tabs.delete(to);
          this.#tell(id, detail, others);
        }, ANSWER),
      );
    emit(ALERT_CALL, call as never);
  }
}
