import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Link } from '../../../engines/tencent/link.js';
import { extensionsOf } from '../../../engines/tencent/marks.js';
import { Pace } from '../../../engines/tencent/pace.js';
import type { SdkMessage } from '../../../engines/tencent/sdk.js';

test('the extensions of a long page are asked for some at a time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const pace = new Pace(() => Date.now());
  const began = Date.now();
  const asked: number[] = [];
  const link: Pick<Link, 'call'> = {
    async call<T>(_: unknown, options: { readonly signal?: AbortSignal } = {}, command = ''): Promise<T> {
      await pace.turn(command, options.signal);
      asked.push(Date.now() - began);
      return { extensions: [] } as T;
    },
  };
  for (let n = 0; n < 100; n++) void extensionsOf(link, { ID: `1-2-${n}` } as SdkMessage);
  for (let step = 0; step < 1_000 && asked.length < 100; step++) {
    await Promise.resolve();
    t.mock.timers.tick(10);
  }
  assert.deepEqual([asked.length, asked.filter((at) => at < 1_000).length], [100, 30]);
});
