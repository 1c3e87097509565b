import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOf } from '../../hub/host/node/address.js';
import { startHub } from '../../hub/host/node/index.js';
import { enter, hubHere, post } from './support/hub.js';
import { SECRET, scratch } from './support/process.js';

test('a start that fails half-way leaves nothing behind: the same directory can be started on', async () => {
  const start = { data: scratch('half'), port: 0, host: '127.0.0.1', secret: SECRET, log: false } as const;
  const extend = () => {
    throw new Error('the seed failed');
  };
  await assert.rejects(startHub({ ...start, extend }), /the seed failed/);
  await assert.rejects(startHub({ ...start, static: [{ prefix: 'no slash', dir: '/' }] }), /path should be/);
  await (await hubHere(start)).close();
});

test('one line has one share, however many IPv6 addresses it has', () => {
  const cases: Readonly<Record<string, string>> = {
    '203.0.113.7': '203.0.113.7',
    '::ffff:203.0.113.7': '203.0.113.7',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:db8:1:2::9': '2001:db8:1:2::/64',
    '2001:0DB8:0001:0002::9': '2001:db8:1:2::/64',
    '2001:db8::9': '2001:db8:0:0::/64',
    'fe80::1%eth0': 'fe80:0:0:0::/64',
    '::1': '0:0:0:0::/64',
    '::': '0:0:0:0::/64',
  };
  for (const [address, network] of Object.entries(cases)) assert.equal(networkOf(address), network, address);
  assert.equal(networkOf(undefined), '');
});

test('files do not take the last of the disk: they are refused, messages are not', async () => {
  const { url, close } = await hubHere({ limits: { spareBytes: Number.MAX_SAFE_INTEGER } });
  const ada = await enter(url, 'ada');
  const { token } = await ada.call('media.ticket', {});
  const answer = await post(url, token, { name: 'a.txt', type: 'text/plain', bytes: 'x' });
  assert.equal(answer.status, 503);
  const { code, message } = (await answer.json()) as { code: string; message: string };
  assert.equal(code, 'storage');
  assert.match(message, /nearly full/);
  await enter(url, 'ben');
  assert.equal((await ada.send('direct:ben', 'still said', 'c1')).seq, 1);
  await close();
});
