// Part of npm run verify: what `npm pack` would publish holds what the exports promise, and nothing of the workshop.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, ROOT } from './lib/files.mjs';
import { run } from './lib/run.mjs';

const BROWSER_ENTRIES = ['core', 'components', 'engines', 'locales', 'styles', 'script'];
const NODE_ONLY = /\bfrom\s*["'](?:node:|fastify|@fastify\/|better-sqlite3|ws["'])/;

async function packedFiles() {
  const { code, output } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error']);
  if (code !== 0) throw new Error(output);
  const parsed = JSON.parse(output.slice(output.search(/^[[{]/m)));
  const [pack] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  return pack.files.map(({ path }) => path);
}

function targets(exports) {
  return Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)));
}

const faults = [];
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const packed = await packedFiles();
for (const target of new Set([
  ...targets(manifest.exports),
  ...Object.values(manifest.bin).map((path) => `./${path}`),
])) {
  const pattern = new RegExp(`^${target.slice(2).replaceAll('.', '\\.').replace('*', '.+')}$`);
  if (!packed.some((file) => pattern.test(file))) faults.push(`nothing packed matches ${target}`);
}
for (const file of packed) {
  if (/^(?:test|scripts|demo|bench|dist\/demo|\.)/.test(file)) faults.push(`${file} would be published`);
}
for (const file of BROWSER_ENTRIES.flatMap((folder) => filesUnder(`dist/${folder}`)).filter((name) =>
  name.endsWith('.js'),
)) {
  if (NODE_ONLY.test(readFileSync(join(ROOT, file), 'utf8'))) faults.push(`${file} imports what only Node has`);
}
if (existsSync(join(ROOT, 'dist/index.js'))) {
  const { code, output } = await run(process.execPath, [
    '--input-type=module',
    '-e',
    "await import('./dist/index.js')",
  ]);
  if (code !== 0) faults.push(`dist/index.js cannot be imported in Node:\n${output}`);
}
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
