import { build, prose } from './build.js';
import type { Declaration } from './manifest.js';

const TABLES = [
  ['attributes', 'Attributes'],
  ['slots', 'Slots'],
  ['events', 'Events'],
  ['cssParts', 'Parts'],
  ['cssProperties', 'Custom properties'],
  ['cssStates', 'States'],
] as const;

/** The reference, from the doc block of the element's source. */
export function reference(declaration: Declaration): HTMLElement {
  const section = build('section', 'reference');
  for (const [key, title] of TABLES) {
    const rows = declaration[key] ?? [];
    if (rows.length === 0) continue;
    const list = build('dl', '');
    for (const { name, description = '' } of rows)
      list.append(build('dt', '', build('code', '', name || '(default)')), build('dd', '', ...prose(description)));
    section.append(build('h3', '', title), list);
  }
  return section;
}
