import { ImError } from '../../core/model/index.js';
import type { Call } from './calls.js';
import type { HubPort } from './port.js';
import type { Rare } from './rare.js';

type Module = typeof import('./rare.js');
let module: Module | undefined;

export const loadRareFacets = async (): Promise<Module> => {
  module ??= await import('./rare.js');
  return module;
};

type Run = (...args: readonly unknown[]) => unknown;
type Methods = Readonly<Record<string, Readonly<Record<string, Run>>>>;

/** Whatever is asked for by name; what is awaited is asked for `then`. */
const byName = <T>(make: (name: string) => T): object =>
  new Proxy({}, { get: (_, name) => (typeof name === 'string' && name !== 'then' ? make(name) : undefined) });

/** Most visits do nothing of it: how is loaded with the first call, and so the names of what can be called. */
export const laterFacets = (call: Call, port: () => HubPort): Rare => {
  const load = async (): Promise<Methods> => {
    try {
      return (await loadRareFacets()).rareFacets(call, port) as unknown as Methods;
    } catch (cause) {
      throw new ImError('not-connected', { message: 'this part of the engine could not be loaded', cause });
    }
  };
  const method =
    (facet: string) =>
    (name: string): Run =>
    async (...args) => {
      const run = (await load())[facet]?.[name];
      if (!run) throw new ImError('unsupported', { field: name, message: `${facet}: there is no ${name}` });
      return run(...args);
    };
  return byName((facet) => byName(method(facet))) as Rare;
};
