import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHub } from '../../hub/host/node/index.js';
import { hubHere } from './support/hub.js';
import { SECRET, scratch } from './support/process.js';

test('a start that fails half-way leaves nothing behind: the same directory can be started on', async () => {
  const start = { data: scratch('half'), port: 0, host: '127.0.0.1', secret: SECRET, log: false } as const;
  const extend = () => {
    throw new Error('the seed failed');
  };
  await assert.rejects(startHub({ ...start, extend }), /the seed failed/);
  await assert.rejects(startHub({ ...start, static: [{ prefix: 'no slash', dir: '/' }] }), /prefix/);
  await (await hubHere(start)).close();
});
