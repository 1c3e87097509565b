import { closestDeep, roots } from './sight.js';

export interface Touched {
  /** Rows in which, or of which, something was changed. */
  readonly rows: number;
  readonly mutations: number;
}

/** Watches rows until `stop`; `first` resolves with the first change of one. */
export function watchRows(selector: string): { readonly first: Promise<void>; stop(): Touched } {
  const rows = new Set<Element>();
  let mutations = 0;
  let tell: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      mutations += 1;
      const near =
        target instanceof Element ? target : target instanceof ShadowRoot ? target.host : target.parentElement;
      const row = closestDeep(near, selector);
      if (row) rows.add(row);
      for (const node of addedNodes) if (node instanceof Element && node.matches(selector)) rows.add(node);
    }
    if (rows.size > 0) tell();
  });
  for (const root of roots())
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  return {
    first,
    stop() {
      observer.disconnect();
      return { rows: rows.size, mutations };
    },
  };
}
