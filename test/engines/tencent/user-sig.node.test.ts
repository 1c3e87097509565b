import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { readUserSig } from '../../peers/tencent/user-sig.js';

const FILE = new URL('../../../docs/engines/tencent-user-sig.mjs', import.meta.url);
const PAGE = new URL('../../../docs/engines/tencent.md', import.meta.url);

interface Wanted {
  readonly sdkAppId: number;
  readonly key: string;
  readonly userId: string;
  readonly seconds?: number;
  readonly now?: number;
}
const { userSig } = (await import(FILE.href)) as { readonly userSig: (wanted: Wanted) => string };

const read = (sig: string): Record<string, unknown> => {
  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString('utf8'));
};

const KEY = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';

/** Made once with Python's hmac and zlib; the second also with `openssl dgst -hmac`. The first is the example of the vendor's libraries. */
const VECTORS: readonly (Required<Wanted> & { readonly hmac: string; readonly made: string })[] = [
  {
    sdkAppId: 1400000000,
    key: KEY,
    userId: 'xiaojun',
    seconds: 15552000,
    now: 1700000000,
    hmac: 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=',
    made: 'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwhWZiflZpXlQqeKU7MSCgswUJStDEwMogMiUZOamKlkZmqOKplYUZBaBxE1NTY3gosWZ6UpWSj5ljuYp*p7l5unBxXnF2WVhVU4uAf7Ozi5JpX7O5SbuHuUhzgZJmQXaTia2SrUAohcx8g__',
  },
  {
    sdkAppId: 1400000000,
    key: KEY,
    userId: 'ada',
    seconds: 86400,
    now: 1764000000,
    hmac: 'ZBDtl1WZpBL9KRFsG8mnLNl5hgZK2aC3TpURE6/5dYk=',
    made: 'eJyrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkElMSYRLFKdmJBQWZKUBhQxMDKIDKpVYUZBalAmUszEzggiWZuSAhQ3MzExTFxZnpIKOjnFxKcgzDowqcfCy9g9yK3S1y83z8ckwz0qO8jRKdjUMKQoNczfRNUyKzbZVqAWRRMHk_',
  },
  {
    sdkAppId: 20000001,
    key: '0'.repeat(64),
    userId: 'u_+/=~@.-',
    seconds: 60,
    now: 1,
    hmac: 'J4tXBbqzKA8jGaDqIuWQSGT6Z4DZUETldvSvNEwWZBM=',
    made: 'eJyrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkSuO19W3rHPR0YdLFKdmJBQWZKUBJIwMwMITKpFYUZBalAsXNDKAiJZm5ID5MQXFmOshIL5OSCKekwipvR4ss90SXQs-S8MBg9xCzKBOXqFDXkJyUsuAyP9fy8CgnX1ulWgApBC-G',
  },
];

for (const { hmac, made, ...wanted } of VECTORS)
  test(`signs for ${wanted.userId} as other implementations do`, () => {
    const document = read(userSig(wanted));
    assert.equal(document['TLS.sig'], hmac);
    assert.deepEqual(document, read(made));
  });

test('is safe in an address, and holds a day unless told otherwise', () => {
  const before = Math.floor(Date.now() / 1000);
  const sig = userSig({ sdkAppId: 1, key: KEY, userId: 'ada' });
  assert.match(sig, /^[\w*-]+$/);
  const document = read(sig);
  assert.equal(document['TLS.expire'], 86_400);
  assert.ok(Number(document['TLS.time']) >= before);
});

test('every user id that it takes comes back whole', () => {
  const ids = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((unit) => String.fromCharCode(unit)),
    minLength: 1,
    maxLength: 32,
  });
  fc.assert(
    fc.property(ids, (userId) => {
      const sig = userSig({ sdkAppId: 7, key: KEY, userId });
      assert.match(sig, /^[\w*-]+$/);
      assert.equal(read(sig)['TLS.identifier'], userId);
    }),
  );
});

const GOOD = { sdkAppId: 1, key: KEY, userId: 'ada' };
const WRONG: readonly (readonly [name: string, wrong: Record<string, unknown>])[] = [
  ['sdkAppId', { sdkAppId: '1' }],
  ['sdkAppId', { sdkAppId: 0 }],
  ['key', { key: '' }],
  ['userId', { userId: '' }],
  ['userId', { userId: 'a\nTLS.expire:999999999' }],
  ['userId', { userId: 'a'.repeat(33) }],
  ['seconds', { seconds: -1 }],
];
for (const [name, wrong] of WRONG)
  test(`names ${name} when it is ${JSON.stringify(wrong[name])}`, () => {
    assert.throws(() => userSig({ ...GOOD, ...wrong } as Wanted), new RegExp(`^TypeError: ${name}: `));
  });

test('the peer knows a good one from a forged one, and when it ends', () => {
  const wanted = { sdkAppId: 1, userId: 'ada', seconds: 60, now: 1000 };
  assert.deepEqual(readUserSig(userSig({ ...wanted, key: 'demo' })), { user: 'ada', until: 1_060_000, good: true });
  assert.equal(readUserSig(userSig({ ...wanted, key: 'another' }))?.good, false);
  assert.equal(readUserSig('nothing of the kind'), undefined);
});

test('the page shows the file as it is', () => {
  assert.ok(readFileSync(PAGE, 'utf8').includes(`\`\`\`js\n${readFileSync(FILE, 'utf8')}\`\`\``));
});
