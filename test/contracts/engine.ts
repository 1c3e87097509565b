import { World } from './engine/actor.js';
import { attentionCases } from './engine/attention-cases.js';
import type { AddCase, Cases, Run } from './engine/cases.js';
import { changeCases } from './engine/change-cases.js';
import { contactCases } from './engine/contact-cases.js';
import { conversationCases } from './engine/conversation-cases.js';
import { goneCases } from './engine/deletion-cases.js';
import { findCases } from './engine/find-cases.js';
import type { EngineHarness, Framework, Verdict } from './engine/harness.js';
import { kindCases } from './engine/kind-cases.js';
import { markCases } from './engine/mark-cases.js';
import { mediaCases } from './engine/media-cases.js';
import { messageCases } from './engine/message-cases.js';
import { optionCases } from './engine/option-cases.js';
import { peopleCases } from './engine/people-cases.js';
import { presenceCases } from './engine/presence-cases.js';
import { readingCases } from './engine/reading-cases.js';
import { rowCases } from './engine/row-cases.js';
import { sessionCases } from './engine/session-cases.js';
import { signalCaseList } from './engine/signal-cases.js';
import { siteCases } from './engine/site-cases.js';

export type { EngineHarness, Framework, Results, TokenKind, Verdict } from './engine/harness.js';

const ENGINE_CASES: readonly Cases[] = [
  ...[sessionCases, messageCases, conversationCases, peopleCases, mediaCases, kindCases, changeCases, markCases],
  ...[goneCases, optionCases, attentionCases, findCases, signalCaseList, siteCases, rowCases],
  ...[contactCases, presenceCases, readingCases],
];

/** Failed beats passed; unsupported stands only where nothing else was found. */
const worse = (old: Verdict | undefined, next: Verdict): Verdict => {
  if (old === 'failed' || next === 'failed') return 'failed';
  return old === 'passed' || next === 'passed' ? 'passed' : 'unsupported';
};

/**
 * Every capability that an engine may have, as cases named by its id, each with people of its own. The verdicts go to
 * `harness.report`: a capability has passed when all its cases have.
 */
export const runEngineContract = (
  name: string,
  harness: EngineHarness,
  framework: Framework,
  more: readonly Cases[] = [],
): void => {
  const { describe, it, before, after } = framework;
  const results: Record<string, Verdict> = {};
  const run = async (id: string, body: Run): Promise<void> => {
    const world = new World(harness);
    let verdict: Verdict = 'passed';
    try {
      await body(world, () => {
        verdict = 'unsupported';
      });
    } catch (error) {
      verdict = 'failed';
      throw error;
    } finally {
      results[id] = worse(results[id], verdict);
      await world.end();
    }
  };
  const add: AddCase = (id, what, body) => it(`${id}: ${what}`, () => run(id, body));
  describe(`engine contract: ${name}`, () => {
    before(() => harness.start());
    for (const cases of [...ENGINE_CASES, ...more]) cases(add);
    const { launcher } = harness;
    if (launcher)
      add('widget.launcher', 'a bubble that opens a chat and counts what is unread', () => launcher.call(harness));
    after(async () => {
      await harness.report(results);
      await harness.stop();
    });
  });
};
