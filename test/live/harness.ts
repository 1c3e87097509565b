import { guestCredentials, type TencentOptions } from '../../engines/tencent/index.js';
import { TENCENT_WITHOUT } from '../conformance/tencent-harness.js';
import type { EngineHarness, Results, TokenKind } from '../contracts/engine.js';
import type { Turn } from './page.js';
import { Pages } from './pages.js';

/** As many people and devices as a case may have at once. */
const PAGES = 16;
/** The service takes 40 messages a second to one group; how often one may sign in is not said. */
const MESSAGE_MS = 40;
const SIGN_IN_MS = 150;

/** One each so many milliseconds, in the order of asking. */
const turns = (ms: number): Turn => {
  let next = 0;
  return async () => {
    const wait = Math.max(0, next - performance.now());
    next = performance.now() + wait + ms;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  };
};

export interface Live {
  /** Of `scripts/lib/live.mjs`: who signs. */
  readonly signer: 'tencent' | 'loopback';
  start(): Promise<TencentOptions>;
  report(results: Results): Promise<void>;
  stop?(): Promise<void>;
}

/** One SDKAppID for all, and none of the controls that a peer has: what needs them is left out. */
export class LiveHarness {
  /** Why the case that was played last could not be. */
  leftOut: string | undefined;
  readonly contract: EngineHarness;
  #pages: Pages | undefined;
  #options: TencentOptions | undefined;
  readonly #live: Live;
  readonly #signIn = turns(SIGN_IN_MS);
  readonly #send = turns(MESSAGE_MS);

  constructor(live: Live) {
    this.#live = live;
    const run = crypto.randomUUID().slice(0, 6);
    const cut = async () => this.#leaveOut("nobody can cut the real service's lines");
    this.contract = {
      start: () => this.#start(),
      engine: () => this.#engine(),
      credentials: (userId, kinds = 'good', lifeMs) => {
        const left = typeof kinds === 'string' ? [kinds] : [...kinds];
        const next = () => (left.length > 1 ? left.shift() : left[0]) ?? 'good';
        return { userId, token: () => this.#token(userId, next(), lifeMs) };
      },
      person: (name) => `${run}-${name}`,
      guest: guestCredentials,
      without: TENCENT_WITHOUT,
      drop: cut,
      restore: async () => undefined,
      read: async (url) => (await fetch(url)).blob(),
      report: live.report,
      stop: async () => {
        await this.#pages?.close();
        await live.stop?.();
      },
    };
  }

  /** Between two cases. */
  async leave(): Promise<void> {
    this.leftOut = undefined;
    await this.#pages?.leave();
  }

  async #start(): Promise<void> {
    this.#options = await this.#live.start();
    this.#pages = await Pages.open(PAGES);
  }

  #engine() {
    if (!this.#options || !this.#pages) throw new Error('not started');
    return this.#pages.engine(this.#options, this.#send) ?? this.#leaveOut(`it has more than ${PAGES} people at once`);
  }

  async #token(user: string, kind: TokenKind, lifeMs: number | undefined): Promise<string> {
    await this.#signIn();
    const query = new URLSearchParams({ user, kind });
    if (lifeMs !== undefined) query.set('life', String(Math.ceil(lifeMs / 1000)));
    const answer = await fetch(`/__live__/${this.#live.signer}?${query}`);
    const { userSig } = (await answer.json()) as { readonly userSig?: string };
    if (!userSig) throw new Error('no userSig was signed');
    return userSig;
  }

  #leaveOut(why: string): never {
    this.leftOut = why;
    throw new Error(`left out: ${why}`);
  }
}
