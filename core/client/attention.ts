import { isConversationId, type UserId } from '../model/index.js';
import { requireIds } from './checks.js';
import type { Context } from './context.js';
import { counted } from './counted.js';
import type { Commands } from './parts.js';
import type { Watched, Watching } from './watching.js';

/** Milliseconds after the start: first the page is drawn. */
const ATTEND = 60_000;

/** Whom this tab watches and whether anybody is at it; how is loaded with the first watch, or later. */
export class Attention {
  /** What this tab has open beside conversations. */
  beside: readonly string[] = [];
  readonly #ctx: Context;
  readonly #presence: Commands['presence'];
  readonly #tell: () => void;
  #watching: Promise<Watching> | undefined;
  #state: Watched = { runs: false, leads: false };
  #exits: (() => void)[] = [];

  constructor(ctx: Context, presence: Commands['presence'], tell: () => void) {
    this.#ctx = ctx;
    this.#presence = presence;
    this.#tell = tell;
  }

  begin(): void {
    const { env, engine } = this.#ctx;
    this.#turn({ runs: true });
    if (!engine.presence) return;
    const attend = () => this.#run(() => {}, true);
    const timer = env.setTimeout(attend, ATTEND);
    this.#exits = [env.visible.subscribe(attend), () => env.clearTimeout(timer)];
  }

  end(): void {
    for (const exit of this.#exits.splice(0)) exit();
    this.#turn({ runs: false });
  }

  lead(leads: boolean): void {
    this.#turn({ leads });
  }

  /** What another tab has open. */
  hold(tab: string, open: readonly string[]): void {
    this.#run(
      (watching) => watching.hold(tab, open),
      open.some((one) => !isConversationId(one)),
    );
  }

  watch(ids: readonly UserId[]): () => void {
    requireIds('ids', ids);
    const own = [...ids];
    return counted(
      this.#load(),
      (watching, by) => watching.count(own, by),
      (error) => this.#failed(error),
    );
  }

  #load(): Promise<Watching> {
    this.#watching ??= import('./watching.js').then(({ Watching: Class }) => {
      const tell = (beside: readonly string[]) => {
        this.beside = beside;
        this.#tell();
      };
      const watching = new Class({ ctx: this.#ctx, presence: this.#presence, tell });
      watching.turn(this.#state);
      return watching;
    });
    return this.#watching;
  }

  #turn(change: Partial<Watched>): void {
    this.#state = { ...this.#state, ...change };
    const state = this.#state;
    this.#run((watching) => watching.turn(state));
  }

  /** Where it is there, or wanted. */
  #run(run: (watching: Watching) => void, wanted = false): void {
    if (wanted || this.#watching) this.#load().then(run, (error) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#watching = undefined;
    this.#ctx.log('warn', 'part-not-loaded', { error: String(error) });
  }
}
