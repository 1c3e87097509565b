import { hitsIn } from './marks.js';

/** In results and, after a jump, in the transcript. */
export type HighlightName = 'im-search-hit' | 'im-search-found';

/** Does the platform colour words without touching the elements that hold them? */
export const hasHighlights = (): boolean =>
  typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';

/**
 * Ranges of one owner under a name that all owners share: `CSS.highlights` belongs to the whole page, and two searches
 * on it must not take each other's colours away.
 */
export class Highlights {
  readonly #name: HighlightName;
  #ranges: Range[] = [];

  constructor(name: HighlightName) {
    this.#name = name;
  }

  set(ranges: readonly Range[]): void {
    if (!hasHighlights()) return;
    this.clear();
    let highlight = CSS.highlights.get(this.#name);
    if (!highlight) {
      highlight = new Highlight();
      CSS.highlights.set(this.#name, highlight);
    }
    for (const range of ranges) highlight.add(range);
    this.#ranges = [...ranges];
  }

  clear(): void {
    if (!hasHighlights()) return;
    const highlight = CSS.highlights.get(this.#name);
    for (const range of this.#ranges) highlight?.delete(range);
    this.#ranges = [];
    if (highlight?.size === 0) CSS.highlights.delete(this.#name);
  }
}

/** Where the words stand in the text below a node, shadow trees included. */
export function rangesIn(node: Node, words: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const text of textsIn(node)) {
    for (const [from, to] of hitsIn(text.data, words)) {
      const range = new Range();
      range.setStart(text, from);
      range.setEnd(text, to);
      ranges.push(range);
    }
  }
  return ranges;
}

function* textsIn(node: Node): Generator<Text> {
  if (node instanceof Text) yield node;
  else if (node instanceof Element && node.matches('style, script, .meta, .tools, .sr, time')) return;
  if (node instanceof Element && node.shadowRoot) yield* textsIn(node.shadowRoot);
  for (const child of node.childNodes) yield* textsIn(child);
}
