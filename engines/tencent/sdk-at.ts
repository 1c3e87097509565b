import { ImError } from '../../core/model/index.js';

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Loads a script of the site's own by its address, once it is asked for: an ES module with a default export, or a script
 * that leaves a global. By `import()`: that obeys `script-src` and needs no Trusted Types policy, as a script element would.
 * @param field the option that the address comes from, for errors
 * @param global what the vendor's script calls itself where it is no module
 */
export function scriptAt(url: string, field: string, global: string): () => Promise<{ readonly default: object }> {
  let failed = 0;
  return async () => {
    // A browser may remember a failure by the address; what follows the # changes nothing else.
    const address = failed ? `${url}#${failed}` : url;
    let module: unknown;
    try {
      module = await import(/* @vite-ignore */ /* webpackIgnore: true */ address);
    } catch (cause) {
      failed++;
      const message = `${field}: nothing could be loaded from ${url}; is it there, and does script-src allow it?`;
      throw new ImError('not-connected', { field, message, retry: 'backoff', cause });
    }
    const found = (isObject(module) && Reflect.get(module, 'default')) || Reflect.get(globalThis, global);
    if (isObject(found)) return { default: found };
    const message = `${field}: ${url} has no default export and leaves no ${global}`;
    throw new ImError('invalid', { field, message });
  };
}
