import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImError } from '../../../core/model/index.js';
import { pinsIn } from '../../../engines/tencent/pins.js';

const lost = () => new ImError('not-connected', { message: 'not connected' });

test('a line that ends while pins are asked for leaves no error that nobody hears, and nothing known', async () => {
  const kept = new Map<string, unknown>();
  let isUp = true;
  const link: Parameters<typeof pinsIn>[0] = {
    kept: (name, make) => {
      if (!isUp) throw lost();
      if (!kept.has(name)) kept.set(name, make());
      return kept.get(name) as ReturnType<typeof make>;
    },
    call: async () => {
      isUp = false;
      throw lost();
    },
    emit: () => undefined,
  };
  await assert.rejects(pinsIn(link, 'group:tea'), { code: 'not-connected' });
  assert.deepEqual([...(kept.get('pins') as Map<string, unknown>).keys()], []);
});
