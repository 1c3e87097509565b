// npm run build [-- --if-stale]: ES modules, types, styles, script-tag build, demo and element manifest, all into dist/.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stale } from './lib/built.mjs';
import { filesUnder, ROOT } from './lib/files.mjs';
import { run, runBin } from './lib/run.mjs';

const DIST = join(ROOT, 'dist');

async function step(name, promise) {
  const { code, output } = await promise;
  if (code !== 0) throw new Error(`${name} failed:\n${output}`);
}

function copy(folder, wanted) {
  for (const file of filesUnder(folder).filter(wanted)) cpSync(join(ROOT, file), join(DIST, file));
}

/** Builds everything from nothing; throws with the tool's own words where a step fails. */
export async function build() {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  await Promise.all([
    step('rollup', runBin('rollup', ['-c', '--silent'])),
    step('tsc', runBin('tsc', ['-p', 'tsconfig.build.json'])),
    step('manifest', run(process.execPath, ['scripts/manifest.mjs'])),
  ]);
  copy('styles', (file) => file.endsWith('.css'));
  copy('demo', (file) => !file.endsWith('.ts'));
  if (existsSync(join(ROOT, 'custom-elements.json'))) {
    cpSync(join(ROOT, 'custom-elements.json'), join(DIST, 'custom-elements.json'));
  }
  writeFileSync(join(DIST, '.built'), '');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  try {
    if (!process.argv.includes('--if-stale') || stale()) {
      await build();
      console.error(`built dist/ in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
