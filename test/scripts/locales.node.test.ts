import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkLocales } from '../../scripts/check-locales.mjs';
import { localeFaults } from '../../scripts/lib/locales.mjs';

const EN = { send: 'Send', hello: 'Hello {{name}}', items_one: '{{count}} item', items_other: '{{count}} items' };
const ZH = { send: '发送', hello: '你好 {{name}}', items_other: '{{count}} 项' };

test('a whole language has no fault', () => {
  assert.deepEqual(localeFaults('zh-CN', ZH, EN), []);
  assert.deepEqual(localeFaults('en', EN, EN), []);
});

const BROKEN: [string, string, Record<string, unknown>, string][] = [
  ['a missing key', 'zh-CN', { ...ZH, send: undefined }, 'zh-CN: send is not a text'],
  ['a key of its own', 'zh-CN', { ...ZH, extra: 'x' }, 'zh-CN: extra is in no other language'],
  ['an empty text', 'zh-CN', { ...ZH, send: ' ' }, 'zh-CN: send is not a text'],
  ['a lost placeholder', 'zh-CN', { ...ZH, hello: '你好' }, 'zh-CN: hello has the placeholders "", not "name"'],
  [
    'a plural form too many',
    'zh-CN',
    { ...ZH, items_one: '{{count}} 项' },
    'zh-CN: items_one is a form that the language has not',
  ],
];

for (const [what, language, messages, fault] of BROKEN) {
  test(`finds ${what}`, () => assert.ok(localeFaults(language, messages, EN).includes(fault)));
}

test('a language with six forms needs all six', () => {
  const ar = { send: 'إرسال', hello: 'مرحبا {{name}}', items_one: 'عنصر', items_other: '{{count}} عنصر' };
  const missing = ['items_few', 'items_many', 'items_two', 'items_zero'].map((key) => `ar: ${key} is missing`);
  assert.deepEqual(localeFaults('ar', ar, EN).sort(), missing);
});

test('languages are read from a folder', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'locales-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'locales'));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  const write = (name: string, messages: object) =>
    writeFileSync(join(root, `locales/${name}.ts`), `export const messages = ${JSON.stringify(messages)} as const;\n`);
  write('en', { send: 'Send' });
  write('de', { send: 'Senden', more: 'Mehr' });
  assert.deepEqual(await checkLocales(root), ['de: more is in no other language']);
});
