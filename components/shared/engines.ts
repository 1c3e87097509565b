import { type Engine, invalid } from '../../core/index.js';

/** What attributes can say of a back end. */
export interface EngineSettings {
  readonly url?: string;
  readonly app?: string;
  /** Whatever else the element says: the value of an attribute, null where it is absent. */
  readonly attribute?: (name: string) => string | null;
}
type Load = () => Promise<(settings: EngineSettings) => Engine | Promise<Engine>>;

/** Each in a chunk of its own. A page adds its own back end with `registerEngine`. */
const engines = new Map<string, Load>([
  ['hub', async () => (await import('../../engines/hub/index.js')).hubEngine],
  ['tencent', async () => (await import('../../engines/tencent/from-attributes.js')).fromAttributes],
]);
export const registerEngine = (name: string, load: Load): void => {
  engines.set(name, load);
};

/** Rejects `invalid` for a name that is none. */
export async function loadEngine(name: string, settings: EngineSettings): Promise<Engine> {
  const load = engines.get(name);
  if (!load) throw invalid('engine', `"${name}" is none of ${[...engines.keys()]}`);
  return (await load())(settings);
}
