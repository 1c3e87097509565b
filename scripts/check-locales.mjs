// npm run locales: every language has the same keys, placeholders and the plural forms that it needs.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { ROOT, sourcesUnder } from './lib/files.mjs';
import { localeFaults } from './lib/locales.mjs';

const REFERENCE = 'en';

function isLanguage(name) {
  try {
    return Intl.PluralRules.supportedLocalesOf(name).length > 0;
  } catch {
    return false;
  }
}

/** The reference's words of parts that are loaded later; a tree may have none. */
async function partsOf(root) {
  const file = join(root, 'locales/parts/index.ts');
  if (!existsSync(file)) return {};
  return (await tsImport(pathToFileURL(file).href, import.meta.url)).parts;
}

/** Sentences that name each fault of `locales/<language>.ts` below `root`; other modules of the folder are not languages. */
export async function checkLocales(root = ROOT) {
  const messages = new Map();
  for (const file of sourcesUnder(['locales'], root)) {
    if (file.startsWith('locales/parts/')) continue;
    const language = basename(file, '.ts');
    if (!isLanguage(language)) continue;
    const module = await tsImport(pathToFileURL(join(root, file)).href, import.meta.url);
    if (typeof module.messages !== 'object') return [`${file} exports no messages`];
    messages.set(language, module.messages);
  }
  if (messages.size === 0) return [];
  if (!messages.has(REFERENCE)) return [`locales/${REFERENCE}.ts does not exist`];
  const reference = { ...messages.get(REFERENCE), ...(await partsOf(root)) };
  messages.set(REFERENCE, reference);
  return [...messages].flatMap(([language, texts]) => localeFaults(language, texts, reference));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = await checkLocales();
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
