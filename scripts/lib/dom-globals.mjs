import { transformSync } from 'esbuild';
import { parseAst } from 'rollup/parseAst';

const GLOBALS = new Set([
  ...[
    'document',
    'window',
    'self',
    'navigator',
    'location',
    'history',
    'localStorage',
    'sessionStorage',
    'customElements',
  ],
  ...[
    'HTMLElement',
    'Element',
    'Node',
    'ShadowRoot',
    'Document',
    'requestAnimationFrame',
    'matchMedia',
    'getComputedStyle',
  ],
  ...[
    'MutationObserver',
    'IntersectionObserver',
    'ResizeObserver',
    'DOMParser',
    'CustomEvent',
    'Image',
    'alert',
    'confirm',
    'prompt',
  ],
]);
const NODE_GLOBALS = new Set(['process', 'Buffer', 'require', '__dirname', '__filename', 'setImmediate']);
const DOM_TYPES = /\b(?:HTML[A-Z]\w*Element|HTMLElement|ShadowRoot|CSSStyleSheet|ReactiveController)\b/;

/** Sentences about names of the page (or of Node) that a module of pure TypeScript uses. */
export function domFaults(file, source) {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022' });
  const used = new Set();
  const declared = new Set();
  walk(parseAst(code), null, used, declared);
  const faults = [...used]
    .filter((name) => !declared.has(name) && (GLOBALS.has(name) || NODE_GLOBALS.has(name)))
    .map((name) => `${file} uses the global ${name}`);
  const type = withoutComments(source).match(DOM_TYPES);
  if (type) faults.push(`${file} uses the type ${type[0]}`);
  return faults;
}

const withoutComments = (source) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

/** Collects identifiers that are read, and names that any scope of the file declares. */
function walk(node, parent, used, declared) {
  if (node.type === 'Identifier') return note(node, parent, used, declared);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'key' && !node.computed && node.type !== 'Property') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === 'string') walk(child, { node, key }, used, declared);
    }
  }
}

function note(node, { node: parent, key }, used, declared) {
  if (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) return;
  if (parent.type === 'Property' && key === 'key' && !parent.computed && !parent.shorthand) return;
  const binds =
    (parent.type === 'VariableDeclarator' && key === 'id') ||
    key === 'params' ||
    key === 'param' ||
    key === 'local' ||
    (key === 'left' && parent.type === 'AssignmentPattern') ||
    (['FunctionDeclaration', 'ClassDeclaration', 'FunctionExpression'].includes(parent.type) && key === 'id') ||
    ['ArrayPattern', 'RestElement'].includes(parent.type) ||
    (parent.type === 'Property' && key === 'value');
  if (binds && !(parent.type === 'Property' && !parent.shorthand)) declared.add(node.name);
  if (!binds || parent.type === 'Property') used.add(node.name);
}
