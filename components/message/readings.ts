import { type Client, type Message, type MessageId, toImError } from '../../core/index.js';

export type What = 'translation' | 'transcript';

/** A message on its way into other words, or why it did not get there; for this visit. */
interface Turn {
  readonly what: What;
  readonly state: 'working' | 'failed' | 'done';
  /** The code of the error. */
  readonly failed?: string;
  readonly abort: AbortController;
  again(): unknown;
}
const turns = new WeakMap<Client, Map<MessageId, Turn>>();
const listeners = new Set<() => void>();

const set = (client: Client, id: MessageId, turn: Turn | undefined): void => {
  const all = turns.get(client) ?? new Map<MessageId, Turn>();
  turns.set(client, all);
  if (turn) all.set(id, turn);
  else all.delete(id);
  for (const listener of [...listeners]) listener();
};

export const onTurns = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const turnOf = (client: Client, { id }: Message): Turn | undefined => turns.get(client)?.get(id);

/** Is there more to see than the original? */
export const isRead = (client: Client, message: Message): boolean =>
  Boolean(message.readings || turnOf(client, message));

/** Into other words; rejects with what went wrong, which stands in the row too. */
export async function read(
  client: Client,
  { id }: Pick<Message, 'id'>,
  what: What,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  turns.get(client)?.get(id)?.abort.abort();
  const abort = new AbortController();
  const turn = { what, abort, again: () => read(client, { id }, what, work) };
  const mine = (): boolean => turns.get(client)?.get(id)?.abort === abort;
  set(client, id, { ...turn, state: 'working' });
  try {
    await work(abort.signal);
    if (mine()) set(client, id, { ...turn, state: 'done' });
  } catch (error) {
    if (mine()) set(client, id, { ...turn, state: 'failed', failed: toImError(error).code });
    if (!abort.signal.aborted) throw error;
  }
}

/** The original alone. */
export async function hide(client: Client, message: Message): Promise<void> {
  turnOf(client, message)?.abort.abort();
  set(client, message.id, undefined);
  if (message.readings) await client.messages.showOriginal(message.id);
}
