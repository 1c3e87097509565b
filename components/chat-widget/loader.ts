/**
 * What the script tag loads: finds its own tag, turns its `data-*` into an `<im-chat-widget>`, and fetches the bubble
 * when the page has had its first breath. Pages may place `<im-chat-widget>` themselves; then this only defines it.
 *
 *     <script type="module" src="https://chat.example/dist/script/loader.js" data-agent="support" data-heading="Ask us"></script>
 */
const KNOWN = new Set([
  'engine',
  'url',
  'agent',
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
  'app',
  'accent',
  'target',
]);
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function place(script: HTMLScriptElement): void {
  const { dataset } = script;
  const widget = document.createElement('im-chat-widget');
  for (const [name, value = ''] of Object.entries(dataset)) {
    if (!KNOWN.has(name)) console.warn(`im-elements: data-${kebab(name)} is not an option of the chat widget`);
    else if (name === 'accent') widget.style.setProperty('--im-accent', value);
    else if (name !== 'target') widget.setAttribute(kebab(name), value);
  }
  if (!dataset.url) widget.setAttribute('url', new URL(script.src).origin);
  const target = dataset.target ? document.querySelector(dataset.target) : document.body;
  if (!target) console.error(`im-elements: data-target="${dataset.target}" finds nothing on this page`);
  else target.append(widget);
}

function start(): void {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[type=module][src]')];
  for (const script of scripts.filter((one) => one.src === import.meta.url)) {
    if (script.dataset.imPlaced !== undefined) continue;
    const options = Object.keys(script.dataset).length > 0 || !document.querySelector('im-chat-widget');
    script.toggleAttribute('data-im-placed', true);
    if (options) place(script);
  }
  void import('./index.js');
}

/** The page's own start comes first. */
const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => idle(start), { once: true });
else idle(start);
