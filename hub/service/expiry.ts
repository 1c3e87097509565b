import type { MemberRow, MessageRow } from '../storage/port.js';
import { dropFiles } from './carried.js';
import { runAt } from './clock.js';
import type { Core } from './core.js';
import { timeOut } from './signal.js';
import { tellOf } from './telling.js';
import { floorOf } from './visible.js';
import type { Work } from './work.js';

/** So many at a time, that others get their turn between. */
const CHUNK = 100;
/** After a failure of the storage, milliseconds. */
const AGAIN = 10_000;

/** The time of a message begins with the first who reads it, also with one who keeps his reading to himself. */
export const burn = async (work: Work, reader: MemberRow, from: number): Promise<void> => {
  const { key, user, read } = reader;
  for (const message of await work.tx.messages.burning(key, user, Math.max(from, floorOf(reader)), read)) {
    const { audience, expire } = message;
    if (!expire || (audience && !audience.includes(user))) continue;
    const at = work.now + expire.seconds * 1000;
    const row = { ...message, expire: { ...expire, at } };
    await work.tx.messages.put(row);
    await tellOf(work, row, { t: 'expiring', key, id: row.id }, `expiring:${row.id}`);
    work.due(at);
  }
};

/** Gone for everybody: row, files, and what search knows. */
const vanish = async (work: Work, messages: readonly MessageRow[]): Promise<void> => {
  for (const message of messages) {
    const { key, seq, id } = message;
    await dropFiles(work.tx, message);
    await work.tx.messages.remove(key, seq);
    await tellOf(work, message, { t: 'deleted', key, ids: [id], seq });
  }
};

/** Of what was due, the messages that burnt. */
const settle = async (work: Work): Promise<MessageRow[]> => {
  const due = await work.tx.messages.expired(work.now, CHUNK);
  const burnt = due.filter(({ content }) => content.kind !== 'signal');
  await vanish(work, burnt);
  for (const message of due) if (message.content.kind === 'signal') await timeOut(work, message);
  const next = await work.tx.messages.nextExpiry();
  if (next !== undefined) work.due(next);
  return burnt;
};

/** The one timer of what has an end: messages that burn after reading, invitations that nobody answers. */
export class Expiry {
  readonly #core: Core;
  #at = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Takes up what a hub before this one has left. */
  async open(): Promise<void> {
    const next = await this.#core.read((tx) => tx.messages.nextExpiry());
    if (next !== undefined) this.arm(next);
  }

  /** Something ends at this time. */
  arm(at: number): void {
    if (this.#stopped || at >= this.#at) return;
    this.#cancel?.();
    this.#at = at;
    this.#cancel = runAt(this.#core.clock, at, () => void this.#run());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    this.#at = Number.POSITIVE_INFINITY;
    const { clock, log, recent } = this.#core;
    try {
      const burnt = await this.#core.write(settle);
      this.#core.messages -= burnt.length;
      for (const { sender, clientId, id, seq, at } of burnt) {
        if (clientId !== undefined) recent.keep('sent', sender, clientId, { id, seq, at }, clock.now());
      }
    } catch (error) {
      log.error({ error: String(error) }, 'what was due could not be taken away');
      this.arm(clock.now() + AGAIN);
    }
  }
}
