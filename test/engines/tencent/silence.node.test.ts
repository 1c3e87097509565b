import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SaidSilence } from '../../../engines/tencent/sdk-settings.js';
import { readSilence, silenceFor } from '../../../engines/tencent/silence.js';

const HOUR = 3_600_000;
const NONE = { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} } as const;
const now = Date.now();

/** As the SDK counts: hours of today by this device's clock. */
const heard = (said: SaidSilence) => {
  const today = new Date();
  const { startHour = 0, startMinute = 0, startSecond = 0, duration = 0, isRepeated = true } = said;
  const from = new Date(today.getFullYear(), today.getMonth(), today.getDate(), startHour, startMinute, startSecond);
  const startTime = Math.round(from.getTime() / 1000);
  return { messageRemindType: said.messageRemindType, startTime, endTime: startTime + duration, isRepeated };
};

describe('the one silence of Tencent', () => {
  it('is a pause', () => {
    const until = Math.ceil(now / 1000) * 1000 + HOUR;
    const told = heard(silenceFor(NONE, { pausedUntil: until }, now));
    assert.deepEqual(readSilence(told), { ...NONE, pausedUntil: until });
    assert.ok(told.startTime * 1000 <= now, 'begins now');
    assert.deepEqual(silenceFor({ ...NONE, pausedUntil: until }, { pausedUntil: 0 }, now), {
      messageRemindType: 'AcceptAndNotify',
    });
  });

  it('is a pause also by a clock that is days ahead or behind', () => {
    for (const days of [-3, 3]) {
      const service = now - days * 24 * HOUR;
      const until = Math.ceil(service / 1000) * 1000 + HOUR;
      const told = heard(silenceFor(NONE, { pausedUntil: until }, service));
      assert.deepEqual([told.endTime, told.startTime <= service / 1000], [until / 1000, true]);
    }
  });

  it('is a level for all', () => {
    const told = heard(silenceFor(NONE, { all: 'none' }, now));
    assert.deepEqual(readSilence(told), { ...NONE, all: 'none' });
  });

  it('is hours of each day, from the same moment on in whatever zone', () => {
    const quiet = { start: '22:30', minutes: 480, zone: 'Asia/Shanghai', level: 'none' } as const;
    const told = heard(silenceFor(NONE, { quiet }, now));
    assert.deepEqual(readSilence(told, 'Asia/Shanghai').quiet, quiet);
    assert.deepEqual(readSilence(told, 'UTC').quiet, { ...quiet, zone: 'UTC', start: '14:30' });
    assert.deepEqual(readSilence(told, 'Asia/Kolkata').quiet, { ...quiet, zone: 'Asia/Kolkata', start: '20:00' });
    assert.ok(told.startTime * 1000 <= now && told.startTime * 1000 > now - 24 * HOUR, 'began within a day');
  });

  it('never takes the place of another one, nor what it cannot keep', () => {
    const quiet = { start: '22:30', minutes: 480, zone: 'UTC', level: 'none' } as const;
    const paused = { ...NONE, pausedUntil: now + HOUR };
    const all = [
      [{ ...NONE, quiet }, { pausedUntil: now + HOUR }],
      [{ ...NONE, quiet }, { all: 'none' }],
      [paused, { quiet }],
      [NONE, { all: 'mentions' }],
      [NONE, { quiet: { ...quiet, level: 'mentions' } }],
      [NONE, { kinds: { group: 'none' } }],
      [NONE, { spaces: { tea: 'none' } }],
    ] as const;
    for (const [before, patch] of all)
      assert.throws(() => silenceFor(before, patch, now), { code: 'unsupported' }, JSON.stringify(patch));
    assert.equal(
      silenceFor({ ...NONE, pausedUntil: now - 1 }, { quiet }, now).duration,
      480 * 60,
      'a pause that is over',
    );
  });

  it('reads what says nothing as none', () => {
    const nothing = { startTime: 0, endTime: 0, isRepeated: true };
    assert.deepEqual(readSilence({ messageRemindType: 'AcceptNotNotify', ...nothing }), NONE);
    assert.deepEqual(readSilence({ messageRemindType: 'AcceptAndNotify', ...nothing, endTime: 9 }), NONE);
  });
});
