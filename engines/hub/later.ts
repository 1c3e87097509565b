import { ImError } from '../../core/model/index.js';
import type { Call } from './calls.js';
import type { Rare } from './rare.js';

/** All methods by name, so that none is forgotten. */
const METHODS: { readonly [F in keyof Rare]: { readonly [M in keyof Rare[F]]-?: 1 } } = {
  edits: { edit: 1 },
  extensions: { extend: 1 },
  reactions: { react: 1, reactors: 1 },
  pins: { pin: 1, pins: 1 },
  deletion: { delete: 1, clear: 1 },
  streams: { grow: 1 },
  search: { messages: 1 },
  reports: { report: 1 },
  commands: { send: 1 },
  signals: { invite: 1, answer: 1, cancel: 1, modify: 1 },
  settings: { get: 1, set: 1, erase: 1 },
  groups: { create: 1, fetch: 1, join: 1, leave: 1, members: 1, invite: 1 },
};

type Methods = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

/** Most visits do nothing of it: how is loaded with the first call. */
export const laterFacets = (call: Call): Rare => {
  const load = async (): Promise<Methods> => {
    try {
      const { rareFacets } = await import('./rare.js');
      return rareFacets(call) as unknown as Methods;
    } catch (cause) {
      throw new ImError('not-connected', { message: 'this part of the engine could not be loaded', cause });
    }
  };
  const method =
    (facet: string, name: string) =>
    async (...args: unknown[]) =>
      (await load())[facet]?.[name]?.(...args);
  const facets = Object.entries(METHODS).map(([facet, names]) => [
    facet,
    Object.fromEntries(Object.keys(names).map((name) => [name, method(facet, name)])),
  ]);
  return Object.fromEntries(facets) as Rare;
};
