import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isImError } from '../../core/model/index.js';
import { CALL_TIMEOUT, Calls, type Clock } from '../../engines/hub/calls.js';
import { notConnected } from '../../engines/hub/errors.js';
import type { Request } from '../../hub/protocol/index.js';

/** Time that passes when the test says so. */
const manualClock = () => {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let next = 1;
  const clock: Clock = {
    now: () => now,
    setTimeout: (run, ms) => {
      timers.set(next, { at: now + ms, run });
      return next++;
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
  };
  const pass = (ms: number) => {
    now += ms;
    for (const [id, timer] of timers) {
      if (timer.at > now) continue;
      timers.delete(id);
      timer.run();
    }
  };
  return { clock, pass, timers };
};

const setup = () => {
  const sent: Request[] = [];
  const time = manualClock();
  return { sent, ...time, calls: new Calls((frame) => void sent.push(frame), time.clock) };
};

const code = (expected: string) => (error: unknown) => isImError(error) && error.code === expected;

describe('calls', () => {
  it('refuses what no port takes, and waits for nothing', async () => {
    const { clock, timers } = manualClock();
    const calls = new Calls((frame) => void JSON.stringify(frame), clock);
    const circle: Record<string, unknown> = { kind: 'x.circle' };
    circle.self = circle;
    const sending = calls.call('messages.send', { clientId: 'c', conversation: 'direct:b', content: circle as never });
    await assert.rejects(sending, code('invalid'));
    assert.equal(timers.size, 0);
  });

  it('takes nothing for an answer that is none', () => {
    const { calls } = setup();
    for (const frame of [undefined, null, 'x', 1, [], {}, { id: 1 }, { ok: true }, { bye: { why: 'closing' } }])
      assert.equal(calls.answer(frame), false);
    assert.equal(calls.answer({ id: 77, ok: true, result: {} }), true);
  });

  it('finds the question of an answer, in any order', async () => {
    const { sent, calls } = setup();
    const first = calls.call('session.ping', {});
    const second = calls.call('conversations.unread', {});
    assert.deepEqual(
      sent.map(({ id, op }) => [id, op]),
      [
        [1, 'session.ping'],
        [2, 'conversations.unread'],
      ],
    );
    calls.answer({ id: 2, ok: true, result: { count: 3, muted: 0 } });
    calls.answer({ id: 1, ok: true, result: { time: 7 } });
    assert.deepEqual(await second, { count: 3, muted: 0 });
    assert.deepEqual(await first, { time: 7 });
  });

  it('turns a refusal into an ImError, even one without a code', async () => {
    const { calls } = setup();
    const first = calls.call('session.ping', {});
    const second = calls.call('session.ping', {});
    calls.answer({ id: 1, ok: false, error: { code: 'too-many', message: 'slow down', retryAfter: 40 } });
    calls.answer({ id: 2, ok: false, error: 'nonsense' as never });
    await assert.rejects(
      first,
      (error) => code('too-many')(error) && (error as { retryAfter: number }).retryAfter === 40,
    );
    await assert.rejects(second, code('engine'));
  });

  it('gives up after the time limit, once, and ignores what comes too late or twice', async () => {
    const { calls, pass, timers } = setup();
    const late = calls.call('session.ping', {});
    const refused = assert.rejects(late, code('timeout'));
    pass(CALL_TIMEOUT - 1);
    assert.equal(timers.size, 1);
    pass(1);
    await refused;
    calls.answer({ id: 1, ok: true, result: { time: 1 } });
    calls.answer({ id: 99, ok: true, result: {} });
  });

  it('leaves no timer behind, however a call ends', async () => {
    const { calls, timers } = setup();
    const stop = new AbortController();
    const answered = calls.call('session.ping', {}, { signal: stop.signal });
    calls.answer({ id: 1, ok: true, result: { time: 1 } });
    await answered;
    const stopped = calls.call('session.ping', {}, { signal: stop.signal });
    stop.abort();
    await assert.rejects(stopped, code('aborted'));
    await assert.rejects(calls.call('session.ping', {}, { signal: stop.signal }), code('aborted'));
    assert.equal(timers.size, 0);
  });

  it('rejects all that wait, and all that come, when the connection closes', async () => {
    const { calls, sent, timers } = setup();
    const waiting = [calls.call('session.ping', {}), calls.call('session.ping', {})];
    calls.close(notConnected('cut'));
    for (const call of waiting) await assert.rejects(call, code('not-connected'));
    await assert.rejects(calls.call('session.ping', {}), code('not-connected'));
    assert.equal(sent.length, 2);
    assert.equal(timers.size, 0);
  });
});
