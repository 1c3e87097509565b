import { ImError } from '../../core/model/index.js';
import type { Call } from './calls.js';

type Facet = object;
/** All methods by name, so that none is forgotten. */
type Names<F extends Facet> = { readonly [K in keyof F]-?: true };

const missing = (cause: unknown): never => {
  throw new ImError('not-connected', { message: 'this part of the engine could not be loaded', cause });
};
const changes = () => import('./changes.js').catch(missing);
const signals = () => import('./signals.js').catch(missing);

/** Most pages never do what is in there: it is loaded with the first call. */
const later = <F extends Facet>(load: () => Promise<F>, names: Names<F>): F => {
  const method = (name: string) => [
    name,
    async (...args: unknown[]) =>
      ((await load()) as Readonly<Record<string, (...args: unknown[]) => unknown>>)[name]?.(...args),
  ];
  return Object.fromEntries(Object.keys(names).map(method)) as F;
};

export const laterFacets = (call: Call) => ({
  edits: later(async () => (await changes()).editFacet(call), { edit: true }),
  extensions: later(async () => (await changes()).extensionFacet(call), { extend: true }),
  reactions: later(async () => (await changes()).reactionFacet(call), { react: true, reactors: true }),
  pins: later(async () => (await changes()).pinFacet(call), { pin: true, pins: true }),
  deletion: later(async () => (await changes()).deletionFacet(call), { delete: true, clear: true }),
  streams: later(async () => (await changes()).streamFacet(call), { grow: true }),
  search: later(async () => (await changes()).searchFacet(call), { messages: true }),
  reports: later(async () => (await changes()).reportFacet(call), { report: true }),
  commands: later(async () => (await signals()).commandFacet(call), { send: true }),
  signals: later(async () => (await signals()).signalFacet(call), {
    ...{ invite: true, answer: true, cancel: true, modify: true },
  }),
  settings: later(async () => (await signals()).settingsFacet(call), { get: true, set: true, erase: true }),
});
