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
        const theirs = `GROUP${space}@TOPIC#_${topic}`;
        const ours = conversationFor(theirs) as ConversationId;
        assert.ok(ours.startsWith('channel:') && ours.split('/').length === 2, ours);
        assert.equal(sdkId(ours), theirs);
      }),
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
