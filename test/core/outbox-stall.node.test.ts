import assert from 'node:assert/strict';
import { it } from 'node:test';
import { A, visit } from './support/outbox-bench.js';

const bytes = () => new Blob(['abc'], { type: 'text/plain' });

it('an upload that moves no more is begun anew, later each time, and is never lost', async () => {
  const v = await visit();
  v.engine.uploadFate = (_, progress) => {
    progress(0.5);
    return v.clock.now() < start + 300_000 ? { hang: true } : {};
  };
  const start = v.clock.now();
  v.outbox.start();
  await v.write('f', A, 'f', bytes());
  await v.clock.advance(59_000);
  assert.equal(v.state('f'), 'uploading');
  await v.clock.advance(600_000);
  assert.equal(v.state('f'), 'sent');
  assert.deepEqual(v.engine.uploads.at(-1), 'f');
  const times = v.engine.calls.filter(({ what }) => what === 'upload').map(({ at }) => at - start);
  const waits = times.slice(1).map((at, index) => at - (times[index] as number) - 60_000);
  assert.ok(
    waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] as number)),
    String(waits),
  );
  assert.equal(v.engine.busy, 0);
  assert.equal(v.clock.waiting, 0);
});

it('a slow upload that goes on is left alone, whether it tells or not', async () => {
  const v = await visit();
  const file = { name: 'g', bytes: 30_000_000, mime: 'text/plain', localKey: 'g' };
  v.engine.uploadFate = (name, progress) => {
    if (name === 'f') for (let s = 1; s < 40; s += 1) v.clock.setTimeout(() => progress(s / 40), s * 50_000);
    return { delay: 2_000_000 };
  };
  v.outbox.start();
  await v.write('f', A, 'f', bytes());
  const message = { clientId: 'g', conversationId: 'direct:ben', content: { kind: 'file', file } } as const;
  const entry = { id: 'g', conversationId: 'direct:ben', command: 'send', message, blobKey: 'g' } as const;
  await v.outbox.add(entry, [], bytes());
  await v.clock.advance(2_100_000);
  assert.deepEqual([v.state('f'), v.state('g')], ['sent', 'sent']);
  assert.equal(v.engine.uploads.length, 2);
});
