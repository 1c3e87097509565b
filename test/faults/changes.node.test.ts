import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { player } from './player.js';

const SEEDS = Number(process.env.SEEDS ?? 200);
const FIRST = Number(process.env.SEED ?? 1);

describe('edits, reactions, recalls and deletions through random faults', () => {
  const schedules = player(new URL('./changes.ts', import.meta.url));
  after(() => schedules.end());
  for (let batch = 0; batch < SEEDS; batch += 50) {
    const size = Math.min(50, SEEDS - batch);
    it(`end where the hub and both people agree, seeds ${FIRST + batch} to ${FIRST + batch + size - 1}`, async () => {
      const done = (await schedules.play<number>(FIRST + batch, size)).reduce((all, one) => all + one, 0);
      assert.ok(done > size * 5 || size < 10, `only ${done} changes`);
    });
  }
});
