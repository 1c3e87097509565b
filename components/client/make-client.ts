import { type Client, type ClientOptions, type Engine, invalid } from '../../core/index.js';
import { credentialsFrom } from '../shared/credentials.js';
import { loadEngine } from '../shared/engines.js';

/** Makes an engine from what the attributes say. */
export type EngineFactory = (options: {
  readonly url: string | undefined;
  readonly app: string | undefined;
}) => Engine | Promise<Engine>;

export interface ClientDescription {
  readonly engine: string | undefined;
  readonly url: string | undefined;
  readonly userId: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly app: string | undefined;
  readonly name: string | undefined;
  readonly token: (() => Promise<string>) | undefined;
  readonly engineFactory: EngineFactory | undefined;
  readonly providers: ClientOptions['providers'];
  /** What the element says besides, for back ends that want more. */
  readonly attribute: (name: string) => string | null;
}

/** A client, not started. Rejects `invalid` with the attribute's name in `field`. */
export async function makeClient(description: ClientDescription): Promise<Client> {
  const { engine, engineFactory, url, name, userId, token, tokenUrl, providers, attribute } = description;
  // What is kept of two apps of a vendor stays apart by itself.
  const app = description.app ?? attribute('app-id') ?? undefined;
  check(description);
  const making = engineFactory
    ? Promise.resolve(engineFactory({ url, app }))
    : loadEngine(engine ?? '', { attribute, url, app });
  const [made, { createClient }] = await Promise.all([making, import('../../core/index.js')]);
  const id = userId as string;
  return createClient({
    engine: made,
    credentials: token ? { userId: id, token } : credentialsFrom(id, tokenUrl as string),
    ...(app !== undefined && { app }),
    ...(name !== undefined && { name }),
    ...(providers && { providers }),
  });
}

function check({ url, userId, token, tokenUrl }: ClientDescription): void {
  const address = (field: string, value: string | undefined): void => {
    if (value !== undefined && !URL.canParse(value, document.baseURI)) throw invalid(field, `"${value}" is no address`);
  };
  if (!userId) throw invalid('user-id', 'is missing');
  if (token !== undefined && typeof token !== 'function') throw invalid('token', 'is not a function');
  if (!token && tokenUrl === undefined) throw invalid('token-url', 'is missing, and so is the property "token"');
  address('url', url);
  address('token-url', tokenUrl);
}
