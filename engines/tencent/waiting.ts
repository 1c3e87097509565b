import { aborted, notConnected, orStopped } from './guard.js';

/** Rejects `not-connected` once the line is gone. */
export const orLost = <T>(work: Promise<T>, line: AbortSignal): Promise<T> =>
  orStopped(work, line).catch((error: unknown) => {
    throw line.aborted ? notConnected('the connection to Tencent was lost') : error;
  });

/** Rejects `aborted` once it is told to stop. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

/** Something to wait for that comes once. */
export const gate = () => {
  let opened = false;
  let open: () => void = () => {};
  const promise = new Promise<void>((resolve) => {
    open = () => {
      opened = true;
      resolve();
    };
  });
  return { promise, open: () => open(), isOpen: () => opened };
};
