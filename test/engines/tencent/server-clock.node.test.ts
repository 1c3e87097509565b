import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nowBy } from '../../../engines/tencent/outgoing.js';

it('the clock of an SDK that has signed out is our own, and its refusal is thrown at nobody', async () => {
  const refused = (): number => Promise.reject(new Error('getServerTime')) as unknown as number;
  const before = Date.now();
  const now = nowBy({ getServerTime: refused });
  assert.ok(now >= before && now <= Date.now());
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(nowBy({ getServerTime: () => before + 60_000 }), before + 60_000);
});
