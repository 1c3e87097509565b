import type { CallOptions } from '../../core/engine/index.js';
import type { Link } from './link.js';

/** What an app buys, by the place of its bit. */
const BITS = { extensions: 13, reactions: 48 } as const;
export type Ability = keyof typeof BITS;

const LIMIT_MS = 3_000;
const LOOK_MS = 100;

const bitsNow = (link: Link, options?: CallOptions): Promise<string> =>
  link.call(async (sdk) => ({ data: sdk.callExperimentalAPI('queryCommercialAbility') }), options);

const known = async (link: Link): Promise<void> => {
  const until = performance.now() + LIMIT_MS;
  while ((await bitsNow(link)) === '0' && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
};

/** The SDK asks for it some time after signing in, and refuses everything until then: that alone is waited for. */
export const isAble = async (link: Link, ability: Ability, options?: CallOptions): Promise<boolean> => {
  const waited = link.kept('abilities', () => ({ known: known(link).catch(() => undefined) }));
  await link.call(() => waited.known.then((data) => ({ data })), options);
  return (await bitsNow(link, options)).at(-1 - BITS[ability]) === '1';
};
