import type { ImMessageList } from '../message-list/message-list.js';
import { Highlights, hasHighlights, rangesIn } from './highlights.js';

/** How long found words stay coloured, milliseconds. */
const STAY = 12_000;

let sheet: CSSStyleSheet | undefined;

/** Rows know nothing of searching: they wear the colour only when words in them were found. */
const colour = (): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync('::highlight(im-search-found){background-color:oklch(0.9 0.16 95);color:oklch(0.2 0.02 95)}');
  }
  return sheet;
};

const found = new Highlights('im-search-found');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Colours the words in one row of a transcript for a while. Does nothing where the platform has no highlights. */
export async function colourFound(list: ImMessageList, id: string, words: readonly string[]): Promise<void> {
  clearFound();
  if (!hasHighlights()) return;
  const row = [...list.renderRoot.querySelectorAll('im-message')].find(({ messageId }) => messageId === id);
  const root = row?.shadowRoot;
  const bubble = root?.querySelector('.bubble');
  if (!root || !bubble) return;
  if (!root.adoptedStyleSheets.includes(colour())) root.adoptedStyleSheets = [...root.adoptedStyleSheets, colour()];
  found.set(rangesIn(bubble, words));
  timer = setTimeout(clearFound, STAY);
}

export function clearFound(): void {
  clearTimeout(timer);
  found.clear();
}
