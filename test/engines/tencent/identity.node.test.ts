import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ConversationId, isImError } from '../../../core/model/index.js';
import { conversationFor, sdkId, targetFor } from '../../../engines/tencent/identity.js';

const names = fc.string({ minLength: 1, maxLength: 40 }).filter((name) => !name.includes('@TOPIC#_'));

describe('ids of conversations', () => {
  it('of people, groups and rooms come back as they were', () => {
    fc.assert(
      fc.property(names, fc.constantFrom('direct', 'group', 'room'), (name, kind) => {
        const id: ConversationId = `${kind}:${name}`;
        assert.equal(conversationFor(sdkId(id), kind === 'room'), id);
      }),
    );
  });

  it('of topics come back as they were, whatever their names hold', () => {
    fc.assert(
      fc.property(names, names, (space, topic) => {
        const theirs = `GROUP@TGS#_${space}@TOPIC#_${topic}`;
        const ours = conversationFor(theirs) as ConversationId;
        assert.match(ours, /^channel:[\w.@+~-]+\/[\w.@+~-]+$/);
        assert.equal(sdkId(ours), theirs);
      }),
    );
  });

  it('of channels of ours come back too, and one that could not is refused', () => {
    for (const id of ['channel:tea/general', 'channel:tea~/~2f', 'channel:@TGS~23c1/@TOPIC~23c2'] as const)
      assert.equal(conversationFor(sdkId(id)), id);
    assert.equal(sdkId('channel:tea/general'), 'GROUP@TGS#_tea@TOPIC#_general');
    for (const id of ['channel:tea~41/general', 'channel:tea/~FF'] as const)
      assert.throws(
        () => sdkId(id),
        (error) => isImError(error) && error.code === 'invalid',
      );
  });

  it('that are none are refused by name, and the vendor’s notices are none of ours', () => {
    assert.equal(conversationFor('@TIM#SYSTEM'), undefined);
    for (const id of ['nonsense', 'direct:', 'system:notices'] as ConversationId[])
      assert.throws(
        () => targetFor(id),
        (error) => isImError(error) && error.code === 'invalid' && error.field === 'conversationId',
      );
  });
});
