import 'axe-core';
import type Axe from 'axe-core';
import { registerLocale } from '../../../components/shared/languages.js';
import { messages as english } from '../../../locales/en.js';
import { parts } from '../../../locales/parts/index.js';
import { pseudo } from '../../../locales/pseudo.js';

/** A colour in the middle of a fade is no fault: waits until what moves in an element, once, has come to rest. */
async function atRest(element: Element): Promise<void> {
  // What has just been shown begins to move with the next frame.
  for (let at = 0; at < 2; at++) await new Promise(requestAnimationFrame);
  const inside = element.shadowRoot ? [...all(element.shadowRoot)] : [];
  const roots = [element, ...all(element), ...inside].flatMap((each) => each.shadowRoot ?? []);
  const moving = [...roots, document].flatMap((root) => root.getAnimations());
  const ending = moving.filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
  await Promise.allSettled(ending.map((each) => each.finished));
}

/** What axe finds in an element, shadow trees included. */
export async function faults(element: Element): Promise<string[]> {
  await atRest(element);
  const { violations } = await (globalThis as unknown as { axe: typeof Axe }).axe.run(element, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
      // The language of the pseudo-locale is none.
      'valid-lang': { enabled: false },
    },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => JSON.stringify(node.target) + node.failureSummary).join(' | ')}`,
  );
}

export const XSS: readonly string[] = [
  '<script>window.__hit=1</script>',
  '<img src=x onerror="window.__hit=1">',
  '"><svg onload="window.__hit=1">',
  'javascript:window.__hit=1',
  '<a href="javascript:window.__hit=1">x</a>',
  '<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>',
  '${window.__hit=1}',
  '{{constructor.constructor("window.__hit=1")()}}',
  '<!--<img src="--><img src=x onerror=window.__hit=1//">',
  '<style>*{display:none}</style>',
  '\u202Egpj.exe',
  'data:text/html,<script>window.__hit=1</script>',
];
export const hit = (): unknown => (globalThis as { __hit?: unknown }).__hit;

/** All elements below a node, shadow trees included. */
export function* all(node: Element | ShadowRoot): Generator<Element> {
  for (const element of node.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* all(element.shadowRoot);
  }
}

/** Elements that markup in a text would have made. */
export const injected = (node: Element): Element[] =>
  [...all(node)].filter(
    (element) =>
      ['script', 'iframe', 'object', 'embed'].includes(element.localName) ||
      element.getAttributeNames().some((name) => name.startsWith('on')) ||
      (element instanceof HTMLAnchorElement && /^(javascript|data):/i.test(element.href)),
  );

/** Words that a reader sees or hears below a node; `skip` names elements whose words are people's own. */
export function* wordsOf(node: Node, skip = 'style, script, im-avatar, bdi, time'): Generator<string> {
  if (node instanceof Element) {
    if (node.matches(skip)) return;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (node.getAttribute(name)) yield node.getAttribute(name) as string;
    if (node.shadowRoot) yield* wordsOf(node.shadowRoot, skip);
  }
  for (const child of node.childNodes)
    if (child instanceof Text) yield child.data;
    else yield* wordsOf(child, skip);
}

/** Words below a node that no locale has given. */
export const untranslated = (node: Node): string[] =>
  [...wordsOf(node)].map((words) => words.trim()).filter((words) => /\p{L}{2}/u.test(words) && !words.includes('⟦'));

export const PSEUDO = 'qps';
export const registerPseudo = (): void =>
  registerLocale(PSEUDO, async () => ({ messages: pseudo({ ...english, ...parts }) }));

/** Counts how often elements of a class render while `act` runs. */
export async function renders(of: { prototype: object }, act: () => unknown): Promise<unknown[]> {
  const prototype = of.prototype as { render(): unknown };
  const own = prototype.render;
  const seen: unknown[] = [];
  prototype.render = function (this: { conversation?: string }) {
    seen.push(this.conversation);
    return own.call(this);
  };
  try {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 30));
  } finally {
    prototype.render = own;
  }
  return seen;
}
