/**
 * What the script tag loads: finds its own tag, turns its `data-*` into an `<im-chat-widget>`, and fetches the bubble
 * when the page has had its first breath. Pages may place `<im-chat-widget>` themselves; then this only defines it.
 *
 *     <script type="module" src="https://chat.example/dist/script/loader.js" data-agent="support" data-heading="Ask us"></script>
 *
 * `data-target` is a selector of the element that gets the widget, `data-accent` the brand colour; all others are
 * attributes of the widget.
 */
const KNOWN = new Set([
  'engine',
  'url',
  'app',
  'agent',
  'conversation',
  'userId',
  'tokenUrl',
  'cookieDomain',
  'heading',
  'subheading',
  'greeting',
  'label',
  'position',
  'theme',
  'inline',
  'open',
  'popout',
  'lang',
  'accent',
  'target',
]);
const FLAGS = new Set(['inline', 'open']);
const PLACED = 'imPlaced';
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function place(script: HTMLScriptElement): void {
  const { dataset } = script;
  const widget = document.createElement('im-chat-widget');
  for (const [name, value = ''] of Object.entries(dataset)) {
    if (name === PLACED || name === 'target') continue;
    // A back end may have attributes of its own.
    if (!KNOWN.has(name) && !dataset.engine)
      console.warn(`im-elements: data-${kebab(name)} is not an option of the chat widget`);
    else if (name === 'accent') widget.style.setProperty('--im-accent', value);
    else if (!FLAGS.has(name) || value !== 'false') widget.setAttribute(kebab(name), value);
  }
  // The hub that the script came from.
  if (!dataset.url) widget.setAttribute('url', new URL(script.src).origin);
  targetOf(dataset.target)?.append(widget);
}

function targetOf(selector: string | undefined): Element | null {
  if (!selector) return document.body;
  let found: Element | null = null;
  try {
    found = document.querySelector(selector);
  } catch {
    // No selector at all: nothing is found by it.
  }
  if (!found) console.error(`im-elements: data-target="${selector}" finds nothing on this page`);
  return found;
}

function start(): void {
  const seen = new Set<string>();
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[type=module][src]')) {
    if (script.src !== import.meta.url) continue;
    const { [PLACED]: placed, ...options } = script.dataset;
    const same = JSON.stringify(Object.entries(options).sort());
    const twice = seen.has(same);
    seen.add(same);
    if (placed !== undefined) continue;
    script.dataset[PLACED] = '';
    if (twice)
      console.warn('im-elements: the script tag of the chat widget stands twice on this page; one is left out');
    else if (Object.keys(options).length > 0 || !document.querySelector('im-chat-widget')) place(script);
  }
  import('./index.js').catch((error) => console.error('im-elements: the chat widget could not be loaded', error));
}

/** The page's own start comes first. */
const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => idle(start), { once: true });
else idle(start);
