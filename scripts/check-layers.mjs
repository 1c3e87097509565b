// npm run layers: the import table of docs/architecture.md, and no page in the parts that have none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { domFaults } from './lib/dom-globals.mjs';
import { PACKAGE_FOLDERS, ROOT, sourcesUnder } from './lib/files.mjs';
import { layerFaults } from './lib/layers.mjs';

// core/ and hub/service run in a page, a worker and Node alike: what they need from outside is handed to them.
const PURE = [/^core\//, /^hub\/service\//, /^hub\/protocol\//];

/** Sentences that name each fault below `root`. */
export function checkLayers(root = ROOT) {
  return sourcesUnder(PACKAGE_FOLDERS, root).flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const pure = PURE.some((pattern) => pattern.test(file));
    return [...layerFaults(file, source), ...(pure ? domFaults(file, source) : [])];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = checkLayers();
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
