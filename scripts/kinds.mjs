// npm run kinds: a kind of content is a file in each of core/content/kinds, components/content/kinds and demo/samples.
// Words of a part that is loaded later are a file in locales/parts.
// This writes the lists of them, so that nobody edits a list. With --check a list that is not true is a failure.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/files.mjs';

const HEAD = '// Written by scripts/kinds.mjs; do not edit.\n';
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const namesIn = (folder) =>
  readdirSync(join(ROOT, folder))
    .filter(
      (file) => file.endsWith('.ts') && file !== 'index.ts' && !file.includes('.define.') && !file.includes('.styles.'),
    )
    .map((file) => file.slice(0, -3))
    .sort();

/** A kind, not a part of one: core says which there are. */
const kinds = namesIn('core/content/kinds');
const drawn = namesIn('components/content/kinds').filter((name) => kinds.includes(name));
const samples = namesIn('demo/samples');
const inserted = drawn.filter((name) =>
  /^export const insert\b/m.test(readFileSync(join(ROOT, `components/content/kinds/${name}.ts`), 'utf8')),
);
const quoted = (names) => names.map((name) => `'${name}'`).join(', ');

/** The part of locales/parts/<name>.ts, by the name it is exported under. */
const wordsIn = (name) =>
  /^export const (\w+)/m.exec(readFileSync(join(ROOT, `locales/parts/${name}.ts`), 'utf8'))?.[1];
const parts = namesIn('locales/parts').map((name) => [name, wordsIn(name)]);

const files = {
  'core/content/kinds/index.ts': `${HEAD}import type { AnyContentType } from '../types.js';
${kinds.map((name) => `import { ${camel(name)}Content } from './${name}.js';`).join('\n')}

export const kinds = [${kinds.map((name) => `${camel(name)}Content`).join(', ')}] as unknown as readonly AnyContentType[];
`,
  'core/content/lazy-kinds.ts': `${HEAD}/** Kinds whose rules are loaded when the first of them comes. */
export const LAZY_KINDS: readonly string[] = [${quoted(kinds)}];
`,
  'components/content/lazy-kinds.ts': `${HEAD}import type { KindModule } from './kind-module.js';

/** How each kind is drawn, loaded with the first row of it. */
export const lazyKinds: Readonly<Record<string, () => Promise<KindModule>>> = {
${drawn.map((name) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: () => import('./kinds/${name}.js'),`).join('\n')}
};

/** Kinds that a composer can begin one of. */
export const INSERTS: readonly string[] = [${quoted(inserted)}];
`,
  'components/content/inserts.ts': `${HEAD}/** Are there kinds that a composer can begin one of? Their names are loaded with its menu. */
export const HAS_INSERTS: boolean = ${inserted.length > 0};
`,
  'locales/parts/index.ts': `${HEAD}${parts.map(([name, words]) => `import { ${words} } from './${name}.js';`).join('\n')}

/**
 * English words of parts that are loaded later. \`en.ts\` is in the first bytes of every chat; what stands here comes with
 * its part, which calls \`teach\` before it shows a word. Other languages keep all their words in one file.
 */
export const parts = { ${parts.map(([, words]) => `...${words}`).join(', ')} } as const;
`,
  'demo/samples/index.ts': `${HEAD}import type { Sample } from '../lib/sample.js';
${samples.map((name) => `import { sample as ${camel(name)} } from './${name}.js';`).join('\n')}

export const samples: readonly Sample[] = [${samples.map(camel).join(', ')}];
`,
};

let stale = 0;
for (const [path, text] of Object.entries(files)) {
  const full = join(ROOT, path);
  if (
    existsSync(full) &&
    readFileSync(full, 'utf8')
      .replace(/\s+/g, '')
      .replace(/,([\])}])/g, '$1') === text.replace(/\s+/g, '').replace(/,([\])}])/g, '$1')
  )
    continue;
  if (!process.argv.includes('--check')) writeFileSync(full, text);
  else {
    console.error(`${path} is not what the folders hold: run npm run kinds`);
    stale += 1;
  }
}
for (const name of kinds.filter((one) => !drawn.includes(one) || !samples.includes(one))) {
  console.error(`${name}: needs components/content/kinds/${name}.ts and demo/samples/${name}.ts`);
  stale += process.argv.includes('--check') ? 1 : 0;
}
process.exitCode = stale > 0 ? 1 : 0;
