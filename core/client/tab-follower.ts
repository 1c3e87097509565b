import type { CallOptions } from '../engine/index.js';
import { ImError } from '../model/index.js';
import type { Change, Key } from '../store/index.js';
import type { CommandPath, TabsHost } from './parts.js';
import { OwnDrafts } from './tab-drafts.js';
import {
  type AnswerWire,
  type BeatWire,
  type CommitWire,
  type Entries,
  type EventWire,
  type LeaderWire,
  type LeadWire,
  type Said,
  type SnapWire,
  unpack,
  unpackError,
  type Wire,
} from './tab-wire.js';

/** Milliseconds between two reminders of what was asked. */
const REMIND = 2000;
/** Milliseconds after which a leader that says nothing counts as silent. */
const SILENT = 5000;

export interface Call {
  readonly id: string;
  readonly path: CommandPath;
  readonly args: readonly unknown[];
  resolve(value: unknown): void;
  reject(error: ImError): void;
}

/** A tab that mirrors the leader's store and asks it to run commands. */
export class Follower {
  readonly #host: TabsHost;
  readonly #tab: string;
  readonly #post: (wire: Wire) => void;
  readonly #synced: () => void;
  readonly #calls = new Map<string, Call>();
  readonly #drafts: OwnDrafts;
  readonly #ways: (() => void)[] = [];
  #term = 0;
  #seq = 0;
  #syncing = true;
  #entries: (readonly [Key, unknown])[] = [];
  #early: (CommitWire | EventWire)[] = [];
  #open: readonly string[] = [];
  #heard: number;
  #told = false;
  #timer: unknown;

  constructor(host: TabsHost, tab: string, post: (wire: Wire) => void, synced: () => void) {
    this.#host = host;
    this.#tab = tab;
    this.#post = post;
    this.#synced = synced;
    this.#heard = host.env.now();
    this.#drafts = new OwnDrafts(host.store, (changes) => post({ k: 'draft', from: tab, changes }));
    this.#ways.push(this.#drafts.end);
    // A page that was frozen may have missed the last commit, and no later one has shown it.
    this.#ways.push(host.env.visible.subscribe(() => host.env.visible.value && this.#say('ping')));
  }

  join(): void {
    this.#syncing = true;
    this.#entries = [];
    this.#early = [];
    this.#say('join');
    this.#remind();
  }

  /** What the next leadership, this tab's own, goes on with. */
  end(): { readonly term: number; readonly after?: Said; readonly calls: readonly Call[] } {
    for (const out of this.#ways) out();
    this.#host.env.clearTimeout(this.#timer);
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    const after = this.#syncing ? undefined : { term: this.#term, seq: this.#seq };
    return { calls, term: this.#term, after };
  }

  call(path: CommandPath, args: readonly unknown[], options?: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#host.env.id();
      const abort = (): void => {
        if (this.#calls.delete(id)) reject(new ImError('aborted'));
      };
      if (options?.signal?.aborted) return reject(new ImError('aborted'));
      options?.signal?.addEventListener('abort', abort);
      const call = { id, path, args, resolve, reject };
      try {
        this.#ask(call, [...this.#calls.keys()].at(-1));
      } catch (cause) {
        return reject(new ImError('invalid', { field: path, message: `${path}: arguments cannot be copied`, cause }));
      }
      this.#calls.set(id, call);
      this.#remind();
    });
  }

  opened(ids: readonly string[]): void {
    this.#open = ids;
    this.#post({ k: 'open', from: this.#tab, ids });
  }

  receive(wire: LeaderWire): void {
    // Still on its way when its sender was gone already.
    if (wire.term < this.#term) return;
    this.#heard = this.#host.env.now();
    this.#told = false;
    if (wire.k === 'answer') this.#answered(wire);
    else if (wire.k === 'lead') this.#led(wire);
    else if (wire.k === 'snap') this.#snapped(wire);
    else this.#followed(wire);
  }

  #followed(wire: CommitWire | EventWire | BeatWire): void {
    // Just joined: the snapshot that is on its way comes from this one.
    if (this.#term === 0 && this.#syncing) this.#term = wire.term;
    if (wire.term !== this.#term) this.#turn(wire.term);
    if (wire.k !== 'beat') this.#next(wire);
    else if (wire.seq !== this.#seq && !this.#syncing) this.join();
  }

  #say(k: 'join' | 'ping'): void {
    this.#post({ k, from: this.#tab });
  }

  #ask({ id, path, args }: Call, after?: string): void {
    this.#post({ k: 'call', from: this.#tab, id, path, args, after });
  }

  #askAll(): void {
    let after: string | undefined;
    for (const call of this.#calls.values()) {
      this.#ask(call, after);
      after = call.id;
    }
  }

  /** Only while something is awaited. Asked again it is known by its id; a leader at work on it says that it lives. */
  #remind(): void {
    const { env } = this.#host;
    env.clearTimeout(this.#timer);
    if (this.#calls.size === 0 && !this.#syncing) return;
    this.#timer = env.setTimeout(() => {
      if (this.#syncing) this.#say('join');
      this.#askAll();
      if (env.now() - this.#heard >= SILENT && !this.#told) {
        this.#told = true;
        // Should the clock have been set back, the next leader's number is a lower one.
        this.#term = 0;
        this.#host.log('warn', 'leader-silent', { waiting: this.#calls.size });
      }
      this.#remind();
    }, REMIND);
  }

  /** A leader of whom nothing was known. */
  #turn(term: number): void {
    this.#term = term;
    this.join();
    this.#introduce();
  }

  #led({ term, after }: LeadWire): void {
    if (term === this.#term) return;
    const same = !this.#syncing && after?.term === this.#term && after?.seq === this.#seq;
    if (!same) {
      this.#turn(term);
      return;
    }
    // It has followed the old one exactly as far as we have: no need to send it all again.
    this.#term = term;
    this.#seq = 0;
    this.#introduce();
  }

  #introduce(): void {
    if (this.#open.length > 0) this.#post({ k: 'open', from: this.#tab, ids: this.#open });
    this.#askAll();
    this.#drafts.again();
  }

  #snapped(wire: SnapWire): void {
    if (wire.to !== this.#tab || !this.#syncing) return;
    if (wire.term !== this.#term) {
      this.#term = wire.term;
      this.#early = [];
      this.#introduce();
    }
    if (wire.part === 0) this.#entries = [];
    this.#entries.push(...wire.entries);
    if (!wire.last) return;
    const there = new Set(this.#entries.map(([key]) => key));
    const gone = [...this.#host.store.entries()].filter(([key]) => !there.has(key));
    this.#apply([...gone.map(([key]) => [key, undefined] as const), ...this.#entries]);
    this.#entries = [];
    this.#seq = wire.seq;
    this.#syncing = false;
    const early = this.#early;
    this.#early = [];
    for (const later of early) this.#next(later);
    if (!this.#syncing) this.#synced();
  }

  #next(wire: CommitWire | EventWire): void {
    if (this.#syncing) this.#early.push(wire);
    else if (wire.seq > this.#seq + 1) this.join();
    else if (wire.seq === this.#seq + 1) {
      this.#seq = wire.seq;
      if (wire.k === 'event') this.#host.emit(wire.type as 'message', wire.detail as never);
      else if (wire.by === this.#tab) this.#drafts.returned(wire.changes);
      else this.#apply(wire.changes);
    }
  }

  #apply(entries: Entries): void {
    const changes: Pick<Change, 'key' | 'after'>[] = [];
    for (const [key, after] of entries) {
      if (this.#drafts.has(key)) continue;
      const session = key === 'session/self' && typeof after === 'object';
      changes.push({ key, after: session ? { ...after, leader: false } : after });
    }
    this.#host.store.apply('mirror', changes);
  }

  #answered({ to, id, value, error }: AnswerWire): void {
    const call = to === this.#tab ? this.#calls.get(id) : undefined;
    if (!call) return;
    this.#calls.delete(id);
    if (error) call.reject(unpackError(error));
    else call.resolve(unpack(value));
  }
}
