import type { ActsHost, RunningActs as Loaded } from '../acts/host.js';
import { ACTS, type ActPart } from '../acts/names.js';
import { ImError } from '../model/index.js';
import type { RunningActs } from './parts.js';

export type LazyActs = RunningActs & { load(): Promise<Loaded> };

/** Brings what can be done to messages before it is called: then it is there when the network is not. */
export const prepareActs = async (): Promise<void> => {
  await Promise.all([import('../acts/index.js'), import('./rare.js')]);
};

/** Most visits change no message: what can be done to one comes with the first call. */
export const lazyActs = (host: () => Promise<ActsHost>): LazyActs => {
  let loading: Promise<Loaded> | undefined;
  const load = (): Promise<Loaded> => {
    loading ??= Promise.all([import('../acts/index.js'), host()]).then(
      ([{ createActs }, parts]) => createActs(parts),
      (cause) => {
        loading = undefined;
        // Offline, and not in the browser's cache: the outbox waits as for a lost connection.
        throw new ImError('not-connected', { message: 'this part of the page could not be loaded', cause });
      },
    );
    return loading;
  };
  const part = (name: ActPart) =>
    Object.fromEntries(
      ACTS[name].split(' ').map((act) => [
        act,
        async (...args: readonly unknown[]) => {
          const acts = (await load())[name] as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
          return acts[act]?.(...args);
        },
      ]),
    );
  const parts = Object.fromEntries((Object.keys(ACTS) as ActPart[]).map((name) => [name, part(name)]));
  return { ...parts, load } as unknown as LazyActs;
};
