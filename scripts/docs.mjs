// npm run docs [-- --check]: writes docs/elements.md and the table of tokens in docs/theming.md, and checks what the documents say:
// tokens against the sources, links, npm scripts and imports. With --check nothing is written: a difference is a failure.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { between, elementsOf, elementsPage, pageFaults, tokenFaults, tokensOf, tokenTable } from './lib/docs.mjs';
import { filesUnder, ROOT } from './lib/files.mjs';

const PAGES = ['README.md', 'AGENTS.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const checking = process.argv.includes('--check');
const faults = [];

const read = (file) => readFileSync(join(ROOT, file), 'utf8');

function settle(file, text) {
  if (existsSync(join(ROOT, file)) && read(file) === text) return;
  if (checking) faults.push(`${file} is not what the sources say: run npm run docs and commit it`);
  else writeFileSync(join(ROOT, file), text);
}

/** Whether an export of the package stands for it, and the source that it is made of exists. */
function exported(specifier) {
  const path = `.${specifier.slice('im-elements'.length)}`;
  for (const [key, target] of Object.entries(JSON.parse(read('package.json')).exports)) {
    const [head, tail] = key.split('*');
    if (tail === undefined ? path !== key : !(path.startsWith(head) && path.endsWith(tail))) continue;
    const file = (target.default ?? target).replace('*', path.slice(head.length, tail ? -tail.length : undefined));
    const source = file.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts');
    return source.startsWith('script/') || existsSync(join(ROOT, source)) || existsSync(join(ROOT, file));
  }
  return false;
}

const manifest = JSON.parse(read('custom-elements.json'));
const tokens = tokensOf(read('styles/tokens.css'));
settle('docs/elements.md', elementsPage(manifest));
settle('docs/theming.md', between(read('docs/theming.md'), 'tokens', tokenTable(tokens)));

const sources = [...filesUnder('components'), ...filesUnder('styles')].filter((file) => file.endsWith('.ts'));
const documented = elementsOf(manifest).flatMap(({ cssProperties }) => (cssProperties ?? []).map(({ name }) => name));
faults.push(...tokenFaults(tokens, Object.fromEntries(sources.map((file) => [file, read(file)])), documented));

const pages = [...PAGES, ...filesUnder('docs').filter((file) => file.endsWith('.md'))];
const scripts = new Set(Object.keys(JSON.parse(read('package.json')).scripts));
for (const file of pages) {
  const exists = (path) => existsSync(join(ROOT, normalize(path)));
  faults.push(...pageFaults(file, read(file), { exists, scripts, exported }));
}
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
