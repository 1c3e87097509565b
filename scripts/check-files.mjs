// npm run files: a source over 400 lines is a fault, over 250 a warning. A language is a table, one word a line, and as long as it is.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesUnder, PACKAGE_FOLDERS, ROOT } from './lib/files.mjs';

const FAULT = 400;
const WARNING = 250;
const TABLE = /^locales\/[a-zA-Z-]+\.ts$/;
const SOURCES = new Set(['.ts', '.mjs', '.js', '.css']);

/** `{faults, warnings}`: sentences, for the sources below `root`. */
export function longFiles(root = ROOT) {
  const faults = [];
  const warnings = [];
  for (const file of [...PACKAGE_FOLDERS, 'demo', 'test', 'scripts', 'bench'].flatMap((folder) =>
    filesUnder(folder, root),
  )) {
    if (!SOURCES.has(extname(file)) || TABLE.test(file)) continue;
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
    if (lines > FAULT) faults.push(`${file} has ${lines} lines, the most is ${FAULT}`);
    else if (lines > WARNING) warnings.push(`${file} has ${lines} lines, ${WARNING} is long`);
  }
  return { faults, warnings };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { faults, warnings } = longFiles();
  for (const line of warnings) console.log(`warning: ${line}`);
  for (const line of faults) console.log(`error: ${line}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
