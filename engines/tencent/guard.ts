import { type ConversationId, ImError, invalid, isConversationId } from '../../core/model/index.js';

export const aborted = (): ImError => new ImError('aborted', { message: 'stopped by the caller' });

export const notConnected = (message = 'not connected to Tencent', cause?: unknown): ImError =>
  new ImError('not-connected', { message, cause, engine: { name: 'tencent' } });

/** Throws what is wrong with it. */
export const checkConversation = (id: ConversationId): void => {
  if (!isConversationId(id)) throw invalid('conversationId', 'is none');
};

export const checkLimit = (limit: number | undefined, most: number): void => {
  if (limit === undefined) return;
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw invalid('limit', `is a number from 1 to ${most}`);
};

/** Whichever comes first; the loser's rejection is heard by nobody. */
export const orStopped = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return work;
  work.catch(() => undefined);
  if (signal.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    const stop = () => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
};
