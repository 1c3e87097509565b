import type { Engine } from '../../core/engine/index.js';
import type { HubHooks, Verdict } from '../../hub/service/hooks.js';
import { SITE_RULES, type Site } from '../contracts/engine/harness.js';

const verdictOn = (words: unknown): Verdict => {
  const { blocked, reason, altered, becomes, alteredWhy } = SITE_RULES;
  if (typeof words !== 'string') return { action: 'pass' };
  if (words.includes(blocked)) return { action: 'block', reason };
  if (!words.includes(altered)) return { action: 'pass' };
  const content = { kind: 'text', text: words.replaceAll(altered, becomes) };
  return { action: 'alter', content, reason: alteredWhy };
};

/** Code of a site, for a hub that `engine` leads to. */
export const siteOf = (engine: () => Engine): { readonly site: Site; readonly hooks: HubHooks } => {
  const reports: Site['reports'][number][] = [];
  const pushes: Site['pushes'][number][] = [];
  const hooks: HubHooks = {
    moderate: ({ content }) => verdictOn(content.text),
    report: (report) => void reports.push(report),
    push: (note) => void pushes.push(note),
  };
  return { site: { engine, reports, pushes }, hooks };
};
