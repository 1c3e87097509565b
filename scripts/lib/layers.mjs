import { posix } from 'node:path';

const CORE_INDEX = 'core/index.ts';
const WIDGET_LIBS = ['lit', '@lit/context', 'i18next'];

/**
 * Who may import what, first match wins. `files` and `packages` are what a source under `from` may reach besides its own folder;
 * an entry that ends in `/` is a folder, one without is a file; `type:` in front allows types only, `lazy:` only `import()`.
 * `anyPackage` leaves packages free.
 */
export const LAYERS = [
  { from: 'core/model/' },
  { from: 'core/content/', files: ['core/model/'] },
  { from: 'core/engine/', files: ['core/model/'] },
  { from: 'core/store/', files: ['core/model/'] },
  { from: 'core/timeline/', files: ['core/model/', 'core/store/'] },
  {
    from: 'core/cache/',
    files: ['core/model/', 'core/store/', 'type:core/engine/', 'type:core/outbox/'],
    packages: ['idb'],
  },
  { from: 'core/outbox/', files: ['core/model/', 'core/store/', 'type:core/engine/'] },
  { from: 'core/', files: ['core/'] },
  { from: 'engines/hub/', files: ['core/model/', 'core/engine/', 'hub/protocol/', 'hub/protocol.ts'] },
  { from: 'engines/', files: ['core/model/', 'core/engine/'], lazyPackages: true },
  { from: 'hub/protocol/' },
  { from: 'hub/service/', files: ['hub/protocol/', 'hub/storage/port.ts', 'hub/storage/port/', 'type:hub/storage/'] },
  {
    from: 'hub/storage/',
    files: ['hub/protocol/', 'type:hub/service/'],
    packages: ['idb', 'better-sqlite3'],
    node: ['hub/storage/sqlite'],
  },
  { from: 'hub/host/node/', files: ['hub/'], anyPackage: true },
  { from: 'hub/host/page/', files: ['hub/'], packages: ['idb'] },
  { from: 'hub/cli', files: ['hub/'], anyPackage: true },
  { from: 'hub/', files: ['hub/'] },
  // The one place that knows the names of the engines, each in a chunk of its own.
  { from: 'components/shared/engines.ts', files: [CORE_INDEX, 'lazy:engines/'] },
  { from: 'components/shared/', files: [CORE_INDEX, 'styles/', 'type:core/', 'locales/'], packages: WIDGET_LIBS },
  // The script tag is where the parts meet: it alone puts an engine, the client and the elements together.
  {
    from: 'components/chat-widget/',
    files: [
      CORE_INDEX,
      'components/',
      'styles/',
      'locales/',
      'lazy:engines/',
      'type:engines/',
      'lazy:hub/host/page/',
      'lazy:core/cache/',
    ],
    packages: WIDGET_LIBS,
  },
  // What draws a rare kind comes with its rules, which the index of core must not hold.
  {
    from: 'components/content/kinds/',
    files: [CORE_INDEX, 'core/content/kinds/', 'components/', 'styles/', 'locales/parts/'],
    packages: WIDGET_LIBS,
  },
  // How a message looks while a change of it is under way; comes with the row's rare parts, not with the index of core.
  {
    from: 'components/message/',
    files: [CORE_INDEX, 'core/acts/pending.ts', 'type:core/acts/', 'components/', 'styles/', 'locales/parts/'],
    packages: WIDGET_LIBS,
  },
  { from: 'components/', files: [CORE_INDEX, 'components/', 'styles/', 'locales/parts/'], packages: WIDGET_LIBS },
  { from: 'styles/', packages: ['lit'] },
  { from: 'locales/' },
];

/** Imports of a TypeScript source: `{specifier, type, lazy, line}`. Comments and strings are not looked into. */
export function importsOf(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');
  const found = [];
  const statement = /^[ \t]*(import|export)\b(\s+type\b)?(?:[^'"`;()]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;
  for (const match of code.matchAll(statement)) {
    found.push({ specifier: match[3], type: Boolean(match[2]), lazy: false, line: lineAt(code, match.index) });
  }
  for (const match of code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    const type =
      /(?:[:<|&=]|\btypeof)\s*$/.test(code.slice(0, match.index)) &&
      /^\s*[.\]]\s*[A-Z]/.test(code.slice(match.index + match[0].length));
    found.push({ specifier: match[1], type, lazy: true, line: lineAt(code, match.index) });
  }
  return found;
}

const lineAt = (code, index) => code.slice(0, index).split('\n').length;

const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Sentences that say what `file` imports and may not. */
export function layerFaults(file, source, layers = LAYERS) {
  const layer = layers.find(({ from }) => file.startsWith(from));
  if (!layer) return [];
  return importsOf(source)
    .filter((item) => !(item.specifier.startsWith('.') ? mayReach(file, item, layer) : mayUse(file, item, layer)))
    .map((item) => `${file}:${item.line} imports ${item.specifier}, which ${layer.from} may not`);
}

function mayReach(file, { specifier, type, lazy }, layer) {
  const target = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
  if (layer.from.endsWith('/') && target.startsWith(ownFolder(file, layer.from))) return true;
  return (layer.files ?? []).some((rule) => {
    const [path, only] = rule.split(':').reverse();
    const allowed = !only || (only === 'type' && type) || (only === 'lazy' && lazy);
    return allowed && (path.endsWith('/') ? target.startsWith(path) : target === path);
  });
}

/** `engines/` and `components/` hold siblings that do not see each other; elsewhere a layer is its whole folder. */
function ownFolder(file, from) {
  return from === 'engines/' || from === 'components/' ? file.split('/').slice(0, 2).join('/') : from;
}

function mayUse(file, { specifier, type, lazy }, layer) {
  if (layer.anyPackage) return true;
  if (specifier.startsWith('node:')) return (layer.node ?? []).some((prefix) => file.startsWith(prefix));
  if (layer.lazyPackages) return lazy || type;
  return (layer.packages ?? []).includes(packageOf(specifier));
}
