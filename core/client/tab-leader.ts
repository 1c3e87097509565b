import type { ConversationId } from '../model/index.js';
import { toImError } from '../model/index.js';
import type { Commit } from '../store/index.js';
import { runCommand, type TabsHost } from './parts.js';
import {
  type AnswerWire,
  type CallWire,
  type Entries,
  type FollowerWire,
  pack,
  packError,
  type Said,
  type Wire,
} from './tab-wire.js';

/** Records in one message of a snapshot. */
const CHUNK = 1000;
/** Answers remembered, for calls that crossed with their answer. */
const REMEMBERED = 200;

/** What the tab that leads does for the others: commits and events out, commands in. */
export class Leader {
  readonly #host: TabsHost;
  readonly #post: (wire: Wire) => void;
  readonly #watch: (tab: string, gone: () => void) => void;
  readonly #term: number;
  readonly #answers = new Map<string, AnswerWire>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #tabs = new Set<string>();
  #seq = 0;
  #ready: Promise<unknown> | undefined;
  #untap: (() => void) | undefined;
  #relaying = false;
  #stopped = false;

  /** `watch` calls back when the tab of that name is gone; `known` is the last leadership heard of. */
  constructor(
    host: TabsHost,
    known: number,
    post: (wire: Wire) => void,
    watch: (tab: string, gone: () => void) => void,
  ) {
    this.#host = host;
    this.#post = post;
    this.#watch = watch;
    this.#term = Math.max(host.env.now(), known + 1);
  }

  /** From here on every commit is told. Commands wait for `ready`. */
  begin(ready: () => Promise<void>, after?: Said): Promise<void> {
    this.#untap = this.#host.store.tap((commit) => this.#mirror(commit));
    this.#post({ k: 'lead', term: this.#term, seq: 0, after });
    this.#host.store.commit('local', (writer) => writer.patch('session', 'self', { leader: true }));
    const running = ready();
    this.#ready = running.catch(() => {});
    return running;
  }

  /** Calls under way are not answered: they are asked of the next leader, to whom they are known by their ids. */
  stop(): Promise<unknown> {
    this.#stopped = true;
    this.#untap?.();
    return Promise.allSettled([this.#ready, ...this.#running.values()]);
  }

  event(type: string, detail: unknown): void {
    this.#tell({ k: 'event', term: this.#term, seq: ++this.#seq, type, detail });
  }

  receive(wire: FollowerWire): void {
    if (this.#stopped) return;
    this.#meet(wire.from);
    if (wire.k === 'join') this.#snapshot(wire.from);
    else if (wire.k === 'ping') this.#beat();
    else if (wire.k === 'call') this.#call(wire);
    else if (wire.k === 'open') this.#host.hold(wire.from, wire.ids as readonly ConversationId[]);
    else if (wire.k === 'draft') this.#relay(wire.from, wire.changes);
    else if (wire.k === 'bye') this.#host.hold(wire.from, []);
  }

  #meet(tab: string): void {
    if (this.#tabs.has(tab)) return;
    this.#tabs.add(tab);
    this.#watch(tab, () => {
      this.#tabs.delete(tab);
      if (!this.#stopped) this.#host.hold(tab, []);
    });
  }

  #mirror({ changes }: Commit): void {
    if (this.#relaying) return;
    this.#commit(changes.map(({ key, after }) => [key, after] as const));
  }

  #commit(changes: Entries, by?: string): void {
    this.#tell({ k: 'commit', term: this.#term, seq: ++this.#seq, changes, by });
  }

  /** What cannot be cloned is left out; its number is missing then, and followers ask for everything. */
  #tell(wire: Wire): void {
    try {
      this.#post(wire);
    } catch (error) {
      this.#host.log('error', 'tab-message-not-sent', { k: wire.k, error: String(error) });
    }
  }

  #beat(): void {
    this.#post({ k: 'beat', term: this.#term, seq: this.#seq });
  }

  /** All parts in one go: nothing comes between, and a hidden tab's slow timers do not matter. */
  #snapshot(to: string): void {
    const all = [...this.#host.store.entries()];
    for (let part = 0; part * CHUNK <= all.length; part += 1) {
      const entries = all.slice(part * CHUNK, (part + 1) * CHUNK);
      const last = (part + 1) * CHUNK > all.length;
      this.#tell({ k: 'snap', to, term: this.#term, seq: this.#seq, part, last, entries });
    }
  }

  #relay(by: string, changes: Entries): void {
    this.#relaying = true;
    try {
      this.#host.store.apply(
        'local',
        changes.map(([key, after]) => ({ key, after })),
      );
    } finally {
      this.#relaying = false;
    }
    this.#commit(changes, by);
  }

  #call(wire: CallWire): void {
    const answer = this.#answers.get(wire.id);
    if (answer) this.#post(answer);
    else if (this.#running.has(wire.id)) this.#beat();
    // The one before was asked of our forerunner; its tab asks both again as soon as it knows of us.
    else if (wire.after === undefined || this.#running.has(wire.after) || this.#answers.has(wire.after))
      this.#running.set(wire.id, this.#run(wire));
  }

  async #run({ from: to, id, path, args }: CallWire): Promise<void> {
    await this.#ready;
    const base = { k: 'answer', to, term: this.#term, id } as const;
    let answer: AnswerWire;
    try {
      answer = { ...base, value: pack(await runCommand(this.#host.commands, path, args)) };
    } catch (error) {
      answer = { ...base, error: packError(toImError(error)) };
    }
    this.#running.delete(id);
    if (this.#stopped) return;
    this.#answers.set(id, answer);
    for (const old of this.#answers.keys()) {
      if (this.#answers.size <= REMEMBERED) break;
      this.#answers.delete(old);
    }
    this.#tell(answer);
  }
}
