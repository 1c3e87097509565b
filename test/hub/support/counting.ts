import type { Storage, Tx } from '../../../hub/storage/port.js';

/** A storage that counts what it is asked, by `table.call`. */
export interface Counting {
  readonly storage: Storage;
  readonly asked: Map<string, number>;
}

type Ask = (...args: readonly unknown[]) => unknown;

export const counting = (storage: Storage): Counting => {
  const asked = new Map<string, number>();
  const counted = (tx: Tx): Tx => {
    const tables = Object.entries(tx).map(([table, calls]: [string, Readonly<Record<string, Ask>>]) => {
      const wrapped = Object.entries(calls).map(([name, call]): [string, Ask] => [
        name,
        (...args) => {
          asked.set(`${table}.${name}`, (asked.get(`${table}.${name}`) ?? 0) + 1);
          return call(...args);
        },
      ]);
      return [table, Object.fromEntries(wrapped)];
    });
    return Object.fromEntries(tables) as Tx;
  };
  return {
    asked,
    storage: {
      transaction: (job) => storage.transaction((tx) => job(counted(tx))),
      batch: (jobs) => storage.batch(jobs.map((job) => (tx) => job(counted(tx)))),
      close: () => storage.close(),
    },
  };
};
