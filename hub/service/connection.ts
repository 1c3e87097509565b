import type { ServerFrame } from '../protocol/index.js';
import { runAt } from './clock.js';
import type { Core } from './core.js';
import type { Counts } from './counts.js';
import { HubError, toHubError } from './errors.js';
import { type CallFrame, readFrame } from './frame.js';
import type { Caller } from './op.js';
import { isOp, opOf } from './ops/registry.js';
import { Rate } from './rates.js';
import type { Bye, Line, Session } from './session.js';
import type { Claims, Connection, Peer } from './types.js';

/** Who sends so many frames that are no calls is not a client. */
const MOST_MALFORMED = 20;
/** Nor is who has not signed in by then, milliseconds: he holds a place that others may need. */
const SIGN_IN_WITHIN = 30_000;

/** One connection: reads frames, runs calls, and keeps its troubles to itself. */
export class HubConnection implements Connection, Line, Caller {
  readonly address: string;
  readonly #core: Core;
  readonly #peer: Peer;
  readonly #counts: Counts;
  readonly #rate: Rate;
  readonly #gone: (connection: HubConnection) => void;
  #session: Session | undefined;
  /** While somebody signs in, the calls behind it wait. */
  #greeting: Promise<unknown> | undefined;
  #stopExpiry: () => void;
  #malformed = 0;
  #leaving = false;
  #closed = false;

  constructor(core: Core, peer: Peer, counts: Counts, gone: (connection: HubConnection) => void) {
    const { callsPerSecond } = core.settings.rates;
    this.#core = core;
    this.#peer = peer;
    this.#counts = counts;
    this.#gone = gone;
    this.#rate = new Rate('calls', callsPerSecond, callsPerSecond * 4);
    this.address = peer.address ?? '';
    const late = () => this.bye({ why: 'slow', reason: 'nobody signed in' });
    this.#stopExpiry = runAt(core.clock, core.clock.now() + SIGN_IN_WITHIN, late);
  }

  receive(raw: unknown): void {
    if (this.#closed || this.#leaving || this.#core.closing) return;
    const frame = readFrame(raw);
    if ('error' in frame) {
      this.#malformed++;
      this.#refuse(frame.id, frame.error);
      if (this.#malformed >= MOST_MALFORMED) this.bye({ why: 'kicked', reason: 'too many malformed frames' });
    } else {
      void this.#answer(frame);
    }
  }

  /** The other end is gone. */
  closed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopExpiry();
    const session = this.#session;
    this.#session = undefined;
    this.#gone(this);
    if (!session) return;
    session.end();
    this.#core.online.remove(session);
    this.#core.presence.left(session);
    this.#core.rooms.gone(session);
    if (!this.#leaving) this.#seen(session);
  }

  send(frame: ServerFrame): void {
    if (this.#closed) return;
    try {
      this.#peer.send(frame);
    } catch (error) {
      this.#core.log.warn({ error: String(error) }, 'a peer could not be written to');
      this.#close();
    }
  }

  bye(bye: Bye): void {
    this.send({ bye });
    this.#close();
  }

  failed(error: unknown): void {
    this.#core.log.error({ error: describe(error) }, 'the log could not be read for a session');
    this.bye({ why: 'closing', reason: 'the log could not be read' });
  }

  begin(make: (line: Line) => Session, claims: Claims): void {
    if (this.#closed) return;
    this.#session = make(this);
    this.#core.online.add(this.#session);
    this.#core.presence.entered(this.#session);
    this.renew(claims);
  }

  renew({ expiresAt }: Claims): void {
    this.#stopExpiry();
    if (expiresAt === undefined || this.#closed) return;
    const expired = () => this.bye({ why: 'unauthorized', reason: 'the token expired' });
    this.#stopExpiry = runAt(this.#core.clock, expiresAt, expired);
  }

  leave(): void {
    this.#leaving = true;
  }

  async #answer({ id, op, args }: CallFrame): Promise<void> {
    try {
      this.#rate.take('', this.#core.clock.now());
      const result = await this.#call(op, args);
      this.send({ id, ok: true, result });
    } catch (error) {
      this.#refuse(id, error, op);
    }
    if (this.#leaving) this.#close();
    else if (op === 'session.hello') this.#session?.start();
  }

  async #call(name: unknown, args: unknown): Promise<unknown> {
    if (!isOp(name)) throw new HubError('unsupported', 'op: this hub does not know it', { field: 'op' });
    this.#counts.call(name);
    const op = opOf(name);
    const checked = op.check(args, '');
    if (name === 'session.hello') return this.#greet(() => this.#run(op, checked));
    if (this.#greeting) await this.#greeting;
    return this.#run(op, checked);
  }

  #run(op: ReturnType<typeof opOf>, args: Parameters<typeof op.run>[1]): Promise<unknown> {
    const [core, session] = [this.#core, this.#session];
    if (op.auth === 'none') return op.run({ core, caller: this, session }, args);
    if (!session) throw new HubError('unauthorized', 'session.hello comes first');
    const call = { core, caller: this, session, user: session.user };
    // Erasing waits for the others.
    return op.alone ? op.run(call, args) : core.busy.run(session.user, () => op.run(call, args));
  }

  /** One sign-in at a time, so that two at once cannot both find nobody there. */
  #greet(run: () => Promise<unknown>): Promise<unknown> {
    const turn = (this.#greeting ?? Promise.resolve()).then(run);
    const settled = turn.then(
      () => {},
      () => {},
    );
    this.#greeting = settled;
    void settled.then(() => {
      if (this.#greeting === settled) this.#greeting = undefined;
    });
    return turn;
  }

  #refuse(id: number, thrown: unknown, op?: unknown): void {
    const error = toHubError(thrown);
    this.#counts.error(error.code);
    if (error.code === 'internal' || error.code === 'storage') {
      this.#core.log.error({ op, code: error.code, error: describe(error.cause) }, 'a call failed');
    }
    this.send({ id, ok: false, error: error.toWire() });
  }

  #seen({ user, device }: Session): void {
    const note = this.#core.write(async ({ tx, now }) => {
      if (await tx.devices.get(user, device.id)) await tx.devices.put({ ...device, seenAt: now });
    });
    note.catch((error: unknown) => this.#core.log.warn({ error: describe(error) }, 'a device could not be noted'));
  }

  #close(): void {
    if (this.#closed) return;
    this.closed();
    try {
      this.#peer.close();
    } catch (error) {
      this.#core.log.warn({ error: String(error) }, 'a peer could not be closed');
    }
  }
}

/** For the log: what and where, never what was said. */
const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
