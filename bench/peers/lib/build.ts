import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { joinChunks } from './chunks.js';
import { HERE, MADE, ROOT } from './places.js';
import { hostOf, type SubjectFile } from './subjects.js';

export const SITE = join(MADE, 'site');

const SHARED = {
  bundle: true,
  minify: true,
  target: 'chrome130',
  legalComments: 'none',
  logLevel: 'silent',
  metafile: true,
} as const satisfies BuildOptions;

const DEFINE = {
  'process.env.NODE_ENV': '"production"',
  'import.meta.env.MODE': '"production"',
  __VUE_OPTIONS_API__: 'true',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  global: 'globalThis',
};

const LOADERS = {
  '.png': 'dataurl',
  '.svg': 'dataurl',
  '.gif': 'dataurl',
  '.jpg': 'dataurl',
  '.woff': 'file',
  '.woff2': 'file',
  '.ttf': 'file',
  '.eot': 'file',
  '.mp3': 'file',
  '.wasm': 'file',
} as const;

const OURS = /^(?:components|core|engines|hub|locales|styles)$/;
/** Ours is what is in dist/, as a page gets it, though the sources are what the subject's types come from. */
const built: Plugin = {
  name: 'built',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const below = relative(ROOT, resolve(resolveDir, path)).split('/');
      return OURS.test(below[0] as string) ? { path: join(ROOT, 'dist', ...below) } : undefined;
    });
  },
};

/** In a page these packages are shimmed, or are not used. */
const SHIMS = ['punycode', 'events', 'process', 'url', 'buffer', 'util', 'assert', 'stream'];
const noNode: Plugin = {
  name: 'no-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?[a-z_/]+$/ }, ({ path }) => {
      const isNode = path.startsWith('node:') || (builtinModules.includes(path) && !SHIMS.includes(path));
      return isNode ? { path, namespace: 'no-node' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'no-node' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** Versions of those packages of our own list of peers that are among these files, whatever they pull in. */
export function packagesIn(files: readonly string[]): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.fromEntries(
    Object.entries(dependencies).filter(([name]) =>
      files.some((file) => file.includes(`bench/peers/node_modules/${name}/`)),
    ),
  );
}

export interface Bundle {
  /** The files that went into it. */
  readonly inputs: readonly string[];
  /** What the entry imports at once, below the folder. */
  readonly imported: readonly string[];
}

/** An entry as it would be in production: `app.js`, `app.css` and chunks in the folder `out`. */
export async function bundle(entry: string, out: string, plugins: readonly Plugin[]): Promise<Bundle> {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { app: entry },
    outdir: out,
    absWorkingDir: ROOT,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    define: DEFINE,
    loader: LOADERS,
    jsx: 'automatic',
    conditions: ['browser', 'production'],
    mainFields: ['browser', 'module', 'main'],
    plugins: [...plugins, built, noNode],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  });
  return { inputs: Object.keys(metafile.inputs), imported: await joinChunks(out, SHARED.target) };
}

const STYLE =
  'html,body{margin:0;height:100%;background:#fff}#root{height:100vh;width:100vw;overflow:hidden;position:relative}';

export async function buildToolkit(): Promise<void> {
  rmSync(SITE, { recursive: true, force: true });
  mkdirSync(SITE, { recursive: true });
  writeFileSync(join(SITE, 'blank.html'), '<!doctype html><link rel="icon" href="data:,"><title>blank</title>');
  await build({
    ...SHARED,
    entryPoints: [join(HERE, 'page/index.ts')],
    format: 'iife',
    outfile: join(SITE, 'toolkit.js'),
  });
}

/** A folder `<name>/` of the site: the subject as it would be in production, and a page that loads it. Answers the peers in it. */
export async function buildSubject(subject: SubjectFile): Promise<Record<string, string>> {
  const host = await hostOf(subject);
  const out = join(SITE, subject.name);
  const { inputs, imported } = await bundle(subject.file, out, host.plugins ?? []);
  for (const [from, to] of Object.entries(host.copies ?? {}))
    cpSync(join(HERE, from), join(out, to), { recursive: true });
  const style = existsSync(join(out, 'app.css')) ? '<link rel="stylesheet" href="app.css">' : '';
  const links = imported.map((file) => `<link rel="modulepreload" href="${file}">`);
  mkdirSync(dirname(join(out, 'index.html')), { recursive: true });
  writeFileSync(
    join(out, 'index.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>${subject.name}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style>
<script src="../toolkit.js"></script>${style}${host.head ?? ''}${links.join('')}<script type="module" src="app.js"></script>
</head><body><div id="root"></div></body></html>`,
  );
  const copied = Object.keys(host.copies ?? {}).map((from) => `bench/peers/${from}`);
  return packagesIn([...inputs, ...copied]);
}
