import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextChange, timeLeft } from '../../components/composer/time-left.js';

test('what is left is said in the largest unit, rounded up', () => {
  const said = [90_000_000, 3_600_000, 3_599_000, 61_000, 60_000, 59_999, 41_000, 40_000, 9_000, 1].map((left) =>
    timeLeft(left, 'en'),
  );
  assert.deepEqual(said, [
    '2 days',
    '1 hour',
    '60 minutes',
    '2 minutes',
    '1 minute',
    '1 minute',
    '50 seconds',
    '40 seconds',
    '10 seconds',
    '10 seconds',
  ]);
});

test('the words change seldom enough to be read out', () => {
  let left = 180_000;
  const said: string[] = [];
  while (left > 0) {
    said.push(timeLeft(left, 'en'));
    left -= nextChange(left);
  }
  assert.deepEqual(said, [
    '3 minutes',
    '2 minutes',
    '1 minute',
    '50 seconds',
    '40 seconds',
    '30 seconds',
    '20 seconds',
    '10 seconds',
  ]);
});
