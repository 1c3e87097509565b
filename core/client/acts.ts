import type { ActsHost, ChangeActs } from '../acts/host.js';
import { byAnyName, byNames, type Family, LATER, type LaterPart, NAMES, type NamedPart } from '../acts/names.js';
import { invalid } from '../model/index.js';
import { prepareOutbox } from '../outbox/index.js';
import { loaded } from './loaded.js';
import type { RunningActs } from './parts.js';

export type LazyActs = RunningActs & { load(family?: Family): Promise<ChangeActs> };
type Loaded = Readonly<Record<string, Readonly<Record<string, (...args: readonly unknown[]) => unknown>>>>;

const FAMILIES: Readonly<Record<Family, (host: ActsHost) => Promise<object>>> = {
  acts: async (host) => (await import('../acts/index.js')).createActs(host),
  people: async (host) => (await import('../people/index.js')).createPeople(host),
  groups: async (host) => (await import('../groups/index.js')).createGroups(host),
  rows: async (host) => (await import('../rows/index.js')).createRows(host),
  places: async (host) => (await import('../places/index.js')).createPlaces(host),
};

/** Brings what can be done to messages, and what those that wait need, before it is called: then it is there when the network is not. */
export const prepareActs = async (): Promise<void> => {
  await Promise.all([import('../acts/index.js'), import('./rare.js'), import('./send-rules.js'), prepareOutbox()]);
};

/** Most visits do little beside sending and reading: how the rest is done comes with the first call of its family. */
export const lazyActs = (host: () => Promise<ActsHost>): LazyActs => {
  const loading = new Map<Family, Promise<object>>();
  const load = (family: Family): Promise<object> => {
    const known = loading.get(family);
    if (known) return known;
    // What fails so lets the outbox wait.
    const work = loaded(host().then((parts) => FAMILIES[family](parts))).catch((error) => {
      loading.delete(family);
      throw error;
    });
    loading.set(family, work);
    return work;
  };
  const runs =
    (part: string) =>
    (name: string, family: Family) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      const act = ((await load(family)) as Loaded)[part]?.[name];
      if (typeof act !== 'function') throw invalid('command', `there is no ${part}.${name}`);
      return act(...args);
    };
  const named = (Object.keys(NAMES) as NamedPart[]).map((part) => [part, byNames(part, runs(part))]);
  const later = (Object.keys(LATER) as LaterPart[]).map((part) => [part, byAnyName(part, runs(part))]);
  return { ...Object.fromEntries([...named, ...later]), load: (family: Family = 'acts') => load(family) } as LazyActs;
};
