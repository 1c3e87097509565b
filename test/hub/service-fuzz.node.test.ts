import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { OPS } from '../../hub/service/ops/registry.js';
import { onEveryStorage, settle, TestClient } from './support/service.js';

const NAMES = Object.keys(OPS);
const FIELDS = [
  'conversation',
  'content',
  'clientId',
  'ids',
  'limit',
  'group',
  'users',
  'patch',
  'marks',
  'token',
  'device',
];

const value = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
  fc.constantFrom(
    'direct:bob',
    'group:g',
    'direct:',
    ['bob'],
    { kind: 'text', text: 'x' },
    -1,
    1.5,
    Number.NaN,
    2 ** 60,
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\ud800',
    'x'.repeat(300_000),
    '../../etc/passwd',
    "'; DROP TABLE users;--",
  ),
);
const args = fc.oneof(fc.dictionary(fc.constantFrom(...FIELDS), value), value);
const call = fc.record({ id: fc.oneof(fc.nat(), value), op: fc.oneof(fc.constantFrom(...NAMES), value), args });
const frame = fc.oneof(
  { weight: 5, arbitrary: call },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.json() },
);

const CODES = new Set([
  'invalid',
  'unsupported',
  'not-found',
  'unauthorized',
  'forbidden',
  'too-large',
  'conflict',
  'rejected-content',
]);

onEveryStorage('malformed frames', (make) => {
  it('are answered with an error that says what is wrong, and never end the hub', async () => {
    const { hub, enter } = await make();
    const bob = await enter('bob');
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 15 }), fc.boolean(), async (frames, signedIn) => {
        const client = signedIn ? await enter('ann') : new TestClient(hub);
        for (const one of frames) client.connection.receive(one);
        await settle();
        for (const answer of client.frames) {
          if (!('ok' in answer) || answer.ok) continue;
          assert.ok(CODES.has(answer.error.code), JSON.stringify(answer.error));
        }
        client.connection.closed();
      }),
      { numRuns: 150, seed: 11 },
    );
    const ann = await enter('ann');
    await ann.send('direct:bob', 'still here');
    await settle();
    assert.equal(bob.messages.at(-1)?.content.text, 'still here');
    assert.equal(hub.stats().errors.internal, undefined);
    assert.equal(hub.stats().errors.storage, undefined);
  });

  it('name the field, keep the id, and are enough after twenty', async () => {
    const { hub, enter } = await make();
    const client = await enter('ann');
    const answer = (raw: unknown) => {
      client.connection.receive(raw);
      return client.frames.at(-1);
    };
    assert.deepEqual(answer('{"id":1'), {
      id: 0,
      ok: false,
      error: { code: 'invalid', message: 'frame: is not JSON', field: 'frame' },
    });
    assert.deepEqual(answer({ id: 7, op: 1 }), {
      id: 7,
      ok: false,
      error: { code: 'invalid', message: 'op: must be a string', field: 'op' },
    });
    client.connection.receive({ id: 8, op: 'toString', args: {} });
    client.connection.receive({ id: 9, op: 'conversations.read', args: { conversation: 'direct:bob', upTo: '1' } });
    client.connection.receive('{"id":10,"op":"session.ping","args":{}}');
    await settle();
    const by = (id: number) => client.frames.find((one) => 'id' in one && one.id === id);
    assert.equal((by(8) as { error: { code: string } }).error.code, 'unsupported');
    assert.equal((by(9) as { error: { field: string } }).error.field, 'upTo');
    assert.equal((by(10) as { ok: boolean }).ok, true);
    for (let n = 0; n < 18; n++) client.connection.receive(n);
    assert.equal(client.bye?.why, 'kicked');
    assert.ok(client.closed);
    client.connection.receive({ id: 11, op: 'session.ping', args: {} });
    await settle();
    assert.equal(hub.stats().connections, 0);
  });
});
