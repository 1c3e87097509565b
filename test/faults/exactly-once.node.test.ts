import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { MESSAGES } from './exactly-once.js';
import { player } from './player.js';

const SEEDS = Number(process.env.SEEDS ?? 1_000);
const FIRST = Number(process.env.SEED ?? 1);

describe('exactly once, in the order typed', () => {
  const schedules = player(new URL('./exactly-once.ts', import.meta.url));
  after(() => schedules.end());
  const total: Record<string, number> = { typed: 0, drop: 0, duplicate: 0, reorder: 0, stall: 0, cut: 0 };
  for (let batch = 0; batch < SEEDS; batch += 100) {
    const size = Math.min(100, SEEDS - batch);
    it(`through random faults, seeds ${FIRST + batch} to ${FIRST + batch + size - 1}`, async () => {
      for (const happened of await schedules.play<Record<string, number>>(FIRST + batch, size))
        for (const [what, times] of Object.entries(happened)) total[what] = (total[what] ?? 0) + times;
    });
  }
  it('with faults of every kind on the way', () => {
    for (const [what, times] of Object.entries(total)) assert.ok(times > 0 || SEEDS < 100, `${what} never happened`);
    assert.equal(total.typed, SEEDS * MESSAGES);
  });
});
