import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isImError } from '../../../core/model/index.js';
import { Pace } from '../../../engines/tencent/pace.js';

/** The SDK's own rule: a window begins with the first call after the last one ended; beyond `count` in it calls are refused. */
const refusals = (times: readonly number[], count: number, ms: number): number => {
  let [from, made, refused] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (const at of times) {
    if (at - from > ms) [from, made] = [at, 0];
    made += 1;
    if (made > count) refused += 1;
  }
  return refused;
};

describe('the pace that the SDK sets', () => {
  it('lets as many through as it takes, and the rest in their order, with none refused', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const pace = new Pace(() => Date.now());
    const made: [call: number, at: number][] = [];
    for (let call = 0; call < 60; call++) void pace.turn('getroammsg').then(() => made.push([call, Date.now()]));
    for (let step = 0; step < 500 && made.length < 60; step++) {
      await Promise.resolve();
      t.mock.timers.tick(10);
    }
    assert.deepEqual(
      made.map(([call]) => call),
      Array.from({ length: 60 }, (_, n) => n),
    );
    assert.equal(made.filter(([, at]) => at === made[0]?.[1]).length, 18);
    assert.equal(
      refusals(
        made.map(([, at]) => at),
        20,
        1_000,
      ),
      0,
    );
  });

  it('keeps nobody waiting for what has no limit, and nobody who gave up', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const pace = new Pace(() => Date.now());
    for (let call = 0; call < 200; call++) await pace.turn('sendmsg');
    await pace.turn('read_all_unread_msg');
    const stop = new AbortController();
    const waiting = pace.turn('read_all_unread_msg', stop.signal);
    stop.abort();
    await assert.rejects(waiting, (error) => isImError(error) && error.code === 'aborted');
  });
});
