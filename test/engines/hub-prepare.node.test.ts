import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hubEngine } from '../../engines/hub/index.js';
import type { HubPort, OpenPort } from '../../engines/hub/port.js';

const device = { id: 'd', class: 'web' } as const;
const ann = { userId: 'ann', token: async () => 'token' };
const welcome = { user: { id: 'ann' }, session: 's', time: 0, limits: {}, cursor: 0, sync: 'replay' };

/** A far end that greets; `refuse` first tries find nobody there. */
const hub = (refuse = 0) => {
  const lines: { closed: boolean; readonly signal?: AbortSignal }[] = [];
  const open: OpenPort = async ({ signal }) => {
    const line = { closed: false, signal };
    lines.push(line);
    if (lines.length <= refuse) throw new Error('nobody is there');
    let hear = (_: unknown): void => {};
    let gone = (_: string): void => {};
    const port: HubPort = {
      onFrame: (listener) => (hear = listener),
      onClose: (listener) => (gone = listener),
      send: ({ id }) => queueMicrotask(() => hear({ id, ok: true, result: welcome })),
      close() {
        line.closed = true;
        gone('closed here');
      },
      upload: () => Promise.reject(new Error('not here')),
      resolve: (path) => path,
    };
    return port;
  };
  return { lines, engine: hubEngine({ port: open }) };
};
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a line that is opened ahead', () => {
  it('is the one that connect uses, and letting go of it then does nothing', async () => {
    const { engine, lines } = hub();
    const letGo = engine.prepare?.();
    assert.equal(lines.length, 1);
    await engine.connect(ann, { device });
    letGo?.();
    await turns();
    assert.deepEqual([lines.length, lines[0]?.closed], [1, false]);
    await engine.disconnect();
    assert.equal(lines[0]?.closed, true);
  });

  it('is used once: the next connect opens its own', async () => {
    const { engine, lines } = hub();
    engine.prepare?.();
    await engine.connect(ann, { device });
    await engine.disconnect();
    await engine.connect(ann, { device });
    assert.equal(lines.length, 2);
  });

  it('closes when nobody wants it, and connect opens another', async () => {
    const { engine, lines } = hub();
    engine.prepare?.()();
    await turns();
    assert.deepEqual([lines[0]?.closed, lines[0]?.signal?.aborted], [true, true]);
    await engine.connect(ann, { device });
    assert.equal(lines.length, 2);
  });

  it('closes when signing in ends before it was asked for', async () => {
    const { engine, lines } = hub();
    engine.prepare?.();
    const token = (): Promise<string> => Promise.reject(new Error('no token today'));
    await assert.rejects(engine.connect({ userId: 'ann', token }, { device }));
    await turns();
    assert.deepEqual([lines.length, lines[0]?.closed], [1, true]);
  });

  it('closes when the engine is told to let go, and when another is opened ahead', async () => {
    const { engine, lines } = hub();
    engine.prepare?.();
    engine.prepare?.();
    await turns();
    assert.deepEqual([lines[0]?.closed, lines[1]?.closed], [true, false]);
    await engine.disconnect();
    await turns();
    assert.equal(lines[1]?.closed, true);
  });

  it('ends with the signal of who took it', async () => {
    const stop = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const never: OpenPort = ({ signal }) => {
      signals.push(signal);
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    const engine = hubEngine({ port: never });
    engine.prepare?.();
    const connecting = engine.connect(ann, { device, signal: stop.signal });
    await turns();
    stop.abort();
    await assert.rejects(connecting);
    assert.equal(signals[0]?.aborted, true);
  });

  it('that found nobody is no reason to fail: connect tries for itself', async () => {
    const { engine, lines } = hub(1);
    engine.prepare?.();
    await engine.connect(ann, { device });
    assert.equal(lines.length, 2);
  });

  it('that found nobody while connect waits for it is replaced at once', async () => {
    const { engine, lines } = hub(1);
    engine.prepare?.();
    const connected = engine.connect(ann, { device });
    assert.equal((await connected).id, 'ann');
    assert.equal(lines.length, 2);
  });
});
