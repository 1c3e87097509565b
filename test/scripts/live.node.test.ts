import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { livePlugin, tencentApp } from '../../scripts/lib/live.mjs';
import { readUserSig } from '../peers/tencent/user-sig.js';

const SET = { TENCENT_APP_ID: '1400000000', TENCENT_SECRET_KEY: 'the key of the app' };

const asked = (env: NodeJS.ProcessEnv, address: string, ip = '127.0.0.1'): Record<string, unknown> | undefined => {
  const url = new URL(address, 'http://localhost:8000');
  const answer = livePlugin(env).serve({ path: url.pathname, URL: url, ip });
  return answer && JSON.parse(answer.body);
};

const claims = (answer: Record<string, unknown> | undefined): Record<string, unknown> => {
  const base64 = String(answer?.userSig).replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString());
};

test('without credentials it says what is missing, and signs nothing', () => {
  assert.match(String(tencentApp({}).reason), /not tried: TENCENT_APP_ID and TENCENT_SECRET_KEY not set/);
  assert.match(String(tencentApp({ ...SET, TENCENT_SECRET_KEY: '' }).reason), /: TENCENT_SECRET_KEY not set/);
  assert.deepEqual(Object.keys(asked({}, '/__live__/tencent?user=ada') ?? {}), ['reason']);
});

test('wrong values are told, not skipped over', () => {
  assert.throws(() => tencentApp({ ...SET, TENCENT_APP_ID: 'my app' }), /TENCENT_APP_ID/);
  assert.throws(() => tencentApp({ ...SET, TENCENT_SERVER: 'chat.example.com' }), /TENCENT_SERVER/);
});

test('the page is told the app, never the key', () => {
  const env = { ...SET, TENCENT_SERVER: 'wss://chat.example.com' };
  assert.deepEqual(asked(env, '/__live__/tencent'), { sdkAppId: 1_400_000_000, server: 'wss://chat.example.com' });
  assert.deepEqual(Object.keys(asked(env, '/__live__/tencent?user=ada') ?? {}), ['userSig']);
});

test('it signs for one person, for as long as asked, as the service checks it', () => {
  const sig = String(asked({}, '/__live__/loopback?user=ada&life=60')?.userSig);
  const read = readUserSig(sig);
  assert.equal(read?.user, 'ada');
  assert.equal(read?.good, true);
  assert.ok(read && Math.abs(read.until - Date.now() - 60_000) < 30_000);
  assert.equal(readUserSig(String(asked({}, '/__live__/loopback?user=ada&kind=forged')?.userSig))?.good, false);
  const old = claims(asked(SET, '/__live__/tencent?user=ada&kind=expired'));
  assert.ok((Number(old['TLS.time']) + Number(old['TLS.expire'])) * 1000 < Date.now());
});

test('who is not on this machine, or came by another name, is answered nothing', () => {
  assert.deepEqual(asked(SET, '/__live__/tencent?user=ada', '192.0.2.1'), {});
  assert.deepEqual(asked(SET, 'http://evil.example/__live__/tencent?user=ada'), {});
  assert.equal(asked(SET, '/something/else'), undefined);
});
