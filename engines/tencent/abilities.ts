import type { Action, CallOptions } from '../../core/engine/index.js';
import type { Link } from './link.js';
import type { Sdk } from './sdk.js';

/** What an app buys, by the place of its bit. */
const BITS = { bans: 11, extensions: 13, counters: 15, translation: 38, transcription: 39, reactions: 48 } as const;
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

interface Learnt {
  readonly known: Promise<unknown>;
  /** As last seen. */
  bits: string;
}
const learnt = (link: Pick<Link, 'call' | 'kept'>): Learnt =>
  link.kept('abilities', () => {
    const all: Learnt = {
      known: known(link)
        .then(() => look(link, all))
        .catch(() => undefined),
      bits: '',
    };
    return all;
  });
const look = async (link: Pick<Link, 'call'>, all: Learnt, options?: CallOptions): Promise<void> => {
  all.bits = await bitsNow(link, options);
};
const holds = (bits: string, ability: Ability): boolean => bits.at(-1 - BITS[ability]) === '1';

/** The SDK asks for it some time after signing in, and refuses everything until then: that alone is waited for. */
export const isAble = async (
  link: Pick<Link, 'call' | 'kept'>,
  ability: Ability,
  options?: CallOptions,
): Promise<boolean> => {
  const all = learnt(link);
  await link.call(() => all.known.then((data) => ({ data })), options);
  await look(link, all, options);
  return holds(all.bits, ability);
};

const NEEDS: Readonly<Partial<Record<Action, Ability>>> = {
  translate: 'translation',
  transcribe: 'transcription',
  // Of live rooms alone.
  ban: 'bans',
  like: 'counters',
};

/** Is it known by now that the app has not bought what this needs? The first to ask makes it known. */
export const lacks = (link: Pick<Link, 'call' | 'kept'>, action: Action): boolean => {
  const ability = NEEDS[action];
  if (!ability) return false;
  const { bits } = learnt(link);
  // Nothing but zero: not known yet.
  return bits.includes('1') && !holds(bits, ability);
};
