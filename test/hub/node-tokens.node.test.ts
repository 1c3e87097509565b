import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { createTokens, TOKEN_AUDIENCE } from '../../hub/host/node/tokens.js';
import { HubError } from '../../hub/service/index.js';

const secret = randomBytes(32);
const HOUR = 3_600_000;

const refused = (words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof HubError, String(error));
  assert.equal(error.code, 'unauthorized');
  assert.equal(error.field, 'token');
  assert.match(error.message, words);
  return true;
};

test('a token says who somebody is, for as long as it was issued', async () => {
  let now = Date.UTC(2026, 0, 1);
  const tokens = createTokens(secret, () => now);
  const token = await tokens.issue(
    { userId: 'ada', name: 'Ada', avatar: 'https://a.example/a.png', kind: 'user' },
    HOUR,
  );
  const claims = {
    userId: 'ada',
    name: 'Ada',
    avatar: 'https://a.example/a.png',
    kind: 'user',
    expiresAt: now + HOUR,
    issuedAt: now,
  };
  assert.deepEqual(await tokens.verify(token), claims);
  now += HOUR + 4_000;
  assert.equal((await tokens.verify(token)).userId, 'ada', 'clocks may differ by five seconds');
  now += 2_000;
  await assert.rejects(tokens.verify(token), refused(/^token is expired$/));
});

test('a visitor token is a token of kind visitor', async () => {
  const tokens = createTokens(secret);
  const claims = await tokens.verify(await tokens.visitor('visitor-1'));
  assert.equal(claims.kind, 'visitor');
  assert.equal(claims.userId, 'visitor-1');
});

test('foreign, forged, unsigned and unfit tokens are refused, naming which', async () => {
  const tokens = createTokens(secret);
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const sign = (claims: Record<string, unknown>, alg = 'HS256', key: Uint8Array = secret) =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
  const good = { sub: 'ada', aud: TOKEN_AUDIENCE, exp };
  const whole = await sign(good);
  const [head, , signature] = whole.split('.');
  const forged = `${head}.${base64url.encode(JSON.stringify({ ...good, sub: 'root' }))}.${signature}`;
  const unsigned = new UnsecuredJWT({ sub: 'ada', aud: TOKEN_AUDIENCE, exp }).encode();
  const noneWithSignature = `${base64url.encode('{"alg":"none"}')}.${whole.split('.')[1]}.${signature}`;
  const cases: readonly [string, unknown, RegExp][] = [
    ['foreign secret', await sign(good, 'HS256', randomBytes(32)), /^token is signed with another secret, or forged$/],
    ['forged claims', forged, /^token is signed with another secret, or forged$/],
    ['alg none', unsigned, /^token is signed with an algorithm other than HS256$/],
    ['alg none, a signature kept', noneWithSignature, /algorithm other than HS256$/],
    ['another algorithm', await sign(good, 'HS512', randomBytes(64)), /algorithm other than HS256$/],
    [
      'the right secret, another algorithm',
      await sign(good, 'HS384', Buffer.concat([secret, secret])),
      /other than HS256$/,
    ],
    ['another audience', await sign({ ...good, aud: 'other' }), /^token is made for another audience$/],
    ['no audience', await sign({ sub: 'ada', exp }), /^token is made for another audience$/],
    ['no end', await sign({ sub: 'ada', aud: TOKEN_AUDIENCE }), /claim "exp" is missing or wrong$/],
    ['nobody', await sign({ aud: TOKEN_AUDIENCE, exp }), /claim "sub" is missing or wrong$/],
    ['empty nobody', await sign({ ...good, sub: '' }), /claim "sub" is missing or wrong$/],
    ['not yet good', await sign({ ...good, nbf: exp }), /claim "nbf" is missing or wrong$/],
    ['no token', 'hello', /^token is malformed$/],
    ['empty', '', /^token is missing$/],
    ['a number', 7, /^token is missing$/],
    ['null', null, /^token is missing$/],
  ];
  for (const [name, token, words] of cases) {
    await assert.rejects(tokens.verify(token as string), refused(words), name);
  }
});

test('what the hub signs for itself is no token, and no token passes for it', async () => {
  let now = Date.now();
  const tokens = createTokens(secret, () => now);
  const sealed = await tokens.seal({ file: 'f1', user: 'ada' }, 1000);
  assert.deepEqual(await tokens.open(sealed), { file: 'f1', user: 'ada' });
  await assert.rejects(tokens.verify(sealed), refused(/^token is made for another audience$/));
  const token = await tokens.issue({ userId: 'ada', kind: 'user' }, HOUR);
  await assert.rejects(tokens.open(token), refused(/^signature is made for another audience$/));
  await assert.rejects(createTokens(randomBytes(32)).open(sealed), refused(/^signature is signed with another secret/));
  now += 2000;
  await assert.rejects(tokens.open(sealed), refused(/^signature is expired$/));
});
