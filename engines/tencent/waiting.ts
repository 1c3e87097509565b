import { notConnected, orStopped } from './guard.js';

/** Rejects `not-connected` once the line is gone. */
export const orLost = <T>(work: Promise<T>, line: AbortSignal): Promise<T> =>
  orStopped(work, line).catch((error: unknown) => {
    throw line.aborted ? notConnected('the connection to Tencent was lost') : error;
  });

export const waitFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
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
