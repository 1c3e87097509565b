/** What is really on the screen: hit tests through shadow roots, since subjects keep rows that nobody sees. */
import type { Subject } from './contract.js';

export const current = (): Subject<unknown, unknown> => {
  if (!globalThis.subject) throw new Error('no subject has registered');
  return globalThis.subject;
};

/** The innermost below a point, from a root inwards. */
function deepest(root: DocumentOrShadowRoot, x: number, y: number): Element | null {
  let element = root.elementFromPoint(x, y);
  for (;;) {
    const inner = element?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === element) return element;
    element = inner;
  }
}

const parentOf = (element: Element): Element | null => {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

export function closestDeep(from: Element | null, selector: string): Element | undefined {
  for (let element = from; element; element = parentOf(element)) if (element.matches(selector)) return element;
  return undefined;
}

function deepText(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement) return '';
  const roots = node instanceof Element && node.shadowRoot ? [node.shadowRoot, node] : [node];
  return roots.map((root) => [...root.childNodes].map(deepText).join('')).join('');
}

const NUMBER = /«(\d+)»/;
export function numberOf(row: Element): number | undefined {
  const { numberOf: own } = current();
  if (own) return own(row);
  const found = NUMBER.exec(row.textContent) ?? NUMBER.exec(deepText(row));
  return found ? Number(found[1]) : undefined;
}

/** Where rows are looked for first: beside their scroller. */
export const homeOf = (scroller: Element): Document | ShadowRoot => {
  const root = scroller.getRootNode();
  return root instanceof ShadowRoot ? root : document;
};

/** Where bubbles may be, left and right, of the width. */
const ACROSS = [0.5, 0.12, 0.88, 0.3, 0.7];
/** A hit test is work that the subject is not to blame for: where rows stand beside their scroller, one will do. */
export function rowAt(y: number, area: DOMRect, selector: string, root: Document | ShadowRoot): Element | undefined {
  for (const share of ACROSS) {
    const x = area.left + area.width * share;
    const near = root.elementFromPoint(x, y);
    const row = closestDeep(near, selector) ?? (near?.shadowRoot && closestDeep(deepest(root, x, y), selector));
    if (row) return row;
  }
  return undefined;
}

/** What of an element is inside the window. */
export function areaOf(element: Element): DOMRect {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  return new DOMRect(x, y, Math.min(innerWidth, right) - x, Math.min(innerHeight, bottom) - y);
}

const isShown = (row: Element): boolean => row.checkVisibility({ opacityProperty: true, visibilityProperty: true });

/** From the bottom up, the rows that are hit in steps of so many pixels. Looks no further than it is asked to. */
function* rowsFromBelow(step: number, height = Number.POSITIVE_INFINITY): Generator<Element> {
  const subject = current();
  const scroller = subject.scroller();
  // A page that waits for its first row shall not be kept busy by hit tests.
  if (!scroller || !hasRows(scroller, subject.row)) return;
  const [area, root] = [areaOf(scroller), homeOf(scroller)];
  const seen = new Set<Element>();
  for (let y = area.bottom - 4; y > area.top && area.bottom - y < height; y -= step) {
    const row = rowAt(y, area, subject.row, root);
    if (!row || seen.has(row)) continue;
    seen.add(row);
    if (isShown(row)) yield row;
  }
}

export const rowsInSight = (step = 14, height?: number): Element[] => [...rowsFromBelow(step, height)];

/** Rows below the newest, such as a line of who is typing, are few. */
const LOWEST = 3;
/** For the newest number: whether one of the lowest rows in sight has it. */
export function isInSight(number: number): boolean {
  let left = LOWEST;
  for (const row of rowsFromBelow(14)) {
    const found = numberOf(row);
    if (found === number) return true;
    if (found !== undefined) left -= 1;
    if (left === 0) return false;
  }
  return false;
}
export function isAnyInSight(): boolean {
  if (globalThis.subject) for (const row of rowsFromBelow(24)) if (numberOf(row) !== undefined) return true;
  return false;
}
/** Largest number near the lower edge, or -1. */
export const newestInSight = (): number => Math.max(-1, ...rowsInSight(26, 130).map((row) => numberOf(row) ?? -1));
export const numbersInSight = (): (number | undefined)[] => rowsInSight().map(numberOf);

/** Index of the conversation at the top of the list, or -1. */
export function topOfList(): number {
  const { listScroller, conversationRow } = current();
  const scroller = listScroller?.();
  if (!scroller || !conversationRow || !hasRows(scroller, conversationRow)) return -1;
  const area = areaOf(scroller);
  for (let y = area.top + 6; y < area.bottom; y += 10) {
    const row = rowAt(y, area, conversationRow, homeOf(scroller));
    const found = row && isShown(row) ? /«c(\d+)»/.exec(deepText(row)) : undefined;
    if (found) return Number(found[1]);
  }
  return -1;
}

export function roots(from: Document | ShadowRoot = document): (Document | ShadowRoot)[] {
  const inner = [...from.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : []));
  return [from, ...inner];
}

const hasRows = (scroller: Element, row: string): boolean =>
  homeOf(scroller).querySelector(row) !== null || roots().some((root) => root.querySelector(row));
export const allRows = (): Element[] => roots().flatMap((root) => [...root.querySelectorAll(current().row)]);

/** Elements of the page, with those in shadow roots. */
export const countElements = (): number => roots().reduce((sum, root) => sum + root.querySelectorAll('*').length, 0);
