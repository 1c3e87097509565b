import { ImError, isImError } from '../../core/model/index.js';
import { honestModules } from './honest.js';
import type { TencentOptions } from './options.js';
import { ownModules, ownSdk } from './peers.js';
import type { Sdk, SdkModule } from './sdk.js';
import { watched } from './uploads.js';

interface Loaded {
  readonly sdk: SdkModule;
  readonly modules?: Readonly<Record<string, object>>;
  readonly plugin?: object;
}

const PROBE_MS = 2_000;

/** The SDK keeps its socket in a worker made of a blob. Where a policy forbids those it would hang without a word. */
const blobWorkers = async (): Promise<boolean> => {
  if (typeof Worker === 'undefined') return true;
  const url = URL.createObjectURL(new Blob(['postMessage(1)']));
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    worker = new Worker(url);
    const own = worker;
    return await new Promise((resolve) => {
      own.onmessage = () => resolve(true);
      own.onerror = () => resolve(false);
      timer = setTimeout(() => resolve(false), PROBE_MS);
    });
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
};

/** It looks for workers once, while it is loaded: without them its socket lives in the page. */
const withoutWorkers = async <T>(load: () => Promise<T>): Promise<T> => {
  const kept = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', { value: undefined, configurable: true, writable: true });
  try {
    return await load();
  } finally {
    if (kept) Object.defineProperty(globalThis, 'Worker', kept);
  }
};

const isSdk = (value: object): value is SdkModule => typeof Reflect.get(value, 'create') === 'function';

const load = async ({ sdk, modules, uploadPlugin, search = false }: TencentOptions): Promise<Loaded> => {
  const [core, more, plugin] = await Promise.all([
    (sdk ?? ownSdk)(),
    modules?.() ?? (sdk ? undefined : ownModules(search)),
    uploadPlugin?.(),
  ]);
  if (!isSdk(core.default)) throw new ImError('invalid', { field: 'sdk', message: 'sdk: this is not the SDK' });
  return { sdk: core.default, modules: more, plugin: plugin?.default };
};

/** A failure may pass; the next call tries again. */
export const loadSdk = async (options: TencentOptions): Promise<Loaded> => {
  try {
    return (await blobWorkers()) ? await load(options) : await withoutWorkers(() => load(options));
  } catch (cause) {
    if (isImError(cause)) throw cause;
    const message = "sdk: Tencent's SDK could not be loaded";
    throw new ImError('not-connected', { field: 'sdk', message, retry: 'backoff', cause });
  }
};

/** By SDKAppID: one that is on its way out must be gone before `create` answers a new one. */
const leaving = new Map<number, Promise<unknown>>();

/** By SDKAppID: one whose line was lost and that waits for its person. Whoever else comes sends it away. */
const resting = new Map<number, () => Promise<unknown>>();

/** `leave` undefined: it waits no longer. */
export const restSdk = (sdkAppId: number, leave: (() => Promise<unknown>) | undefined): void => {
  if (leave) resting.set(sdkAppId, leave);
  else resting.delete(sdkAppId);
};

export const createSdk = async (options: TencentOptions, { sdk, modules, plugin }: Loaded): Promise<Sdk> => {
  const { sdkAppId, proxyServer, fileUploadProxy, fileDownloadProxy } = options;
  await resting.get(sdkAppId)?.();
  await leaving.get(sdkAppId);
  const created = sdk.create({
    SDKAppID: sdkAppId,
    // What it tells is told at once, not once a second.
    eventThrottling: false,
    // Whether one is in several live rooms is for the engine to say.
    unlimitedAVChatRoom: true,
    ...(modules && { modules: honestModules(modules) }),
    ...(proxyServer && { proxyServer }),
    ...(fileUploadProxy && { fileUploadProxy }),
    ...(fileDownloadProxy && { fileDownloadProxy }),
  });
  if (!created) throw new ImError('invalid', { field: 'sdkAppId', message: 'sdkAppId: the SDK takes no such number' });
  created.setLogLevel(4);
  if (plugin) created.registerPlugin({ 'tim-upload-plugin': watched(plugin) });
  return created;
};

/** Resolves when it is gone. Without a line that takes the SDK 15 seconds. */
export const destroySdk = (sdkAppId: number, sdk: Sdk): Promise<unknown> => {
  const gone = Promise.resolve(sdk.destroy()).catch(() => undefined);
  leaving.set(sdkAppId, gone);
  return gone;
};
