import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError, type Message } from '../../core/model/index.js';
import type { Call } from '../../engines/hub/calls.js';
import { readMessage } from '../../engines/hub/codec.js';
import { receiptFacet } from '../../engines/hub/conversations.js';
import { laterFacets } from '../../engines/hub/later.js';
import { messageFacet } from '../../engines/hub/messages.js';
import type { WireMessage } from '../../hub/protocol/index.js';

const wire: WireMessage = {
  ...{ id: 's1', conversation: 'group:g', seq: 4, sender: 'ann', at: 1, counts: true },
  content: { kind: 'text', text: 'now' },
};
const message: Message = {
  ...{ id: 'm1', serverId: 's1', conversationId: 'group:g', senderId: 'ann', own: true, sentAt: 1, counts: true },
  ...{ content: { kind: 'text', text: 'then' }, order: { seq: 4, tie: 's1' }, delivery: { state: 'sent' } },
};
const of = { conversation: 'group:g', id: 's1' };

/** A hub that answers everything the same, and what it was asked. */
const hub = (answer: unknown = {}) => {
  const asked: unknown[] = [];
  const call = (async (op: string, args: unknown) => {
    // As it travels.
    asked.push([op, JSON.parse(JSON.stringify(args))]);
    if (answer instanceof Error) throw answer;
    return answer;
  }) as Call;
  return { asked, call, facets: laterFacets(call, () => assert.fail('no port')) };
};

describe('facets of an engine for the hub', () => {
  it('ask for changes of a message', async () => {
    const { asked, facets } = hub({ extensions: { a: 'b' }, items: [wire], length: 9 });
    const { extensions, reactions, pins, deletion, streams, reports } = facets;
    const was = { a: null };
    assert.deepEqual(await extensions.extend(message, { set: { a: 'b' }, was }), { a: 'b' });
    await reactions.react(message, '👍', true);
    await pins.pin(message, false);
    assert.deepEqual(await pins.pins('group:g'), [readMessage(wire)]);
    await deletion.delete('group:g', [message]);
    await deletion.clear?.('group:g', { seq: 7, tie: 'x' });
    await deletion.clear?.('group:g');
    assert.equal(await streams.grow(message, 4, 'words', true), 9);
    await reports.report({ message, reason: 'spam' });
    await reports.report({ userId: 'bob', reason: 'abuse', words: 'w' });
    assert.deepEqual(asked, [
      ['messages.extend', { ...of, set: { a: 'b' }, was }],
      ['messages.react', { ...of, emoji: '👍', on: true }],
      ['messages.pin', { ...of, pinned: false }],
      ['messages.pins', { conversation: 'group:g' }],
      ['messages.delete', { conversation: 'group:g', ids: ['s1'] }],
      ['messages.clear', { conversation: 'group:g', upTo: 7 }],
      ['messages.clear', { conversation: 'group:g' }],
      ['messages.grow', { ...of, from: 4, text: 'words', done: true }],
      ['reports.send', { conversation: 'group:g', message: 's1', reason: 'spam' }],
      ['reports.send', { user: 'bob', reason: 'abuse', words: 'w' }],
    ]);
  });

  it('say what an edit began with, and what stands where it met another', async () => {
    const content = { kind: 'text', text: 'new' } as const;
    const { asked, facets } = hub(wire);
    assert.deepEqual(await facets.edits.edit(message, content), readMessage(wire));
    await facets.edits.edit({ ...message, edited: { at: 77 } }, content);
    assert.deepEqual(
      asked.map((one) => (one as [string, { base: number }])[1].base),
      [0, 77],
    );
    const met = hub(new ImError('conflict', { message: 'edited', latest: wire })).facets.edits;
    await assert.rejects(met.edit(message, content), { code: 'conflict', latest: readMessage(wire) });
    const late = hub(new ImError('too-late')).facets.edits;
    await assert.rejects(late.edit(message, content), { code: 'too-late' });
  });

  it('reject a message that has not reached the hub', async () => {
    const { asked, facets } = hub();
    const { serverId: _, ...queued } = message;
    await assert.rejects(facets.reactions.react(queued, '👍', true), { code: 'invalid', field: 'message' });
    await assert.rejects(facets.deletion.delete('group:g', [message, queued]), { code: 'invalid' });
    assert.deepEqual(asked, []);
  });

  it('search, and read who reacted and who has read', async () => {
    const found = hub({ items: [wire], next: 'n', counts: [{ conversation: 'group:g', count: 3 }] });
    const query = { words: ['a'], match: 'any', senders: ['bob'], since: 1, limit: 5 } as const;
    assert.deepEqual(await found.facets.search.messages({ ...query, conversationId: 'group:g' }), {
      ...{ items: [readMessage(wire)], next: 'n', counts: [{ conversationId: 'group:g', count: 3 }] },
    });
    assert.deepEqual(found.asked, [['search.messages', { ...query, conversation: 'group:g' }]]);
    const reactors = hub({ items: [{ user: 'bob', emoji: '👍' }], next: 'n' });
    assert.deepEqual(await reactors.facets.reactions.reactors?.(message, undefined, { limit: 2 }), {
      ...{ items: [{ userId: 'bob', emoji: '👍' }], next: 'n' },
    });
    assert.deepEqual(reactors.asked, [['messages.reactors', { ...of, limit: 2 }]]);
    const readers = { items: ['bob'], read: 1, unread: 0 };
    const { call, asked } = hub(readers);
    assert.deepEqual(await receiptFacet(call).readers?.(message, 'read', { cursor: 'c' }), readers);
    assert.deepEqual(asked, [['receipts.readers', { ...of, which: 'read', cursor: 'c' }]]);
  });

  it('send commands, invitations and settings', async () => {
    const { asked, facets } = hub({ id: 's2', seq: 5, at: 6 });
    await facets.commands.send({ id: 'c', conversationId: 'group:g', name: 'n', data: 1, keep: true });
    const invitation = { clientId: 'x', conversationId: 'group:g', invitees: ['bob'], seconds: 9 } as const;
    const placed = { serverId: 's2', order: { seq: 5, tie: 's2' }, sentAt: 6 };
    assert.deepEqual(await facets.signals.invite(invitation), placed);
    await facets.signals.answer(message, false, 'busy');
    await facets.signals.cancel(message);
    await facets.signals.modify?.(message, 'video');
    await facets.settings.get();
    await facets.settings.set({ privacy: { typing: false } });
    await facets.settings.erase?.();
    assert.deepEqual(asked, [
      ['commands.send', { id: 'c', conversation: 'group:g', name: 'n', data: 1, keep: true }],
      ['signals.invite', { clientId: 'x', conversation: 'group:g', invitees: ['bob'], seconds: 9 }],
      ['signals.answer', { ...of, accept: false, data: 'busy' }],
      ['signals.cancel', of],
      ['signals.modify', { ...of, data: 'video' }],
      ['settings.get', {}],
      ['settings.set', { privacy: { typing: false } }],
      ['users.erase', {}],
    ]);
  });

  it('tell what the site made of a message', async () => {
    const altered = { ...wire, altered: { reason: 'words' } };
    const { call } = hub({ id: 's1', seq: 4, at: 1, altered });
    const sent = await messageFacet(call).send({ clientId: 'x', conversationId: 'group:g', content: message.content });
    assert.deepEqual(sent.altered, { content: wire.content, reason: 'words' });
  });
});
