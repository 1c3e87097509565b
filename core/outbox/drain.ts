import { type Conversation, ImError, type Standing, toImError } from '../model/index.js';
import { Commands } from './commands.js';
import { failure, laneOf, upload } from './entries.js';
import type { OutboxHost } from './host.js';
import type { Ledger } from './ledger.js';
import { jitter, Pace } from './pace.js';
import type { OutboxEntry } from './types.js';

/** Calls at once, and uploads at once beside them: four films on their way hold up nobody's text. */
const WIDE = 4;
/** Milliseconds until an answer counts as lost. */
const PATIENCE = 30_000;
/** Milliseconds without progress until an upload counts as stuck. */
const STALLED = 60_000;
/** Bytes a millisecond of the slowest upload, where no progress is told. */
const SLOWEST = 10;
/** A clock that was set back must not hold an entry longer than this, milliseconds. */
const LONGEST_WAIT = 10 * 60_000;

/** One try of one entry. */
interface Flight {
  readonly id: string;
  readonly abort: AbortController;
  uploading: boolean;
  /** False once the drain was stopped or the entry taken away: what this try still says of failures no longer counts. */
  live: boolean;
}

/** Sends what the ledger holds: in order within a lane, a few lanes at once. */
export class Drain {
  #host: OutboxHost;
  #ledger: Ledger;
  #commands: Commands;
  #pace: Pace;
  #flights = new Map<string, Flight>();
  #running = false;
  #timer: unknown;
  /** Cut off, and until when they wait: they go again at once when the connection is back. */
  #cut = new Map<string, number>();

  constructor(host: OutboxHost, ledger: Ledger) {
    this.#host = host;
    this.#ledger = ledger;
    this.#commands = new Commands(host, ledger);
    this.#pace = new Pace(host.engine.info.limits.sendsPerSecond);
  }

  start(): void {
    this.#running = true;
    this.#cut.clear();
    this.pump();
  }

  stop(): void {
    this.#running = false;
    this.#host.env.clearTimeout(this.#timer);
    for (const flight of this.#flights.values()) {
      flight.live = false;
      // An answer that is on its way is worth having; an upload would only go on for nobody.
      if (flight.uploading) flight.abort.abort();
      this.#ledger.idle(flight.id);
    }
    this.#flights.clear();
  }

  flight(id: string): Flight | undefined {
    return [...this.#flights.values()].find((flight) => flight.id === id);
  }

  /** Ends the try of an entry that is to be taken away, and frees its lane. */
  release(id: string): void {
    for (const [lane, flight] of this.#flights) {
      if (flight.id !== id) continue;
      flight.live = false;
      flight.abort.abort();
      this.#flights.delete(lane);
    }
  }

  pump(): void {
    const { env } = this.#host;
    env.clearTimeout(this.#timer);
    if (!this.#running || !this.#host.connected()) return;
    const now = env.now();
    const seen = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.#ledger.values()) {
      const lane = laneOf(entry);
      if (entry.failed !== undefined || seen.has(lane)) continue;
      seen.add(lane);
      if (this.#flights.has(lane) || this.#ledger.saving(entry.id) || this.#full(entry)) continue;
      const due = this.#due(entry, now);
      if (due > now) next = Math.min(next, due);
      else void this.#fly(lane, entry);
    }
    if (next < Number.POSITIVE_INFINITY) this.#timer = env.setTimeout(() => this.pump(), Math.ceil(next - now));
  }

  #full(entry: OutboxEntry): boolean {
    const uploading = entry.command === 'send' && upload(entry) !== undefined;
    return [...this.#flights.values()].filter((flight) => flight.uploading === uploading).length >= WIDE;
  }

  #due(entry: OutboxEntry, now: number): number {
    const wait = Math.max(entry.notBefore, this.#cut.get(entry.id) ?? 0);
    const due = wait > now + LONGEST_WAIT ? 0 : wait;
    return entry.command === 'send' && !upload(entry) ? Math.max(due, this.#pace.at(now)) : due;
  }

  async #fly(lane: string, entry: OutboxEntry): Promise<void> {
    const flight: Flight = {
      id: entry.id,
      abort: new AbortController(),
      uploading: false,
      live: true,
    };
    this.#flights.set(lane, flight);
    try {
      await this.#run(entry, flight);
    } catch (error) {
      if (flight.live) await this.#fault(entry.id, toImError(error));
    }
    if (this.#flights.get(lane) === flight) this.#flights.delete(lane);
    this.pump();
  }

  async #run(entry: OutboxEntry, flight: Flight): Promise<void> {
    const options = { signal: flight.abort.signal };
    if (entry.command === 'change') return this.#within(() => this.#commands.change(entry, options));
    if (entry.command === 'mark-read') return this.#within(() => this.#commands.markRead(entry, options));
    if (this.#host.store.get('message', entry.id)?.delivery.state === 'sent') return this.#commands.sent(entry);
    const file = upload(entry);
    if (file) {
      flight.uploading = true;
      return this.#within(
        (heard) => this.#commands.upload({ entry, file, options, live: () => flight.live, heard }),
        STALLED + file.bytes / SLOWEST,
      ).catch((error: unknown) => {
        flight.abort.abort();
        throw error;
      });
    }
    this.#pace.take(this.#host.env.now());
    const tried = { ...entry, attempts: entry.attempts + 1 };
    // Kept before the try: a page that dies with each one must not try without end at once.
    await this.#ledger.save(tried);
    if (flight.live) await this.#within(() => this.#commands.send(tried, options));
  }

  /** Entry, row and blob, for good. */
  async remove(entry: OutboxEntry): Promise<void> {
    const { id, conversationId } = entry;
    if (entry.command !== 'send') return this.#ledger.drop(entry);
    await this.#ledger.drop(entry, (writer) => {
      const rest = this.#host.store.list(`pending/${conversationId}`).filter((other) => other !== id);
      writer.list(`pending/${conversationId}`, rest.length > 0 ? rest : undefined);
      writer.remove('message', id);
      writer.remove('transfer', id);
    });
    await this.#ledger.dropBlob(entry);
  }

  /** A sign of life (`heard`) begins the wait anew. */
  async #within(work: (heard: () => void) => Promise<void>, patience = PATIENCE): Promise<void> {
    const { env } = this.#host;
    let timer: unknown;
    let wait = (_ms: number): void => {};
    const late = new Promise<never>((_, reject) => {
      const end = () => reject(new ImError('timeout', { message: 'no answer in time' }));
      wait = (ms) => {
        env.clearTimeout(timer);
        timer = env.setTimeout(end, ms);
      };
    });
    wait(patience);
    try {
      await Promise.race([work(() => wait(STALLED)), late]);
    } finally {
      env.clearTimeout(timer);
      wait = () => {};
    }
  }

  async #fault(id: string, error: ImError): Promise<void> {
    const entry = this.#ledger.get(id);
    if (!entry) return;
    // Whoever cut it off, it was not the person.
    const hint =
      error.code === 'timeout' || error.code === 'aborted'
        ? 'after-reconnect'
        : error.code === 'not-found' && this.#rejoins(entry)
          ? 'backoff'
          : error.retry;
    if (hint === 'never') return this.fail(entry, error);
    const { env } = this.#host;
    this.#host.log('info', 'outbox-waits', { id, command: entry.command, code: error.code, attempts: entry.attempts });
    // Sends are counted before they begin.
    const attempts = Math.max(1, entry.attempts + (entry.command === 'send' && !upload(entry) ? 0 : 1));
    const until = env.now() + (error.retryAfter ?? jitter(attempts, env.random()));
    if (hint === 'after-auth') this.#running = false;
    if (hint === 'after-reconnect') this.#cut.set(id, until);
    const kept = { ...entry, attempts, notBefore: hint === 'backoff' ? until : 0 };
    await this.#ledger.save(kept, (writer) => {
      writer.patch('message', id, { delivery: { state: 'queued' } });
      writer.remove('transfer', id);
    });
    if (hint === 'after-auth') this.#host.rejected(error);
  }

  /** Into a live room one comes again a moment after the connection does. */
  #rejoins({ conversationId }: OutboxEntry): boolean {
    return this.#host.store.list('rooms').some((id) => conversationId === `room:${id}`);
  }

  /** A message becomes a failed row and waits for the person, and so does a change; reading ends here. */
  async fail(entry: OutboxEntry, error: ImError): Promise<void> {
    const { code, limit, reason } = error;
    const { id, command, conversationId } = entry;
    this.#host.log('warn', `${command}-failed`, { id, command, code, message: error.message, engine: error.engine });
    if (command === 'mark-read') return this.#ledger.drop(entry);
    if (command === 'change' && entry.change.name === 'recall')
      this.#host.emit('recall-failed', { conversationId, messageId: entry.target, code });
    // Nobody waits for it: a later word of the same name does.
    if (entry.command === 'change' && this.#ledger.get(`${entry.id}+`)) return this.#ledger.drop(entry);
    // Of all that is forbidden, the one that a person can do something about.
    const why = error.field === 'contacts' ? 'contacts-only' : code;
    await this.#ledger.save({ ...entry, failed: why }, (writer) => {
      if (entry.command === 'change') return;
      writer.patch('message', entry.id, { delivery: failure(why, limit, reason) });
      const standing = learnt(error, this.#host.env.now(), this.#host.store.get('conversation', entry.conversationId));
      if (standing) writer.patch('conversation', entry.conversationId, { standing });
      writer.remove('transfer', entry.id);
    });
  }
}

/** Where only the back end knows why one cannot write, its refusal says so; without a word of an end, for a minute. */
const learnt = (
  { code, latest, retryAfter = 60_000 }: ImError,
  now: number,
  row: Conversation | undefined,
): Standing | undefined => {
  const said = latest as Standing | undefined;
  if (said?.locked) return { ...row?.standing, ...said };
  return code === 'muted' || code === 'blocked'
    ? { ...row?.standing, locked: code, until: now + retryAfter }
    : undefined;
};
