type Request = (this: unknown, pack: unknown) => Promise<unknown>;
type Constructor = new (...args: never[]) => object;

const isModule = (value: unknown): value is Constructor =>
  typeof value === 'function' && typeof Reflect.get(Object(value.prototype), 'req') === 'function';

/**
 * The SDK's modules know errors by their class, each has a copy of its own, and one of the core's becomes 2903 ("failed inside")
 * in their hands, whatever the server said. One that is no `Error` keeps its code.
 */
const plain = (error: unknown): unknown => {
  if (!(error instanceof Error) || typeof Reflect.get(error, 'code') !== 'number') return error;
  return { code: Reflect.get(error, 'code'), message: error.message, data: Reflect.get(error, 'data') };
};

const honest = (module: object): object => {
  if (!isModule(module)) return module;
  const own = class extends module {};
  const request = Reflect.get(module.prototype, 'req') as Request;
  Object.defineProperty(own.prototype, 'req', {
    value(this: unknown, pack: unknown) {
      return Promise.resolve(request.call(this, pack)).catch((error: unknown) => {
        throw plain(error);
      });
    },
  });
  return own;
};

/** The same modules, whose errors say what the server said. */
export const honestModules = (modules: Readonly<Record<string, object>>): Readonly<Record<string, object>> =>
  Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, honest(module)]));
