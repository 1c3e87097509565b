import type { CallOptions } from '../../core/engine/index.js';
import type { Link } from './link.js';
import type { Sdk } from './sdk.js';

/** What an app buys, by the place of its bit. */
const BITS = { extensions: 13, reactions: 48 } as const;
export type Ability = keyof typeof BITS;

const LIMIT_MS = 3_000;
const LOOK_MS = 100;

/** Older SDKs reject the question: then nothing is known to be there. */
const bitsNow = async (link: Pick<Link, 'call'>, options?: CallOptions): Promise<string> => {
  const ask = async (sdk: Sdk) => ({ data: await sdk.callExperimentalAPI('queryCommercialAbility') });
  const bits = await link.call((sdk) => ask(sdk).catch(() => ({ data: '' })), options);
  return typeof bits === 'string' ? bits : '';
};

const known = async (link: Pick<Link, 'call'>): Promise<void> => {
  const until = performance.now() + LIMIT_MS;
  while ((await bitsNow(link)) === '0' && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
};

/** The SDK asks for it some time after signing in, and refuses everything until then: that alone is waited for. */
export const isAble = async (
  link: Pick<Link, 'call' | 'kept'>,
  ability: Ability,
  options?: CallOptions,
): Promise<boolean> => {
  const waited = link.kept('abilities', () => ({ known: known(link).catch(() => undefined) }));
  await link.call(() => waited.known.then((data) => ({ data })), options);
  return (await bitsNow(link, options)).at(-1 - BITS[ability]) === '1';
};
