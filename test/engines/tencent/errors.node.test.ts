import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { ImError, type ImErrorCode, isImError, type RetryHint } from '../../../core/model/index.js';
import { CODE_RANGES } from '../../../engines/tencent/code-ranges.js';
import { CLIENT_CODES } from '../../../engines/tencent/codes.js';
import { tencentCode, tencentError } from '../../../engines/tencent/errors.js';
import { SERVER_CODES } from '../../../engines/tencent/server-codes.js';

/** The table of codes in the SDK that is installed: `{NO_SDKAPPID: 2e3, ...}`. */
function codesOfTheSdk(): Map<string, number> {
  const folder = dirname(createRequire(import.meta.url).resolve('@tencentcloud/chat'));
  const bundle = readFileSync(join(folder, 'index.es.js'), 'utf8');
  const tables = [...bundle.matchAll(/\{(?:[A-Z][A-Z0-9_]+:[\de]+,?){10,}\}/g)]
    .map(([table]) => table)
    .filter((table) => /NO_SDKAPPID|ERR_SVR_/.test(table));
  assert.equal(tables.length, 2, 'the codes of the SDK, and those of the server that it looks at');
  return new Map(
    [...tables.join().matchAll(/([A-Z][A-Z0-9_]+):([\de]+)/g)].map(([, name, code]) => [String(name), Number(code)]),
  );
}

const known = { ...CLIENT_CODES, ...SERVER_CODES };
const numbers = Object.keys(known).map(Number);

/** What the SDK rejects with. */
const thrown = (code: number, message = '') => Object.assign(new Error(message), { code, data: {} });

test('every code in the bundle of the SDK has a row of its own', () => {
  const names = codesOfTheSdk();
  assert.ok(names.size > 110, `found ${names.size}`);
  const without = [...names].filter(([, code]) => !(code in known));
  assert.deepEqual(without, []);
});

test('no code stands in two tables', () => {
  assert.deepEqual(
    Object.keys(CLIENT_CODES).filter((code) => code in SERVER_CODES),
    [],
  );
});

test('every row becomes an error of ours with words, also where the SDK has none', () => {
  assert.ok(numbers.length > 230, `${numbers.length} rows`);
  for (const code of numbers) {
    const raw = thrown(code);
    const error = tencentError(raw);
    const row = known[code];
    assert.ok(row && error instanceof ImError);
    assert.equal(error.code, row[0]);
    assert.equal(error.message, `${row[1]} (Tencent ${code})`);
    assert.match(row[1], /^\S.{8,}[^.\s]$/);
    assert.deepEqual(error.engine, { name: 'tencent', code });
    assert.equal(error.cause, raw);
    assert.equal(error.reason, undefined);
  }
});

/** Only these codes of ours may have another class than the rest of their code. */
const CLASS: Partial<Record<ImErrorCode, readonly RetryHint[]>> = {
  'not-connected': ['after-reconnect'],
  timeout: ['backoff'],
  'too-many': ['backoff'],
  unauthorized: ['after-auth'],
  engine: ['never', 'backoff'],
};

test('what was refused for good is never tried again, what may pass is, and a bad userSig asks for another', () => {
  for (const code of [...numbers, ...CODE_RANGES.map(({ from }) => from)]) {
    const error = tencentCode(code);
    assert.ok((CLASS[error.code] ?? ['never']).includes(error.retry), `${code}: ${error.code} ${error.retry}`);
  }
});

const EXPECTED: readonly [code: number, ours: ImErrorCode, retry: RetryHint, field?: string][] = [
  [2801, 'timeout', 'backoff'],
  [2805, 'not-connected', 'after-reconnect'],
  [2999, 'not-connected', 'after-reconnect'],
  [3000, 'not-connected', 'after-reconnect'],
  [3002, 'kicked', 'never'],
  [3003, 'kicked', 'never'],
  [3004, 'unauthorized', 'after-auth', 'credentials.token'],
  [70001, 'unauthorized', 'after-auth', 'credentials.token'],
  [70013, 'unauthorized', 'after-auth', 'credentials.token'],
  [70020, 'invalid', 'never', 'sdkAppId'],
  [70051, 'banned', 'never'],
  [20007, 'blocked', 'never'],
  [20009, 'forbidden', 'never', 'contacts'],
  [20010, 'forbidden', 'never', 'contacts'],
  [20012, 'muted', 'never'],
  [10017, 'muted', 'never'],
  [10007, 'forbidden', 'never'],
  [10010, 'not-found', 'never'],
  [10031, 'too-late', 'never'],
  [20016, 'too-late', 'never'],
  [20005, 'engine', 'backoff'],
  [2480, 'conflict', 'never'],
  [2996, 'too-many', 'backoff'],
  [2998, 'unsupported', 'never', 'modules'],
  [80001, 'rejected-content', 'never', 'text'],
  [80002, 'too-large', 'never', 'contentBytes'],
];
for (const [code, ours, retry, field] of EXPECTED)
  test(`${code} is ${ours}, ${retry}`, () => {
    const error = tencentError(thrown(code));
    assert.deepEqual([error.code, error.retry, error.field], [ours, retry, field]);
  });

test('files that are too large carry the limit in bytes', () => {
  assert.equal(tencentCode(2253).limit, 20 * 1024 * 1024);
  assert.equal(tencentCode(2402).limit, 100 * 1024 * 1024);
});

test('a sign-in that came too soon says how long to wait', () => {
  assert.equal(tencentCode(2025).retryAfter, 15_000);
  assert.equal(tencentCode(70050).retryAfter, 60_000);
});

test('a code without a row has the meaning of its range; the ranges are in order of use', () => {
  assert.equal(tencentCode(10_999).code, 'engine');
  assert.equal(tencentCode(6206).code, 'unauthorized');
  assert.equal(tencentCode(6999).retry, 'backoff');
  assert.equal(tencentCode(70_099).code, 'unauthorized');
  assert.equal(tencentCode(80_777).code, 'rejected-content');
  assert.equal(tencentCode(9520).retry, 'after-reconnect');
  for (const { from, to } of CODE_RANGES) {
    assert.ok(from <= to);
    const first = CODE_RANGES.find((range) => from >= range.from && to <= range.to);
    assert.equal(first?.from, from, `${from} to ${to} stands behind a wider range`);
  }
});

test('an unknown code is never tried again by itself, and is told on', () => {
  for (const code of [1234, 999_999, -10_001]) {
    const error = tencentError(thrown(code));
    assert.deepEqual([error.code, error.retry, error.engine?.code], ['engine', 'never', code]);
  }
});

test('words of the back end of the site reach the person; those of the vendor do not', () => {
  for (const code of [120_001, 130_000, 10_100, 10_200]) {
    const error = tencentError(thrown(code, 'No prices here, please'));
    assert.deepEqual([error.code, error.reason], ['rejected-content', 'No prices here, please']);
    assert.equal(tencentError(thrown(code)).reason, undefined);
  }
  assert.equal(tencentError(thrown(20_006, 'for logs')).reason, undefined);
});

test('what is no error of the SDK keeps its meaning', () => {
  const own = new ImError('too-late');
  assert.equal(tencentError(own), own);
  assert.equal(tencentError(new DOMException('stopped', 'AbortError')).code, 'aborted');
  assert.equal(tencentError(new DOMException('cut', 'NetworkError')).code, 'engine');
  const failed = tencentError(new TypeError('x is not a function'));
  assert.deepEqual([failed.code, failed.retry, failed.engine?.name], ['engine', 'never', 'tencent']);
  assert.match(failed.message, /x is not a function/);
});

test('nothing makes it throw', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => assert.fail('read'),
      has: () => assert.fail('looked'),
    },
  );
  assert.equal(tencentError(hostile).code, 'engine');
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }),
    fc.record({ code: fc.anything(), message: fc.anything() }),
    fc.record({ code: fc.integer(), message: fc.string() }),
    fc.integer({ min: -200_000, max: 200_000 }).map((code) => thrown(code)),
  );
  fc.assert(
    fc.property(anything, (value) => {
      const error = tencentError(value);
      assert.ok(isImError(error) && error.message.length > 0 && error.engine?.name === 'tencent');
    }),
    { numRuns: 2000 },
  );
});
