import { hueOf } from '../shared/titles.js';

/** Degrees that keep hues of neighbours apart, however alike their ids are. */
const GOLDEN = 137.508;

/** The colour of a tag, the same on every device: puts it on the dots (`.tag`, with `data-id`) of an element. */
export function tintTags(root: ParentNode): void {
  for (const dot of root.querySelectorAll<HTMLElement>('.tag'))
    dot.style.setProperty('--_h', String(Math.round((hueOf(dot.dataset.id ?? '') * 10 * GOLDEN) % 360)));
}
