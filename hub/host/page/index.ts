import type { OpenPort } from '../../protocol/index.js';
import { createHub, type HubOptions } from '../../service/index.js';
import type { Storage } from '../../storage/port.js';
import { type FileStore, indexedDbFiles, memoryFiles } from './files.js';
import { localPort } from './local.js';
import { webPasswords } from './passwords.js';
import { type Serve, serveLink } from './serve.js';
import { type Serving, Tabs } from './tabs.js';
import { type PagePerson, pageTokens } from './tokens.js';

export { type PagePerson, pageToken } from './tokens.js';

export interface PageHubOptions {
  /** Tabs of this origin that say the same name share one hub and its data. Default `default`. */
  readonly name?: string;
  /** Default `indexeddb`; `memory` is this page's alone and gone with it. */
  readonly storage?: 'indexeddb' | 'memory';
  /** People who exist from the start, with the names they are shown by. */
  readonly people?: readonly PagePerson[];
  readonly options?: HubOptions;
  /** Told once when the data cannot be kept or shared (storage denied, no Web Locks) and the hub runs in memory. */
  readonly onMemory?: (why: unknown) => void;
}

export interface PageHub {
  /** For `hubEngine({ port })`. Sign in with `pageToken(user)`. */
  readonly open: OpenPort;
  /** Lets go of the hub; another tab takes over. */
  close(): Promise<void>;
}

/** The hub inside the page: the same service as on a server, over this browser's storage, shared by its tabs. Starts at the first `open`. */
export const pageHub = (options: PageHubOptions = {}): PageHub => {
  const name = options.name ?? 'default';
  let tabs: Tabs | undefined;
  let alone: Promise<Serving> | undefined;
  let closed = false;
  const canShare = (): boolean => {
    if (options.storage === 'memory') return false;
    if (globalThis.navigator?.locks && globalThis.BroadcastChannel && globalThis.indexedDB) return true;
    if (!alone) options.onMemory?.(new Error('this page has no Web Locks, BroadcastChannel or IndexedDB'));
    return false;
  };
  const open: OpenPort = async ({ signal }) => {
    signal?.throwIfAborted();
    if (closed) throw new Error('the page hub is closed');
    if (tabs || canShare()) {
      tabs ??= new Tabs(name, () => keptHub(name, options));
      return tabs.open({ signal });
    }
    alone ??= memoryHub(options);
    return (await alone).local();
  };
  return {
    open,
    async close() {
      closed = true;
      await tabs?.close();
      await (await alone)?.close();
    },
  };
};

const memoryHub = async (options: PageHubOptions): Promise<Serving> => {
  const { memoryStorage } = await import('../../storage/memory.js');
  return serving(memoryStorage(), memoryFiles(), options);
};

const keptHub = async (name: string, options: PageHubOptions): Promise<Serving> => {
  try {
    const { indexedDbStorage } = await import('../../storage/indexeddb/index.js');
    const storage = indexedDbStorage({ name: `im-hub:${name}` });
    return await serving(storage, await indexedDbFiles(`im-hub-files:${name}`), options);
  } catch (error) {
    options.onMemory?.(error);
    return memoryHub(options);
  }
};

const serving = async (storage: Storage, files: FileStore, options: PageHubOptions): Promise<Serving> => {
  const people = options.people ?? [];
  const now = Date.now;
  await introduce(storage, people, now());
  const hub = await createHub({
    storage,
    tokens: pageTokens(people, now),
    passwords: webPasswords(),
    options: options.options,
  });
  const serve: Serve = (post, onEnd) => serveLink(hub, files, post, onEnd);
  return {
    serve,
    local: () => localPort(serve),
    async close() {
      await hub.close();
      files.close();
    },
  };
};

/** People can be written to before they have ever signed in. */
const introduce = (storage: Storage, people: readonly PagePerson[], now: number): Promise<void> =>
  storage.transaction(async ({ users }) => {
    for (const { id, name, avatar } of people) {
      if (!(await users.get(id))) await users.put({ id, name, avatar, kind: 'user', createdAt: now });
    }
  });
