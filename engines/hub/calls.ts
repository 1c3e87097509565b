import type { CallOptions } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import type { OpName, Ops, Request, ServerFrame, WireError } from '../../hub/protocol/index.js';
import { aborted, fromWireError, isWireError } from './errors.js';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

export const CALL_TIMEOUT = 15_000;

export type Call = <O extends OpName>(op: O, args: Ops[O]['args'], options?: CallOptions) => Promise<Ops[O]['result']>;

const NO_CODE: WireError = { code: 'internal', message: 'the hub refused without a code' };

const isAnswer = (frame: unknown): frame is Extract<ServerFrame, { ok: boolean }> => {
  const { id, ok } = (frame ?? {}) as Partial<Record<string, unknown>>;
  return typeof id === 'number' && typeof ok === 'boolean';
};

interface Pending {
  settle(error: ImError | undefined, result?: unknown): void;
}

/** Questions under way on one connection, told apart by number. Every one ends: answer, abort, time-out or close. */
export class Calls {
  readonly #send: (frame: Request) => void;
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #closed: ImError | undefined;

  constructor(send: (frame: Request) => void, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  call: Call = (op, args, options = {}) =>
    new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      if (options.signal?.aborted) return reject(aborted());
      const id = this.#next++;
      const stop = () => this.#settle(id, aborted());
      const late = () =>
        this.#settle(id, new ImError('timeout', { message: `${op}: no answer in ${CALL_TIMEOUT} ms` }));
      const timer = this.#clock.setTimeout(late, CALL_TIMEOUT);
      this.#pending.set(id, {
        settle: (error, result) => {
          this.#clock.clearTimeout(timer);
          options.signal?.removeEventListener('abort', stop);
          if (error) reject(error);
          else resolve(result as Ops[typeof op]['result']);
        },
      });
      options.signal?.addEventListener('abort', stop);
      // The pair of op and args is right by the signature; TypeScript cannot see that through the union.
      try {
        this.#send({ id, op, args } as Request);
      } catch (cause) {
        // No port takes a function, a circle or a BigInt.
        this.#settle(id, new ImError('invalid', { message: `${op}: its arguments are no plain data`, cause }));
      }
    });

  /** False for what is no answer. One to a call that is gone (late, or twice) is no fault: nothing happens. */
  answer(frame: unknown): boolean {
    if (!isAnswer(frame)) return false;
    if (frame.ok) this.#settle(frame.id, undefined, frame.result);
    else this.#settle(frame.id, fromWireError(isWireError(frame.error) ? frame.error : NO_CODE));
    return true;
  }

  /** All that wait are rejected, and all that come. */
  close(error: ImError): void {
    this.#closed ??= error;
    for (const id of [...this.#pending.keys()]) this.#settle(id, error);
  }

  #settle(id: number, error: ImError | undefined, result?: unknown): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.settle(error, result);
  }
}
