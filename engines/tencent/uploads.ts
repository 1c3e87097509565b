import { ImError } from '../../core/model/index.js';
import { aborted } from './guard.js';

interface Put {
  readonly resources?: unknown;
  readonly downloadUrl?: string;
}
type Done = (error: unknown, result?: unknown) => void;
type Plugin = new () => { uploadFile(put: Put, done: Done): unknown };

interface Under {
  readonly signal: AbortSignal;
  resolve(url: string): void;
  reject(error: ImError): void;
}

/** Files on their way, by the object that the SDK hands to its plugin. */
const under = new WeakMap<object, Under>();

const failed = (cause?: unknown): ImError =>
  new ImError('engine', {
    message: 'the file could not be uploaded',
    retry: 'backoff',
    cause,
    engine: { name: 'tencent' },
  });

/**
 * The SDK uploads only on the way to sending. Whoever waits for a file is told its address here, and the SDK that it failed, so
 * that nothing is sent.
 */
export const watched = (plugin: object): object => {
  if (typeof plugin !== 'function') return plugin;
  const Base = plugin as Plugin;
  return class extends Base {
    override uploadFile(put: Put, done: Done): unknown {
      const waiting = typeof put.resources === 'object' && put.resources !== null && under.get(put.resources);
      if (!waiting) return super.uploadFile(put, done);
      const { signal, resolve, reject } = waiting;
      const end = (error: unknown, result?: unknown): void => {
        const status: unknown = Reflect.get(Object(result), 'statusCode');
        if (error || status !== 200 || !put.downloadUrl) reject(failed(error ?? result));
        else resolve(put.downloadUrl);
        done({ code: -1, message: 'it is not to be sent' }, { statusCode: 0, data: {} });
      };
      if (signal.aborted) return end(aborted());
      const request = super.uploadFile(put, end);
      const stop = (): void => {
        if (request instanceof XMLHttpRequest) request.abort();
        end(aborted());
      };
      signal.addEventListener('abort', stop, { once: true });
      return request;
    }
  };
};

/** Resolves with the address once `start` has brought the plugin to upload it. */
export const addressOf = async (
  file: File,
  signal: AbortSignal | undefined,
  start: () => Promise<unknown>,
): Promise<string> => {
  const own = new AbortController();
  const forward = () => own.abort();
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward);
  try {
    return await new Promise<string>((resolve, reject) => {
      under.set(file, { signal: own.signal, resolve, reject });
      // It rejects where it did not come to the upload, and after each one, when nobody hears it.
      start().then(
        () => reject(failed()),
        (error: unknown) => reject(error instanceof ImError ? error : failed(error)),
      );
      own.signal.addEventListener('abort', () => reject(aborted()));
    });
  } finally {
    signal?.removeEventListener('abort', forward);
  }
};
