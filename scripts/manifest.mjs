// npm run manifest [-- --check | --update]: custom-elements.json from the sources, and the report of what the elements promise.
//   --update writes docs/api-report.json; --check fails where it differs from the sources.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { apiReport, compareReports } from './lib/api-report.mjs';
import { ROOT } from './lib/files.mjs';

const REPORT = join(ROOT, 'docs/api-report.json');

async function analyse() {
  const manifest = await cli({ argv: ['analyze', '--quiet'], cwd: ROOT, noWrite: true });
  // The reader of the package gets the built module, not the source.
  return JSON.parse(JSON.stringify(manifest).replace(/"(?:\/)?components\/([^"]*?)\.ts"/g, '"dist/components/$1.js"'));
}

function check(report) {
  if (!existsSync(REPORT))
    return console.log('docs/api-report.json does not exist yet: run npm run manifest -- --update');
  const { removed, added } = compareReports(JSON.parse(readFileSync(REPORT, 'utf8')), report);
  for (const line of removed) console.log(`removed  ${line}`);
  for (const line of added) console.log(`added    ${line}`);
  if (removed.length + added.length === 0) return;
  console.log(
    'The public face of the elements changed. If that is meant: npm run manifest -- --update, and say so in CHANGELOG.md',
  );
  process.exitCode = 1;
}

const manifest = await analyse();
writeFileSync(join(ROOT, 'custom-elements.json'), `${JSON.stringify(manifest, null, 2)}\n`);
const report = apiReport(manifest);
if (process.argv.includes('--update')) writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`);
if (process.argv.includes('--check')) check(report);
console.log(`${Object.keys(report).length} elements`);
