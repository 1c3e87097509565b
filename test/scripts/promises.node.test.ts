import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
// @ts-expect-error: it brings no types
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

interface Named {
  readonly name: string;
}
interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly attributes?: readonly (Named & { readonly description?: string })[];
}
interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

const manifest = (await cli({ argv: ['analyze', '--quiet'], cwd: process.cwd(), noWrite: true })) as Manifest;
const elements = manifest.modules.flatMap(({ path, declarations = [] }) =>
  declarations.flatMap((one) => (one.tagName ? [{ ...one, tag: one.tagName, folder: dirname(path) }] : [])),
);
const names = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ name }) => name);

const sources = new Map<string, string>();
/** All code of a folder, without its comments: what is only described there is not there. */
function source(folder: string): string {
  let text = sources.get(folder);
  if (text === undefined) {
    // Parts that are loaded later stand in folders of their own.
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    text = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')).join('\n');
    sources.set(folder, text);
  }
  return text;
}
/** Other elements' folders that this one takes code from: what is asked for there is asked in its name too. */
const lent = (folder: string): string[] => [
  ...new Set(all(source(folder), /(?:from|import\() ?'(?:\.\.\/)+([\w-]+)\/[\w./-]+\.js'/g)),
];
const isElement = (folder: string): boolean => existsSync(join('components', folder)) && folder !== 'shared';
const within = (folder: string): string =>
  [
    'components/content',
    'components/shared',
    ...lent(folder)
      .filter(isElement)
      .map((one) => `components/${one}`),
  ]
    .map(source)
    .reduce((text, more) => text + more, source(folder));
const folders = new Map(elements.map(({ folder }) => [folder, elements.filter((one) => one.folder === folder)]));
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Between elements of the package only. */
const INNER = new Set([
  'im-unread-change',
  'im-close-panel',
  'im-view-close',
  'im-group-open',
  'im-pick',
  'im-like',
  'im-away',
]);

test('every element is described, and so is every attribute', () => {
  assert.ok(elements.length >= 15, `${elements.length} elements`);
  for (const { tag, description, attributes = [] } of elements) {
    assert.ok(description, `<${tag}> is not described`);
    for (const one of attributes)
      if (tag !== 'im-chat-panel') assert.ok(one.description, `<${tag} ${one.name}> is not described`);
  }
});

test('every element is in the suite of all elements, the widget in one of its own', () => {
  const suite = readFileSync('test/components/every-element.browser.test.ts', 'utf8');
  const own = new Set(['im-chat-widget', 'im-chat-panel', 'im-file-content', 'im-image-content']);
  for (const { tag } of elements) assert.ok(own.has(tag) || suite.includes(`'${tag}'`), `<${tag}> is missing`);
});

for (const [folder, members] of folders) {
  test(`${folder}: parts, slots, states and events are what is documented`, () => {
    const code = source(folder);
    const wide = within(folder);
    for (const { tag, cssParts, slots, cssStates, events } of members) {
      for (const part of names(cssParts))
        assert.match(wide, new RegExp(`(part[s=]*[="': ]+[^"'>]*\\b${part}\\b)|'${part}'`), `part ${part} of <${tag}>`);
      for (const slot of names(slots).filter(Boolean))
        assert.match(code, new RegExp(`slot[^>]*name(=|: )["']${slot}["']`), `slot ${slot} of <${tag}>`);
      for (const state of names(cssStates))
        assert.match(code + wide, new RegExp(`['{, ]${state}[', :)]`), `state ${state} of <${tag}>`);
      for (const event of names(events)) assert.ok(wide.includes(`'${event}'`), `event ${event} of <${tag}>`);
    }
    const parts = new Set(members.flatMap(({ cssParts }) => names(cssParts)));
    for (const found of all(code, /(?<!export)\bpart=["']?([a-z][\w-]*)["'\s>]/g))
      assert.ok(parts.has(found), `part "${found}" is nowhere documented`);
    const slots = new Set(members.flatMap((one) => names(one.slots)));
    for (const found of all(code, /<slot name=["']([\w-]+)["']/g))
      assert.ok(slots.has(found), `slot "${found}" is nowhere documented`);
    const events = new Set(members.flatMap((one) => names(one.events)));
    for (const found of all(code, /(?:#?ask|#?tell|CustomEvent(?:<[^(]*>)?)\(\s*'(im-[\w-]+)'/g))
      assert.ok(events.has(found) || INNER.has(found), `event "${found}" is nowhere documented`);
  });
}
