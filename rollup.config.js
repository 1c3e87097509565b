import { existsSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { chunkReport } from './scripts/lib/chunk-report.mjs';
import { filesUnder, PACKAGE_FOLDERS, sourcesUnder } from './scripts/lib/files.mjs';
import { minifyLiterals } from './scripts/lib/minify-literals.mjs';

const LOADER = 'components/chat-widget/loader.ts';

// The package's own sideEffects list speaks of dist/; among the sources every import counts.
const resolve = (options) => nodeResolve({ extensions: ['.ts', '.js'], ignoreSideEffectsForRoot: true, ...options });

const typescript = () => esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', sourceMap: true });

function onwarn(warning, warn) {
  if (warning.code === 'CIRCULAR_DEPENDENCY') throw new Error(warning.message);
  if (warning.code !== 'EMPTY_BUNDLE') warn(warning);
}

/** The npm build: one module out for one module in, dependencies left to the reader's own bundler or Node. */
function modules() {
  const input = [...['index.ts', 'demo/server.ts'].filter(existsSync), ...sourcesUnder(PACKAGE_FOLDERS)].map(
    (file) => `./${file}`,
  );
  return {
    input,
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0'),
    plugins: [resolve(), typescript(), minifyLiterals()],
    output: { dir: 'dist', format: 'es', preserveModules: true, preserveModulesRoot: '.', sourcemap: true },
    onwarn,
  };
}

/** A vendor's SDK is never in what we build: an `import()` of it is the page's own affair (an import map, or an address). */
const peers = /^(?:@tencentcloud\/|tim-upload-plugin$)/;

const bundled = () => [
  resolve({ browser: true, exportConditions: ['production', 'browser'] }),
  typescript(),
  minifyLiterals(),
  // Before terser: names chosen by how often they stand compress better, 1.5 kB of a chat window.
  minify({ target: 'es2022', sourceMap: false, legalComments: 'none' }),
  terser({ module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } }),
];

/**
 * What every chat asks for together stands together: a chunk less to ask for each, and it compresses better. Only modules
 * that no page loads without the rest of their line.
 */
const TOGETHER = {
  badge: /\/(?:components\/chat-widget|engines\/hub)\/watch\.ts$/,
  wire: /\/(?:core\/model\/(?:errors|ids)|engines\/hub\/(?:errors|calls|websocket-port)|hub\/protocol\/(?:frames|inbox))\.ts$/,
};
const together = (id) => Object.keys(TOGETHER).find((name) => TOGETHER[name].test(id));

/** The script-tag build: a loader with a name that never changes, and hashed chunks that it imports when they are needed. */
function script() {
  return {
    input: { loader: LOADER },
    external: peers,
    plugins: [...bundled(), chunkReport()],
    output: {
      dir: 'dist/script',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      hoistTransitiveImports: true,
      manualChunks: together,
      onlyExplicitManualChunks: true,
    },
    onwarn,
  };
}

/** The demo's page scripts: every `demo/*.ts` that is not the server, for `<script type="module" src="/demo/<name>.js">`. */
function demoPages(pages) {
  return {
    input: Object.fromEntries(pages.map((file) => [file.slice('demo/'.length, -'.ts'.length), file])),
    external: peers,
    plugins: bundled(),
    output: { dir: 'dist/demo', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    onwarn,
  };
}

const pages = filesUnder('demo').filter((file) => /^demo\/[^/]+\.ts$/.test(file) && file !== 'demo/server.ts');
const builds = [];
if (sourcesUnder(PACKAGE_FOLDERS).length > 0) builds.push(modules());
if (existsSync(LOADER)) builds.push(script());
else console.warn(`rollup.config.js: ${LOADER} does not exist: the script-tag build is left out`);
if (pages.length > 0) builds.push(demoPages(pages));

export default builds;
