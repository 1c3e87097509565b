import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';

/** Breaches of the page's policy become errors of the page, which `faultsOf` hears. */
export const reportBreaches = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });

let axe: string | undefined;
interface Axe {
  run(options: object): Promise<{
    violations: { id: string; help: string; nodes: { target: unknown; html: string; failureSummary?: string }[] }[];
  }>;
}

/** What axe finds on the page, one line for each place. Evaluated over the debugger, so that no policy is loosened. */
export async function axeFindings(page: Page): Promise<string[]> {
  axe ??= await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    // A colour in the middle of a fade is no fault; what moves for ever does not end.
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    const moving = roots.flatMap((root) => root.getAnimations());
    const ending = moving.filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.race([
      Promise.allSettled(ending.map((one) => one.finished)),
      new Promise((resolve) => setTimeout(resolve, 3000)),
    ]);
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) =>
        [id, JSON.stringify(target), html.slice(0, 160), failureSummary?.split('\n')[1]?.trim()].join(' | '),
      ),
    );
  });
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
