import type { WireContent } from '../protocol/index.js';
import { content as contentCheck, obeyRules } from './content.js';
import type { Core } from './core.js';
import { HubError } from './errors.js';
import type { Verdict } from './hooks.js';

/** The site's code has so long to say what it thinks, milliseconds. */
const PATIENCE = 5_000;
const MOST_REASON = 500;

export interface Judged {
  readonly content: WireContent;
  readonly altered?: { readonly reason?: string };
}

type Question = Parameters<NonNullable<Core['settings']['hooks']['moderate']>>[0];

const inTime = <T>(core: Core, asked: T | Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const late = () => reject(new Error(`moderation took more than ${PATIENCE} ms`));
    const timer = core.clock.setTimeout(late, PATIENCE);
    Promise.resolve(asked)
      .then(resolve, reject)
      .finally(() => core.clock.clearTimeout(timer));
  });

/** Words of the site's own obey the same rules as anybody's. */
const checked = (core: Core, verdict: Verdict): Verdict => {
  if (verdict.action === 'pass' || verdict.action === 'block') return verdict;
  if (verdict.action !== 'alter') throw new Error('moderation gave no verdict');
  const content = contentCheck(verdict.content, 'content');
  obeyRules(content, core.settings.limits);
  return { ...verdict, content };
};

const ask = async (core: Core, question: Question): Promise<Verdict> => {
  try {
    const asked = core.settings.hooks.moderate?.(structuredClone(question)) ?? { action: 'pass' };
    return checked(core, await inTime(core, asked));
  } catch (error) {
    core.log.error({ error: String(error) }, 'the moderation hook failed');
    return { action: 'block' };
  }
};

/**
 * What the site makes of words that somebody wants to say, before anything is written: for a message, and for what it
 * is edited to. Throws `rejected-content`, also when the site's code fails or takes too long.
 */
export const moderated = async (core: Core, question: Question): Promise<Judged> => {
  if (!core.settings.hooks.moderate) return { content: question.content };
  const verdict = await ask(core, question);
  if (verdict.action === 'pass') return { content: question.content };
  const reason = verdict.reason?.slice(0, MOST_REASON);
  if (verdict.action === 'alter') return { content: verdict.content, altered: reason === undefined ? {} : { reason } };
  const words = 'content: refused by the moderation of this site';
  throw new HubError('rejected-content', words, { field: 'content', ...(reason && { reason }) });
};

/** One after the other in each line, in the order in which they came; a failure holds up nobody. */
export class Lines {
  readonly #last = new Map<string, Promise<unknown>>();

  /** `prepare` runs at once; `finish` when all that came before in the line is done. */
  async run<P, T>(line: string, prepare: () => Promise<P>, finish: (prepared: P) => Promise<T>): Promise<T> {
    const before = this.#last.get(line);
    const prepared = prepare();
    const turn = Promise.allSettled([before, prepared]).then(async () => finish(await prepared));
    const settled = turn.catch(() => {});
    this.#last.set(line, settled);
    void settled.then(() => {
      if (this.#last.get(line) === settled) this.#last.delete(line);
    });
    return turn;
  }
}
