import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, elementsPage, pageFaults, tokenFaults, tokensOf } from '../../scripts/lib/docs.mjs';

const CSS = `/* == Colour == */
/* The brand. Default: blue */
@property --im-accent {
  syntax: "*";
  inherits: true;
}`;

test('tokens are read from the list, with meaning, default and group', () => {
  assert.deepEqual(tokensOf(CSS), [{ name: '--im-accent', meaning: 'The brand.', byDefault: 'blue', group: 'Colour' }]);
});

test('a token that is read and not listed, listed and not read, or only documented is told', () => {
  const sources = { 'a.styles.ts': 'color: var(--im-ink, black); width: var(\n --im-accent)' };
  const [listed] = tokensOf(CSS);
  assert.ok(listed);
  const gone = { ...listed, name: '--im-gone' };
  assert.deepEqual(tokenFaults([listed, gone], sources, ['--im-other']), [
    'a.styles.ts reads --im-ink, which styles/tokens.css does not list',
    'styles/tokens.css lists --im-gone, which nothing reads',
    'an element documents --im-other, which styles/tokens.css does not list',
  ]);
});

test('an element has a paragraph and its promises in a table', () => {
  const declaration = {
    tagName: 'im-x',
    description: 'An x.\nOr | y.',
    attributes: [{ name: 'size', fieldName: 'size', description: 'How large.' }],
    members: [
      { kind: 'field', name: 'size', description: 'How large.' },
      { kind: 'field', name: 'hidden', privacy: 'private', description: 'No.' },
      { kind: 'method', name: 'go', description: 'Goes.' },
    ],
  };
  const page = elementsPage({ modules: [{ path: 'dist/components/x/x.js', declarations: [declaration] }] });
  assert.match(page, /## `<im-x>`\n\nAn x\. Or \\\| y\. From `im-elements\/components\/x`\./);
  assert.match(page, /\| attribute \| `size` \| How large\. \|\n\| method \| `go\(\)` \| Goes\. \|/);
  assert.doesNotMatch(page, /hidden/);
});

test('dead links, scripts and imports of a page are told', () => {
  const page = "[a](b.md) [c](https://x.example) `[no](link)`\nnpm run fly\nimport 'im-elements/nothing';";
  const world = { exists: () => false, scripts: new Set<string>(), exported: () => false };
  assert.deepEqual(pageFaults('docs/p.md', page, world), [
    'docs/p.md links to b.md, which is not there',
    'docs/p.md names "npm run fly", which is no script',
    'docs/p.md imports im-elements/nothing, which the package does not export',
  ]);
});

test('what stands between two marks is replaced', () => {
  assert.equal(between('a <!-- t -->old<!-- /t --> b', 't', 'new'), 'a <!-- t -->\nnew\n<!-- /t --> b');
  assert.throws(() => between('a', 't', 'new'), /marks/);
});
