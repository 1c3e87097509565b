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

/** Words that stand outside of the window, or are cut off where nothing (dots, scrolling) says so; one line for each. */
export const cut = (page: Page): Promise<string[]> =>
  page.evaluate((STRIP) => {
    const roots: (Document | ShadowRoot)[] = [document];
    const found: string[] = [];
    for (const root of roots)
      for (const one of root.querySelectorAll<HTMLElement>('*')) {
        if (one.shadowRoot) roots.push(one.shadowRoot);
        const words = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
        if (words.length === 0 || !one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
        const range = document.createRange();
        range.setStartBefore(words[0] as Node);
        range.setEndAfter(words.at(-1) as Node);
        const { left, right, width } = range.getBoundingClientRect();
        if (width <= 1) continue;
        let [from, to] = [0, document.documentElement.clientWidth];
        let free = false;
        for (
          let at: Node | null = one;
          at;
          at = at instanceof ShadowRoot ? at.host : ((at as Element).assignedSlot ?? at.parentNode)
        ) {
          if (!(at instanceof HTMLElement)) continue;
          const style = getComputedStyle(at);
          const box = at.getBoundingClientRect();
          // Meant for readers of the screen alone, or said to be cut, or in a strip that is scrolled sideways.
          const scrolls = /auto|scroll/.test(style.overflowX);
          if (box.width <= 1 || style.textOverflow === 'ellipsis' || (scrolls && box.height < STRIP)) free = true;
          if (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '') free = true;
          if (free || at.matches(':popover-open')) break;
          if (scrolls || /hidden|clip/.test(style.overflowX))
            [from, to] = [Math.max(from, box.left), Math.min(to, box.right)];
        }
        if (!free && (left < from - 1 || right > to + 1))
          found.push(
            `${one.localName}.${one.className}: ${one.textContent?.trim().slice(0, 60)} (${left} to ${right}, in ${from} to ${to})`,
          );
      }
    return found;
  }, 80);
