import type { Action, CallOptions } from '../../core/engine/index.js';
import { isImError } from '../../core/model/index.js';
import type { Link } from './link.js';
import type { Sdk } from './sdk.js';
import { sleep } from './waiting.js';

/** What an app buys, by the place of its bit. */
const BITS = {
  ...{ communities: 3, audiences: 4, statuses: 7, marks: 9, tags: 10, bans: 11, extensions: 13, counters: 15 },
  ...{ translation: 38, transcription: 39, reactions: 48 },
} as const;
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
  while ((await bitsNow(link)) === '0' && performance.now() < until) await sleep(LOOK_MS);
};

interface Learnt {
  readonly known: Promise<unknown>;
  /** As last seen. */
  bits: string;
  /** Somebody was told what can be done before it was known. */
  early: boolean;
  /** What the service has refused, because the app lacks it. */
  readonly refused: Set<Action>;
}
const learnt = (link: Pick<Link, 'call' | 'kept'>): Learnt =>
  link.kept('abilities', () => {
    const all: Learnt = {
      known: known(link)
        .then(() => look(link, all))
        .catch(() => undefined),
      ...{ bits: '', early: false, refused: new Set() },
    };
    return all;
  });
const look = async (link: Pick<Link, 'call'>, all: Learnt, options?: CallOptions): Promise<void> => {
  all.bits = await bitsNow(link, options);
};
const holds = (bits: string, ability: Ability): boolean => bits.at(-1 - BITS[ability]) === '1';

type Telling = Pick<Link, 'call' | 'kept' | 'emit'>;
const tell = (link: Telling): void => link.emit([{ type: 'abilities' }]);

/** After signing in: mostly it is known at once, and is when this is done. Who asked before it was known is told. */
export const learn = async (link: Telling): Promise<void> => {
  const all = learnt(link);
  void all.known.then(() => all.early && tell(link));
  await look(link, all);
};

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
  ...{ presence: 'statuses', mark: 'marks', 'mark-unread': 'marks', tag: 'tags', direct: 'audiences' },
  ...{ extend: 'extensions', react: 'reactions', reactors: 'reactions', counters: 'counters' },
  ...{ ban: 'bans', like: 'counters' },
  ...{ translate: 'translation', transcribe: 'transcription' },
  ...{ spaces: 'communities', 'create-space': 'communities', 'edit-space': 'communities' },
  ...{ 'create-channel': 'communities', 'edit-channel': 'communities' },
};

/** Is it known by now that the app has not bought what this needs? */
export const lacks = (link: Pick<Link, 'call' | 'kept'>, action: Action): boolean => {
  const all = learnt(link);
  if (all.refused.has(action)) return true;
  const ability = NEEDS[action];
  if (!ability) return false;
  // Nothing but zero: not known yet.
  const isKnown = all.bits.includes('1');
  all.early ||= !isKnown;
  return isKnown && !holds(all.bits, ability);
};

/** The package, the plug-in or the switch in the console is missing. */
const NOT_BOUGHT: readonly unknown[] = [3_122, 10_059, 11_000, 60_020, 72_001];
export const isNotBought = (error: unknown): boolean =>
  isImError(error) && error.code === 'unsupported' && NOT_BOUGHT.includes(error.engine?.code);

/** Of some things no bit tells: that the app lacks them is learnt from a refusal, and holds for this sign-in. */
export const unlessRefused = async <T>(link: Telling, actions: readonly Action[], work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (isNotBought(error) && actions.some((action) => !lacks(link, action))) {
      for (const action of actions) learnt(link).refused.add(action);
      tell(link);
    }
    throw error;
  }
};
