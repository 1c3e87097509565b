import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ConversationId, ImError } from '../../core/model/index.js';
import { A, arrived, B, ids, visit } from './support/outbox-bench.js';

describe('outbox: order and pace', () => {
  it('keeps the order of a conversation whatever each send takes', async () => {
    const v = await visit();
    v.engine.fate = (m) => ({ delay: m.clientId === 'm0' ? 500 : 5 });
    v.outbox.start();
    await Promise.all(ids(5).map((id) => v.write(id)));
    assert.deepEqual(v.pending(), ids(5));
    await v.clock.advance(2000);
    assert.deepEqual(arrived(v), ids(5));
    assert.deepEqual(v.placed(), ids(5));
    assert.deepEqual(v.pending(), []);
    assert.equal(v.outbox.size, 0);
    assert.equal(v.row('m3')?.serverId, 's-m3');
    assert.equal(v.row('m3')?.order?.seq, 4);
  });

  it('moves at most four conversations at once and lets none wait for another', async () => {
    const v = await visit();
    v.engine.fate = (m) => (m.conversationId === A ? { hang: true } : { delay: 10 });
    v.outbox.start();
    await v.write('stuck');
    for (let i = 0; i < 8; i += 1) await v.write(`x${i}`, `direct:u${i}`);
    await v.clock.advance(100);
    assert.equal(v.engine.arrived.length, 9);
    assert.equal(v.engine.widest, 4);
    assert.equal(v.state('stuck'), 'sending');
  });

  it('waits instead of failing when the back end takes five a second', async () => {
    const v = await visit({ rate: 5 });
    v.outbox.start();
    await Promise.all(ids(11).map((id) => v.write(id, id < 'm5' ? A : B)));
    await v.clock.advance(1999);
    assert.equal(v.engine.arrived.length, 10);
    await v.clock.advance(1);
    assert.equal(v.engine.arrived.length, 11);
    const at = v.engine.calls.map((call) => call.at);
    for (const start of at) assert.ok(at.filter((t) => t >= start && t < start + 1000).length <= 5);
  });

  it('sends nothing before it is started, while cut off, and after it is stopped', async () => {
    const v = await visit();
    await v.write('m0');
    await v.clock.advance(1000);
    v.connected = false;
    v.outbox.start();
    await v.clock.advance(1000);
    assert.equal(v.engine.calls.length, 0);
    v.connected = true;
    v.outbox.start();
    v.outbox.stop();
    await v.write('m1');
    await v.clock.advance(1000);
    assert.equal(v.engine.calls.length, 0);
    assert.equal(v.state('m1'), 'queued');
  });

  it('waits, in order, while a live room is joined again; what is refused once one is in no room fails', async () => {
    const v = await visit();
    const room = 'room:live' as ConversationId;
    const rooms = (ids: readonly string[]) => v.store.commit('cache', (writer) => writer.list('rooms', ids));
    let away = true;
    v.engine.fate = () => (away ? { error: new ImError('not-found') } : { delay: 5 });
    rooms(['live']);
    v.outbox.start();
    for (const id of ids(3)) await v.write(id, room);
    await v.clock.advance(100);
    assert.deepEqual(
      ids(3).map((id) => v.state(id)),
      ['queued', 'queued', 'queued'],
    );
    away = false;
    await v.clock.advance(10_000);
    assert.deepEqual(arrived(v, room), ids(3));
    away = true;
    rooms([]);
    await v.write('late', room);
    await v.clock.advance(10_000);
    assert.equal(v.state('late'), 'failed');
  });
});

describe('outbox: identity', () => {
  it('takes the same id once, also at the same moment, and ignores a sent one', async () => {
    const v = await visit();
    await Promise.all([v.write('m0'), v.write('m0'), v.write('m0')]);
    assert.equal(v.outbox.size, 1);
    v.outbox.start();
    await v.clock.advance(10);
    await v.write('m0');
    await v.clock.advance(10);
    assert.equal(v.engine.calls.length, 1);
    assert.equal(v.outbox.size, 0);
    assert.deepEqual(v.pending(), []);
  });

  it('resolves add only when entry and row are kept together', async () => {
    const v = await visit();
    await v.write('m0');
    const entries = await v.cache.outbox.all();
    assert.deepEqual(
      entries.map((e) => e.id),
      ['m0'],
    );
    assert.equal(((await v.cache.get('message/m0')) as { delivery: { state: string } }).delivery.state, 'queued');
  });

  it('meets the echo in either order', async () => {
    const v = await visit();
    v.engine.fate = () => ({ delay: 50 });
    v.outbox.start();
    await v.write('m0');
    await v.clock.advance(10);
    v.store.commit('remote', (w) => {
      const row = v.row('m0');
      if (row) v.host.place(w, { ...row, serverId: 's-m0', order: { seq: 1, tie: '' }, delivery: { state: 'sent' } });
    });
    await v.clock.advance(100);
    assert.deepEqual(v.placed(), ['m0']);
    assert.equal(v.outbox.size, 0);
    assert.deepEqual(await v.cache.outbox.all(), []);
  });
});

describe('outbox: what errors ask for', () => {
  it('after-reconnect: waits for the connection, keeps order, counts', async () => {
    const v = await visit();
    v.outbox.start();
    v.engine.fate = () => ({ lost: true });
    await v.write('m0');
    await v.write('m1');
    v.down();
    await v.clock.advance(5000);
    assert.equal(v.state('m0'), 'queued');
    assert.equal(v.outbox.entry('m0')?.attempts, 1);
    v.engine.fate = () => ({});
    v.up();
    await v.clock.advance(10);
    assert.deepEqual(arrived(v), ['m0', 'm1']);
    assert.deepEqual(v.placed(), ['m0', 'm1']);
  });

  it('an answer lost on the way is asked for again, and the message is there once', async () => {
    const v = await visit();
    v.outbox.start();
    let lost = 0;
    v.engine.fate = () => (lost++ === 0 ? { hang: true } : {});
    await v.write('m0');
    await v.write('m1');
    await v.clock.advance(29_000);
    assert.deepEqual(arrived(v), ['m0']);
    assert.equal(v.state('m0'), 'sending');
    await v.clock.advance(10_000);
    assert.deepEqual(arrived(v), ['m0', 'm1']);
    assert.equal(v.engine.calls.filter((call) => call.id === 'm0').length, 2);
    assert.equal(v.state('m0'), 'sent');
  });

  it('backoff: waits as long as asked, else with full jitter', async () => {
    const v = await visit({ random: () => 0.5 });
    v.outbox.start();
    const errors = [new ImError('too-many', { retryAfter: 7000 }), new ImError('too-many'), new ImError('too-many')];
    v.engine.fate = () => ({ error: errors.shift() });
    await v.write('m0');
    await v.clock.advance(20_000);
    const at = v.engine.calls.map((call) => call.at);
    assert.deepEqual(
      at.slice(1).map((t, i) => t - (at[i] as number)),
      [7000, 2000, 4000],
    );
    assert.equal(v.state('m0'), 'sent');
  });

  it('after-auth: says so and waits for the next start', async () => {
    const v = await visit();
    v.outbox.start();
    v.engine.fate = () => ({ error: new ImError('unauthorized') });
    await v.write('m0');
    await v.write('m1');
    await v.clock.advance(100_000);
    assert.equal(v.rejected.length, 1);
    assert.equal(v.engine.calls.length, 1);
    v.engine.fate = () => ({});
    v.outbox.stop();
    v.outbox.start();
    await v.clock.advance(10);
    assert.deepEqual(arrived(v), ['m0', 'm1']);
  });

  it('never: a failed row with its reason, later ones go on, retry keeps its place', async () => {
    const v = await visit();
    v.outbox.start();
    let refused = true;
    v.engine.fate = (m) =>
      m.clientId === 'm1' && refused ? { error: new ImError('too-large', { limit: 9 }) } : { delay: 10 };
    for (const id of ids(3)) await v.write(id);
    await v.clock.advance(100);
    assert.deepEqual(v.row('m1')?.delivery, { state: 'failed', code: 'too-large', retryable: false, limit: 9 });
    assert.deepEqual(arrived(v), ['m0', 'm2']);
    assert.equal(v.outbox.entry('m1')?.failed, 'too-large');
    v.outbox.stop();
    await v.write('m3');
    refused = false;
    const number = v.outbox.entry('m1')?.number;
    await v.outbox.retry('m1');
    assert.equal(v.outbox.entry('m1')?.number, number);
    assert.deepEqual(v.pending(), ['m1', 'm3']);
    v.outbox.start();
    await v.clock.advance(100);
    assert.deepEqual(arrived(v), ['m0', 'm2', 'm1', 'm3']);
    assert.deepEqual(v.placed(), ['m0', 'm2', 'm1', 'm3']);
  });

  it('discard removes row, entry and blob; a message on its way is not discarded', async () => {
    const v = await visit();
    await v.cache.blobs.put('b', new Blob(['abc']));
    await v.write('m0', A, 'b');
    await v.outbox.discard('m0');
    assert.equal(v.row('m0'), undefined);
    assert.deepEqual(v.pending(), []);
    assert.deepEqual(await v.cache.outbox.all(), []);
    assert.equal(await v.cache.blobs.get('b'), undefined);
    assert.equal(await v.cache.get('message/m0'), undefined);
    v.outbox.start();
    v.engine.fate = () => ({ delay: 50 });
    await v.write('m1');
    await v.clock.advance(10);
    await assert.rejects(v.outbox.discard('m1'), { code: 'conflict' });
    await assert.rejects(v.outbox.retry('nobody'), { code: 'not-found', field: 'messageId' });
    await v.clock.advance(100);
    assert.deepEqual(v.placed(), ['m1']);
  });
});
