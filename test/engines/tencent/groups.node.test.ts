import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGroup } from '../../../engines/tencent/groups.js';
import { placeOf } from '../../../engines/tencent/places.js';
import type { SdkConversation } from '../../../engines/tencent/sdk.js';

const link = { kept: <T>(_name: string, make: () => T): T => make() };
const group = { groupID: 'g', type: 'Public', selfInfo: { role: 'Member' } };
const lockedWhere = (muteAllMembers: boolean | 'On' | 'Off' | undefined) => {
  const row = { conversationID: 'GROUPg', type: 'GROUP', groupProfile: { ...group, muteAllMembers } };
  return placeOf(link, row as unknown as SdkConversation).standing;
};

test('whether all are muted is read as the SDK says it, and as it copies it from the service', () => {
  for (const said of [true, 'On'] as const) {
    assert.equal(readGroup({ ...group, muteAllMembers: said }).mutedAll, true, String(said));
    assert.deepEqual(lockedWhere(said), { role: 'member', locked: 'muted-all' }, String(said));
  }
  for (const said of [false, 'Off', undefined] as const) {
    assert.equal(readGroup({ ...group, muteAllMembers: said }).mutedAll, undefined, String(said));
    assert.deepEqual(lockedWhere(said), { role: 'member' }, String(said));
  }
});
