import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setBounded } from '../../../engines/tencent/bounded.js';
import { writeContent } from '../../../engines/tencent/content/codec.js';
import { writeAdded } from '../../../engines/tencent/content/ours.js';
import type { EventContext } from '../../../engines/tencent/events/index.js';
import { markEvents } from '../../../engines/tencent/events/marks.js';
import type { Link } from '../../../engines/tencent/link.js';
import type { Sdk, SdkMessage } from '../../../engines/tencent/sdk.js';
import { Sending } from '../../../engines/tencent/sending.js';

const keeping = () => {
  const all = new Map<string, unknown>();
  const kept = <T>(name: string, make: () => T): T => {
    if (!all.has(name)) all.set(name, make());
    return all.get(name) as T;
  };
  /** Entries of all that is kept. */
  const size = () => {
    const maps = [...all.values()].flatMap((one) => (one instanceof Map ? [one] : Object.values(one as object)));
    return maps.reduce((sum, one) => sum + (one as Map<string, unknown>).size, 0);
  };
  return { kept, size };
};
const MANY = 1_000;

test('what is set again is the newest, and the oldest goes', () => {
  const all = new Map<string, number>();
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const)
    setBounded(all, key, value, 2);
  assert.deepEqual(
    [...all],
    [
      ['a', 3],
      ['c', 4],
    ],
  );
});

test('texts that never end are not all kept', () => {
  const { kept, size } = keeping();
  const context = { self: 'bob', now: Date.now, kept, emit: () => undefined } as unknown as EventContext;
  const { type, payload, whole } = writeContent({ kind: 'stream', text: 'x' });
  const grown = (n: number) => ({
    ...{ ID: `1-2-${n}`, conversationID: 'C2Cann', conversationType: 'C2C', from: 'ann', to: 'bob', flow: 'in' },
    ...{ time: 1, sequence: n, random: n, isModified: true, version: 1 },
    ...{ type, payload, cloudCustomData: writeAdded({ im: { w: whole } }) },
  });
  for (let n = 0; n < MANY; n++) {
    const [event] = markEvents.onMessageModified?.([grown(n)] as never, context) ?? [];
    assert.equal(event?.type === 'message-changes' && event.changes[0]?.what, 'grown');
  }
  assert.ok(size() < MANY / 2, `${size()} are kept`);
});

test('messages that nobody sends again are not all kept', async () => {
  const { kept, size } = keeping();
  let made = 0;
  const sdk = {
    getServerTime: () => Date.now(),
    createTextMessage: (): Partial<SdkMessage> => ({ ID: `1-2-${++made}` }),
    sendMessage: () => Promise.reject({ code: 2801 }),
    getMessageListHopping: async () => ({ data: { messageList: [], isCompleted: true } }),
  };
  const call: Link['call'] = async (work) => (await work(sdk as unknown as Sdk))?.data as never;
  const link = { self: () => 'ann', isGuest: () => false, call, kept, emit: () => undefined };
  const sending = new Sending(link as unknown as Link);
  const content = { kind: 'text', text: 'x' } as never;
  for (let n = 0; n < MANY; n++) {
    const sent = sending.send({ clientId: `c${n}`, conversationId: 'direct:bob', content, transient: true });
    await assert.rejects(sent, (error: { code?: unknown }) => Number(error.code) === 2801);
  }
  assert.ok(size() < MANY / 2, `${size()} are kept`);
});
