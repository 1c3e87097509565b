// npm run size [-- --explain | --explained]: one line a budget: `name bytes budget ok|over`. 1 kB = 1000 bytes, gzip level 9.
// Exits 1 when one is over; with `--explained` (as verify asks) only when it is over by more than docs/size.md explains.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './lib/files.mjs';
import { explain, loadedChunks, measure } from './lib/size.mjs';

const SCRIPT = join(ROOT, 'dist/script');

function main() {
  if (!existsSync(join(SCRIPT, 'chunks.json'))) {
    console.error('dist/script/chunks.json does not exist: run npm run build first');
    return 1;
  }
  const report = JSON.parse(readFileSync(join(SCRIPT, 'chunks.json'), 'utf8'));
  const { bytes: budgets } = JSON.parse(readFileSync(join(ROOT, 'bench/budgets.json'), 'utf8'));
  const sizeOf = (file) => gzipSync(readFileSync(join(SCRIPT, file)), { level: 9 }).length;
  const results = budgets.map((budget) => measure(report, budget, sizeOf));
  for (const { name, bytes, budget, verdict } of results) console.log(`${name} ${bytes} ${budget} ${verdict}`);
  for (const { name, missing } of results) {
    for (const entry of missing) console.error(`${name}: no chunk starts at ${entry} (bench/budgets.json)`);
  }
  if (process.argv.includes('--explain')) console.log(explain(report, loadedChunks(report, budgets.at(-1).entries)));
  const explained = process.argv.includes('--explained');
  return results.every(({ verdict, held }) => verdict === 'ok' || (explained && held)) ? 0 : 1;
}

process.exitCode = main();
