import { ImError } from '../../core/model/index.js';

const missing = (cause: unknown): ImError =>
  new ImError('not-connected', {
    field: 'sdk',
    message: "sdk: Tencent's SDK could not be loaded; is @tencentcloud/chat installed, or the address of a copy named?",
    retry: 'backoff',
    cause,
  });

// Each import stands in a `try` of its own: bundlers then let it be missing, as it is where another engine is used.

export async function ownSdk(): Promise<{ readonly default: object }> {
  try {
    return await import('@tencentcloud/chat/index.es.js');
  } catch (cause) {
    throw missing(cause);
  }
}

async function group(): Promise<object> {
  try {
    return (await import('@tencentcloud/chat/modules/group-module.js')).default;
  } catch (cause) {
    throw missing(cause);
  }
}

async function relationship(): Promise<object> {
  try {
    return (await import('@tencentcloud/chat/modules/relationship-module.js')).default;
  } catch (cause) {
    throw missing(cause);
  }
}

async function cloudSearch(): Promise<object> {
  try {
    return (await import('@tencentcloud/chat/modules/cloud-search-module.js')).default;
  } catch (cause) {
    throw missing(cause);
  }
}

/** @param search with the one for search at the back end */
export async function ownModules(search: boolean): Promise<Readonly<Record<string, object>>> {
  const modules = await Promise.all([group(), relationship(), search ? cloudSearch() : undefined]);
  return {
    ...{ 'group-module': modules[0], 'relationship-module': modules[1] },
    ...(modules[2] && { 'cloud-search-module': modules[2] }),
  };
}
