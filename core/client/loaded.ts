import { ImError } from '../model/index.js';

/** Offline, and not in the browser's cache: as with a lost connection. */
export const loaded = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause) => {
    throw new ImError('not-connected', { message: 'this part of the page could not be loaded', cause });
  });
