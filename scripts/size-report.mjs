// node scripts/size-report.mjs [depth]: what the window of the script tag is spent on, by folder (depth 2) or file (depth 9).
// Bytes after tree shaking and minifying; the gzip column is each one's share of the whole window, as all is compressed together.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transformSync } from 'esbuild';
import { ROOT } from './lib/files.mjs';
import { minifyTemplates } from './lib/minify-literals.mjs';

/** Sources are TypeScript behind `.js` names; the package's own sideEffects list speaks of dist/. */
const sources = {
  name: 'sources',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\// }, ({ resolveDir, path }) => {
      const file = resolve(resolveDir, path).replace(/\.js$/, '.ts');
      return !resolveDir.includes('node_modules') && existsSync(file) ? { path: file, sideEffects: true } : undefined;
    });
    builder.onLoad({ filter: /(?:components|styles)\/.*\.ts$/ }, ({ path }) => {
      const { code } = transformSync(readFileSync(path, 'utf8'), { loader: 'ts', target: 'es2022' });
      return { contents: /\b(?:css|html|svg)`/.test(code) ? minifyTemplates(code) : code, loader: 'js' };
    });
  },
};

async function bundle(entries) {
  const { metafile, outputFiles } = await build({
    ...{ entryPoints: entries, absWorkingDir: ROOT, outdir: 'dist/size', write: false, metafile: true },
    ...{ bundle: true, splitting: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none' },
    ...{ conditions: ['production', 'browser'], plugins: [sources] },
  });
  return {
    outputs: metafile.outputs,
    textOf: (path) => outputFiles.find((file) => file.path === join(ROOT, path)).text,
  };
}

/** The chunks that start at the entries, and what they import before they run. */
function loaded(outputs, entries) {
  const seen = new Set();
  const follow = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { kind, path: next } of outputs[path].imports) if (kind === 'import-statement') follow(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entries.includes(entryPoint)) follow(path);
  return [...seen];
}

function nameOf(input, depth) {
  const library = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  return library ?? input.split('/').slice(0, depth).join('/');
}

const depth = Number(process.argv[2] ?? 2);
const { entries } = JSON.parse(readFileSync(join(ROOT, 'bench/budgets.json'), 'utf8')).bytes.at(-1);
const { outputs, textOf } = await bundle(entries);
const files = loaded(outputs, entries);
const spent = new Map();
for (const file of files)
  for (const [input, { bytesInOutput }] of Object.entries(outputs[file].inputs)) {
    const name = nameOf(input, depth);
    spent.set(name, (spent.get(name) ?? 0) + bytesInOutput);
  }
const whole = files.map(textOf).join('');
const share = gzipSync(whole, { level: 9 }).length / whole.length;
for (const [name, bytes] of [...spent].sort((a, b) => b[1] - a[1]))
  if (bytes > 0) console.log(`${String(bytes).padStart(7)} ${(bytes * share).toFixed(0).padStart(7)}  ${name}`);
console.log(`${String(whole.length).padStart(7)} ${(whole.length * share).toFixed(0).padStart(7)}  in all`);
