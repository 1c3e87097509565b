/** The little DOM building that the bubble needs, without Lit. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function icon(className: string, ...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', className);
  for (const d of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

let sheet: CSSStyleSheet | undefined;
/** One sheet for all widgets of a page. Constructed, so that no CSP needs to allow inline styles. */
export function adopt(root: ShadowRoot, text: string): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
  }
  root.adoptedStyleSheets = [sheet];
}

/** Shows or hides a manual popover; `undefined` makes it an ordinary box. */
export function setPopover(box: HTMLElement, shown: boolean | undefined): void {
  if (shown === undefined) box.removeAttribute('popover');
  else if (!box.hasAttribute('popover')) box.setAttribute('popover', 'manual');
  if (shown === undefined || !box.isConnected || box.matches(':popover-open') === shown) return;
  if (shown) box.showPopover();
  else box.hidePopover();
}

/** Values that the page has set before the element was defined go through its setters. */
export function upgrade(target: HTMLElement, ...names: string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(target, name)) continue;
    const value: unknown = Reflect.get(target, name);
    Reflect.deleteProperty(target, name);
    Reflect.set(target, name, value);
  }
}
