import type { ConnectOptions, Credentials } from '../../core/engine/index.js';
import { ImError, isImError } from '../../core/model/index.js';
import { tencentError } from './errors.js';
import { aborted, notConnected, orStopped } from './guard.js';
import type { Sdk, SdkEvent } from './sdk.js';

const LIMIT_MS = 15_000;

/** The caller's signal and our own limit as one: the SDK itself would wait for 90 seconds. */
export const limited = async <T>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const stop = new AbortController();
  const end = () => stop.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, LIMIT_MS);
  if (outer?.aborted) end();
  outer?.addEventListener('abort', end);
  try {
    return await orStopped(work(stop.signal), stop.signal);
  } catch (error) {
    if (late) throw new ImError('timeout', { message: `no connection in ${LIMIT_MS} ms` });
    throw outer?.aborted ? aborted() : error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', end);
  }
};

export const askForToken = async (
  credentials: Credentials,
  options: Pick<ConnectOptions, 'signal'>,
): Promise<string> => {
  try {
    const token = await credentials.token(options);
    if (typeof token === 'string' && token !== '') return token;
  } catch (cause) {
    if (isImError(cause)) throw cause;
    throw new ImError('not-connected', { retry: 'backoff', message: 'the token provider failed', cause });
  }
  throw new ImError('unauthorized', { field: 'credentials.token', message: 'the token provider gave no token' });
};

/** Resolves when the SDK is ready: it refuses calls until some time after `login` has answered. */
export const signIn = (sdk: Sdk, userID: string, userSig: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const net = ({ data }: SdkEvent) => {
      if ((data as { state?: unknown } | undefined)?.state === 'disconnected') done(notConnected());
    };
    const ready = () => done();
    const done = (error?: ImError) => {
      sdk.off('sdkStateReady', ready);
      sdk.off('netStateChange', net);
      if (error) reject(error);
      else resolve();
    };
    sdk.on('sdkStateReady', ready);
    sdk.on('netStateChange', net);
    sdk.login({ userID, userSig }).then(
      (answer) => {
        if (!answer) done(new ImError('unauthorized', { field: 'credentials', message: 'the SDK takes no such user' }));
        else if (sdk.isReady()) done();
      },
      (error: unknown) => done(tencentError(error)),
    );
  });
