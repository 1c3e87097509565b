/** Does the browser's own menu stay? For links and chosen text, and where somebody else has taken the event. */
export const ownMenu = (event: Event): boolean =>
  event.defaultPrevented ||
  Boolean(String(getSelection() ?? '')) ||
  event.composedPath().some((node) => node instanceof HTMLAnchorElement);
