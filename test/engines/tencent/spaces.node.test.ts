import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isImError } from '../../../core/model/index.js';
import { can } from '../../../engines/tencent/can.js';
import type { Link } from '../../../engines/tencent/link.js';
import type { SdkTopic } from '../../../engines/tencent/sdk-spaces.js';
import { placesIn, readRow, readSpace, readTopic, writeCustom } from '../../../engines/tencent/spaces.js';

const TOPIC: SdkTopic = { topicID: '@TGS#_tea@TOPIC#_general', topicName: 'General', unreadCount: 2 };

const shelf = (): Pick<Link, 'kept' | 'now'> => {
  const all = new Map<string, unknown>();
  return {
    now: () => Date.now(),
    kept<T>(name: string, make: () => T): T {
      if (!all.has(name)) all.set(name, make());
      return all.get(name) as T;
    },
  };
};

describe('topics as channels', () => {
  it('of other clients stand where the service lists them, ours where they were put', () => {
    assert.deepEqual(readTopic(TOPIC, 3), { spaceId: 'tea', id: 'general', name: 'General', place: 3 });
    const customData = writeCustom('{"site":1}', { place: 7, category: 'Talk' });
    assert.deepEqual(JSON.parse(customData), { site: 1, im: { place: 7, category: 'Talk' } });
    const ours = readTopic({ ...TOPIC, customData, introduction: 'all of it' }, 3);
    assert.deepEqual([ours?.place, ours?.category, ours?.topic], [7, 'Talk', 'all of it']);
    assert.deepEqual(JSON.parse(writeCustom(customData, { category: null })), { site: 1, im: { place: 7 } });
    assert.deepEqual(JSON.parse(writeCustom(customData, { place: 1 })).im, { place: 1, category: 'Talk' });
  });

  it('keep what a site has put there in words of its own', () => {
    assert.equal(readTopic({ ...TOPIC, customData: 'plain words' }, 1)?.place, 1);
    for (const custom of ['plain words', '[1]', 'null'])
      assert.throws(
        () => writeCustom(custom, { place: 1 }),
        (error) => isImError(error) && error.code === 'unsupported',
      );
  });

  it('have rows with their reading place, and a level of their own beside that of the space', () => {
    const link = shelf();
    const set = (messageRemindType: string): SdkTopic => ({
      ...TOPIC,
      selfInfo: { messageRemindType, readedSequence: 4 },
    });
    const row = (topic: SdkTopic) => readRow(link, topic, 'bob');
    assert.equal(row(TOPIC)?.id, 'channel:tea/general');
    assert.deepEqual(row(set(''))?.cursors, [
      { conversationId: 'channel:tea/general', userId: 'bob', read: 4, delivered: 4 },
    ]);
    assert.deepEqual([row(set('AcceptAndNotify'))?.notify, row(set('AcceptAndNotify'))?.loud], ['all', undefined]);
    placesIn(link).set('@TGS#_tea', { role: 'member', remind: 'AcceptNotNotify' });
    assert.deepEqual([row(set('AcceptAndNotify'))?.loud, row(set(''))?.loud], [true, undefined]);
    assert.equal(row(set('AcceptNotNotifyExceptAt'))?.notify, 'mentions');
    assert.equal(row({ ...TOPIC, unreadCount: 5_000 })?.unread, 999);
    assert.deepEqual(row({ ...TOPIC, muteAllMembers: true })?.standing, { locked: 'muted-all' });
  });
});

describe('communities as spaces', () => {
  it('are open where anybody may join', () => {
    const group = { groupID: '@TGS#_tea', name: 'Tea', ownerID: 'ann', selfInfo: { role: 'Admin', joinTime: 9 } };
    assert.deepEqual(readSpace({ ...group, joinOption: 'FreeAccess' }), {
      ...{ id: 'tea', policy: 'open', name: 'Tea', ownerId: 'ann', role: 'admin', since: 9 },
    });
    for (const joinOption of ['NeedPermission', 'DisableApply'])
      assert.equal(readSpace({ ...group, joinOption }).policy, 'invite');
  });

  it('let do what the vendor’s tables say, and nothing that topics do without', () => {
    const may = (action: Parameters<typeof can>[0], facts: Parameters<typeof can>[2]) =>
      can(action, 'channel:tea/general', facts) === 'available';
    assert.deepEqual(
      [may('invite', { role: 'member' }), may('invite', { role: 'member', policy: 'open' })],
      [false, true],
    );
    assert.deepEqual([may('join-group', {}), may('join-group', { policy: 'open' })], [false, true]);
    assert.deepEqual(
      (['owner', 'admin', 'member'] as const).map((role) => [
        may('create-channel', { role }),
        may('kick', { role, other: 'admin' }),
        may('dismiss', { role }),
      ]),
      [
        [true, true, true],
        [true, false, false],
        [false, false, false],
      ],
    );
    assert.equal(may('create-channel', { role: 'owner', locked: 'removed' }), false);
    for (const action of ['channel-members', 'receipt', 'pin', 'remove', 'direct', 'pin-message'] as const)
      assert.equal(can(action, 'channel:tea/general', { role: 'owner' }), 'unsupported', action);
  });
});
