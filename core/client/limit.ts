import { ImError } from '../model/index.js';
import type { Environment } from './types.js';

/** The answer, or ImError('timeout') after `ms`; `work` is told to stop by its signal. */
export const withLimit = async <T>(
  env: Pick<Environment, 'setTimeout' | 'clearTimeout'>,
  ms: number,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
  stop = new AbortController(),
): Promise<T> => {
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    const end = (error: ImError) => reject(error);
    stop.signal.addEventListener('abort', () => end(new ImError('aborted', { message: `${what}: stopped` })));
    timer = env.setTimeout(() => {
      end(new ImError('timeout', { message: `${what}: no answer in ${ms} ms` }));
      stop.abort();
    }, ms);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work(stop.signal), late]);
  } finally {
    env.clearTimeout(timer);
  }
};
