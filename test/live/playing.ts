import { CLIENT_CASES } from '../contracts/client.js';
import { runEngineContract } from '../contracts/engine.js';
import { type Live, LiveHarness } from './harness.js';

/** The real service is far away. */
const CASE_MS = 60_000;

/** Names of cases, those left out with their reason; `unsupported`: capabilities that the engine says it has not. */
export interface Found {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly leftOut: Readonly<Record<string, string>>;
  readonly unsupported: readonly string[];
}

/** Plays the contract, or of it the cases whose name fits; what cannot be played is skipped, with its reason printed. */
export const play = (
  name: string,
  live: Omit<Live, 'report'> & { report(found: Found): Promise<void> },
  fits: (name: string) => boolean = () => true,
): void => {
  const [passed, failed, leftOut]: [string[], string[], Record<string, string>] = [[], [], {}];
  const harness = new LiveHarness({
    ...live,
    report(results) {
      const unsupported = Object.keys(results).filter((id) => results[id] === 'unsupported');
      return live.report({ passed, failed, leftOut, unsupported });
    },
  });
  const one = (title: string, run: () => Promise<void>): void => {
    if (!fits(title)) return;
    it(title, async function () {
      this.timeout(CASE_MS);
      await harness.leave();
      try {
        await run();
        passed.push(title);
      } catch (error) {
        if (!harness.leftOut) {
          failed.push(title);
          throw error;
        }
        leftOut[title] = harness.leftOut;
        console.log(`left out: ${title}: ${harness.leftOut}`);
        this.skip();
      }
    });
  };
  const slowly = (hook: Mocha.HookFunction) => (run: () => Promise<void>) =>
    hook(function () {
      this.timeout(CASE_MS);
      return run();
    });
  const framework = { describe, it: one, before: slowly(before), after: slowly(after) };
  runEngineContract(name, harness.contract, framework, CLIENT_CASES);
};
