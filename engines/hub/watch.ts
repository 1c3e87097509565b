import { PROTOCOL } from '../../hub/protocol/index.js';
import { Calls, systemClock } from './calls.js';
import { notConnected } from './errors.js';
import { webSocketPort } from './websocket-port.js';

export interface WatchOptions {
  readonly url?: string;
  readonly token: string;
  readonly tell: (count: number) => void;
  readonly signal: AbortSignal;
}

/** Between two tries after the connection was lost, and between two looks while messages pour in. Milliseconds. */
const AGAIN = 30_000;
const CALM = 500;

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Tells the number of unread messages, now and as it changes, until aborted. No client behind it: this is what a closed
 * widget can afford. A refused token ends it.
 */
export async function watchUnread(options: WatchOptions): Promise<void> {
  while (!options.signal.aborted) {
    const error = await once(options).catch((reason: unknown) => reason);
    if ((error as { code?: string } | undefined)?.code === 'unauthorized') return;
    await wait(AGAIN * (0.5 + Math.random()), options.signal);
  }
}

async function once({ url, token, tell, signal }: WatchOptions): Promise<void> {
  const port = await webSocketPort({ url })({ signal });
  const calls = new Calls((frame) => port.send(frame), systemClock);
  const closed = new Promise<void>((resolve) => {
    port.onClose((reason) => {
      calls.close(notConnected(reason));
      resolve();
    });
  });
  signal.addEventListener('abort', () => port.close());
  let looking = false;
  const look = async (): Promise<void> => {
    await wait(CALM, signal);
    looking = false;
    tell((await calls.call('conversations.unread', {})).count);
  };
  port.onFrame((frame) => {
    if (calls.answer(frame)) return;
    const { push } = (frame ?? {}) as { push?: unknown };
    if (push && !looking) {
      looking = true;
      look().catch(() => {});
    }
  });
  try {
    await calls.call('session.hello', { protocol: PROTOCOL, token, device: { id: 'unread-badge', class: 'web' } });
    tell((await calls.call('conversations.unread', {})).count);
    await closed;
  } finally {
    port.close();
  }
}
