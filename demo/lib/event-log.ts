import { build } from './build.js';
import { describe } from './describe.js';
import type { Declaration } from './manifest.js';

const MOST = 50;

/** Every event that the element documents, as a page would hear it; the newest on top. */
export function eventLog(element: HTMLElement, { events = [] }: Declaration): HTMLElement | '' {
  if (events.length === 0) return '';
  const list = build('ol', 'log', build('li', 'hint', 'Events will be listed here.'));
  list.setAttribute('aria-label', 'Events');
  list.tabIndex = 0; // it scrolls
  for (const { name } of events)
    element.addEventListener(name, (event) => {
      list.querySelector('.hint')?.remove();
      const { detail } = event as CustomEvent<unknown>;
      list.prepend(build('li', '', build('b', '', name), ` ${describe(detail)}`));
      list.children[MOST]?.remove();
    });
  return list;
}
