import { type Credentials, type Engine, ImError, invalid } from '../../core/index.js';

/** What attributes can say of a back end. */
export interface EngineSettings {
  readonly url?: string;
  readonly app?: string;
}
type Load = () => Promise<(settings: EngineSettings) => Engine | Promise<Engine>>;

/** Each in a chunk of its own. A page adds its own back end with `registerEngine`. */
const engines = new Map<string, Load>([
  [
    'hub',
    async () => {
      const { hubEngine } = await import('../../engines/hub/index.js');
      return ({ url }) => hubEngine({ url });
    },
  ],
]);
export const registerEngine = (name: string, load: Load): void => {
  engines.set(name, load);
};

/** Rejects `invalid` for a name that is none. */
export async function loadEngine(name: string, settings: EngineSettings): Promise<Engine> {
  const load = engines.get(name);
  if (!load) throw invalid('engine', `"${name}" is none of ${[...engines.keys()].join(', ')}`);
  return (await load())(settings);
}

/** Asks the site's own back end, which knows who is signed in: `GET` answers `{"token": "..."}`. */
export function credentialsFrom(userId: string, tokenUrl: string): Credentials {
  return {
    userId,
    async token(options) {
      const response = await fetch(tokenUrl, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: options?.signal,
      });
      if (!response.ok)
        throw new ImError(response.status < 500 ? 'unauthorized' : 'not-connected', {
          field: 'token-url',
          message: `token-url: answered ${response.status}`,
        });
      const { token } = (await response.json().catch(() => ({}))) as { token?: unknown };
      if (typeof token !== 'string' || !token)
        throw new ImError('unauthorized', { field: 'token-url', message: 'token-url: the answer has no "token"' });
      return token;
    },
  };
}
