import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPast } from '../../../engines/tencent/arrivals.js';
import type { SdkConversation, SdkMessage } from '../../../engines/tencent/sdk.js';
import { countLine, forgetLines, unreadOf } from '../../../engines/tencent/unread.js';

const keeping = () => {
  const all = new Map<string, unknown>();
  return {
    kept: <T>(name: string, make: () => T): T => {
      if (!all.has(name)) all.set(name, make());
      return all.get(name) as T;
    },
  };
};

const message = (sequence: number, more: Partial<SdkMessage> & { isRead?: boolean } = {}): SdkMessage => ({
  ...{
    ID: `1-2-${sequence}`,
    conversationID: 'GROUPtea',
    conversationType: 'GROUP',
    from: 'ann',
    to: 'tea',
    flow: 'in',
  },
  ...{ time: 1, sequence, random: sequence, type: 'TIMTextElem', payload: { text: 'x' } },
  ...more,
});
const tip = (sequence: number, more: object = {}): SdkMessage =>
  message(sequence, { type: 'TIMGroupTipElem', payload: { operationType: 1, userIDList: ['eve'] }, ...more });
const creation = (sequence: number): SdkMessage =>
  message(sequence, { type: 'TIMCustomElem', payload: { data: '{"businessID":"group_create"}' } });
const row = (unreadCount: number): SdkConversation => ({
  ...{ conversationID: 'GROUPtea', type: 'GROUP', unreadCount },
});

test('lines of the service’s are no unread ones, until they are read', () => {
  const link = keeping();
  assert.deepEqual(countLine(link, tip(1)), []);
  countLine(link, message(2));
  assert.equal(unreadOf(link, row(2)), 1);
  countLine(link, tip(3, { isRead: true }));
  countLine(link, tip(4, { flow: 'out' }));
  assert.equal(unreadOf(link, row(2)), 1);
  assert.equal(unreadOf(link, row(0)), 0);
  assert.equal(unreadOf(link, row(1)), 1);
  countLine(link, tip(5));
  forgetLines(link);
  assert.equal(unreadOf(link, row(1)), 1);
});

test('a line that comes after its row is taken out of the row', () => {
  const link = keeping();
  assert.equal(unreadOf(link, row(2)), 2);
  assert.deepEqual(countLine(link, creation(1)), [
    { type: 'conversations', changed: [{ id: 'group:tea', unread: 1 }] },
  ]);
});

test('what was said before somebody came in is no news; what has no place is', () => {
  const link = keeping();
  const passing = message(0, { _onlineOnlyFlag: true });
  const told = withoutPast(link, [message(1), tip(2), message(3), passing], 'eve');
  assert.deepEqual(
    told.map(({ sequence }) => sequence),
    [2, 3, 0],
  );
  assert.deepEqual(withoutPast(link, [message(1)], 'eve'), []);
  assert.equal(withoutPast(keeping(), [message(1), tip(2)], 'bob').length, 2);
});
