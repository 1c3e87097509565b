// npm run verify: every check that needs no browser, each with its own line; the last line is the counts.
import { pathToFileURL } from 'node:url';
import { line } from './lib/counts.mjs';
import { run, runBin } from './lib/run.mjs';

const script =
  (name, ...args) =>
  () =>
    run(process.execPath, [`scripts/${name}.mjs`, ...args], { limit: 180 });

// In order: cheap first, and the build before what reads it.
const CHECKS = [
  ['format and lint', () => runBin('biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '.'])],
  ['types', script('check-types')],
  ['layers', script('check-layers')],
  ['locales', script('check-locales')],
  ['files', script('check-files')],
  ['kinds', script('kinds', '--check')],
  ['manifest', script('manifest', '--check')],
  ['documents', script('docs', '--check')],
  ['build', script('build')],
  // A size over its budget is told; one that grows beyond what is explained fails.
  ['size', script('size', '--explained')],
  ['package', () => runBin('publint', ['--strict', '--pack', 'npm'])],
  ['packed files', script('check-package')],
];

const settled = (promise) =>
  promise.then(
    () => ({ code: 0, output: '' }),
    (error) => ({ code: 1, output: error.message }),
  );

/**
 * Runs all checks and resolves to `{passed, failed, skipped}`; `say` gets each line.
 * `build` stands in for a build from nothing where the caller has built already.
 */
export async function verify(say = console.log, { build } = {}) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of CHECKS) {
    const start = performance.now();
    const { code, output } = await (name === 'build' && build ? settled(build()) : check());
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const ok = code === 0;
    counts[ok ? 'passed' : 'failed'] += 1;
    say(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    const talk = ok
      ? output.split('\n').filter((text) => /^warning|\b(ok|over)$/.test(text))
      : output.trimEnd().split('\n');
    for (const text of talk) say(`       ${text}`);
  }
  return counts;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const counts = await verify();
  console.log(line(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
