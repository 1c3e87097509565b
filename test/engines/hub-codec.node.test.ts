import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { OutgoingMessage } from '../../core/engine/index.js';
import { compareOrder, ImError } from '../../core/model/index.js';
import { readConversation, readGroup, readMessage, writeMessage } from '../../engines/hub/codec.js';
import { fromPort, fromWireError } from '../../engines/hub/errors.js';
import { loadRareEvents, readEvents } from '../../engines/hub/events.js';
import { can, DEFAULT_LIMITS, limitsOf } from '../../engines/hub/limits.js';
import { hubAddresses } from '../../engines/hub/websocket-port.js';
import type { HubErrorCode, WireEvent, WireMessage } from '../../hub/protocol/index.js';

const wire: WireMessage = {
  id: 'm1',
  conversation: 'direct:bob',
  seq: 4,
  sender: 'bob',
  at: 1000,
  content: { kind: 'text', text: 'hi' },
  counts: true,
};

const silent = () => assert.fail('reported');

before(loadRareEvents);

describe('codec', () => {
  it('reads a message, with what is there and nothing else', () => {
    assert.deepEqual(readMessage(wire), {
      serverId: 'm1',
      conversationId: 'direct:bob',
      senderId: 'bob',
      content: { kind: 'text', text: 'hi' },
      order: { seq: 4, tie: 'm1' },
      sentAt: 1000,
      counts: true,
    });
    const full = readMessage({
      ...wire,
      senderName: 'Bob',
      clientId: 'c1',
      recalled: { at: 5, by: 'bob' },
      replyTo: { id: 'm0', preview: 'before', sender: 'cid', kind: 'text' },
      mentions: { users: ['ann'] },
    });
    assert.deepEqual(full.sender, { name: 'Bob', avatar: undefined });
    assert.deepEqual(full.replyTo, { serverId: 'm0', preview: 'before', senderId: 'cid', kind: 'text' });
    const gone = readMessage({ ...wire, replyTo: { id: 'm0', gone: 'recalled' } });
    assert.deepEqual(gone.replyTo, { serverId: 'm0', gone: 'recalled' });
    assert.deepEqual([full.clientId, full.recalled, full.mentions], ['c1', { at: 5, by: 'bob' }, { users: ['ann'] }]);
  });

  it('reads all that a message can have', () => {
    const more = {
      ...{ edited: { at: 1, by: 'bob' }, extensions: { vote: 'a' }, pinned: { at: 2, by: 'ann' }, audience: ['ann'] },
      ...{ reactions: [{ emoji: '👍', count: 1, mine: true, users: ['ann'] }], tally: { read: 1, unread: 2 } },
      ...{ silent: true, unlisted: true, data: '{}', expire: { seconds: 5, at: 9 }, altered: { reason: 'words' } },
    };
    const { receiptRequested, ...read } = readMessage({ ...wire, ...more, receipt: true });
    assert.equal(receiptRequested, true);
    assert.deepEqual(read, { ...readMessage(wire), ...more });
    assert.equal(readMessage({ ...wire, clientId: undefined as unknown as string }).clientId, undefined);
    assert.ok(!('clientId' in readMessage({ ...wire, clientId: undefined as unknown as string })));
  });

  it('puts what is not kept behind the message it came after', () => {
    const kept = readMessage({ ...wire, id: 'zzz' });
    const passing = readMessage({ ...wire, id: 'aaa', transient: true });
    assert.equal(passing.transient, true);
    assert.ok(compareOrder(kept.order, passing.order) < 0);
  });

  it('writes only what the hub takes', () => {
    const message = {
      clientId: 'c1',
      conversationId: 'group:g',
      content: { kind: 'custom', type: 't', data: 1 },
      replyTo: { serverId: 'm0', preview: 'a guess' },
      push: { title: 'x' },
      ...{ uncounted: true, receipt: true, silent: true, unlisted: true, transient: true, data: 'd', expire: 9 },
      ...{ audience: ['bob'], mentions: undefined },
      toString: 'no field of a message',
    } as const;
    assert.deepEqual(writeMessage(message as unknown as OutgoingMessage), {
      clientId: 'c1',
      conversation: 'group:g',
      content: { kind: 'custom', type: 't', data: 1 },
      replyTo: { id: 'm0' },
      push: { title: 'x' },
      ...{ uncounted: true, receipt: true, silent: true, unlisted: true, transient: true, data: 'd', expire: 9 },
      audience: ['bob'],
    });
  });

  it('reads a conversation with its last message and cursors', () => {
    const read = readConversation({
      id: 'direct:bob',
      activity: 9,
      unread: 2,
      pinned: true,
      notify: 'all',
      title: 'Bob',
      last: wire,
      cursors: [{ conversation: 'direct:bob', user: 'ann', read: 2, delivered: 4 }],
    });
    assert.equal(read.kind, 'direct');
    assert.equal(read.lastMessage?.serverId, 'm1');
    assert.deepEqual(read.cursors, [{ conversationId: 'direct:bob', userId: 'ann', read: 2, delivered: 4 }]);
    assert.ok(!('last' in read));
    assert.deepEqual([read.mentions, read.whole], [[], true], 'what is left out is not there');
    const marked = readConversation({
      ...{ id: 'group:g', activity: 9, unread: 2, pinned: true, notify: 'all', cursors: [], markedUnread: true },
      mentions: [{ id: 'm1', seq: 4, of: 'all' }],
    });
    assert.equal(marked.markedUnread, true);
    assert.deepEqual(marked.mentions, [{ serverId: 'm1', order: { seq: 4, tie: 'm1' }, of: 'all' }]);
  });

  it('reads a group', () => {
    assert.deepEqual(readGroup({ id: 'g', policy: 'open', owner: 'ann', memberCount: 1 }), {
      id: 'g',
      kind: 'group',
      policy: 'open',
      ownerId: 'ann',
      memberCount: 1,
    });
  });

  it('keeps the order of events, and makes one of neighbouring messages', () => {
    const events: WireEvent[] = [
      { t: 'message', message: wire },
      { t: 'message', message: { ...wire, id: 'm2', seq: 5 } },
      { t: 'recalled', conversation: 'direct:bob', id: 'm1', seq: 4, by: 'bob', at: 7 },
      { t: 'message', message: { ...wire, id: 'm3', seq: 6 } },
      { t: 'conversation-removed', id: 'direct:bob' },
      { t: 'member-removed', group: 'g', user: 'bob' },
    ];
    const read = readEvents(events, 'catch-up', silent);
    assert.deepEqual(
      read.map(({ type }) => type),
      ['messages', 'message-changes', 'messages', 'conversations', 'members'],
    );
    assert.ok(read[0]?.type === 'messages' && read[0].messages.length === 2 && read[0].origin === 'catch-up');
  });

  it('leaves out and reports what it cannot read, without its content', () => {
    const said: string[] = [];
    const broken = [
      { t: 'hologram', secret: 'words' },
      { t: 'message' },
      null,
      { t: 'message', message: { ...wire, conversation: 'no id, secret words' } },
      { t: 'message', message: wire },
    ] as unknown as WireEvent[];
    const read = readEvents(broken, 'live', (what) => said.push(what));
    assert.equal(read.length, 1);
    assert.equal(said.length, 4);
    assert.ok(!said[0]?.includes('words'));
  });
});

describe('errors', () => {
  it('gives every code of the hub a code of ours', () => {
    const codes: HubErrorCode[] = ['unauthorized', 'too-many', 'storage', 'conflict', 'muted'];
    for (const code of codes) assert.equal(fromWireError({ code, message: 'm' }).code, code);
    const internal = fromWireError({ code: 'internal', message: 'm', field: 'f', limit: 3, retryAfter: 9 });
    assert.deepEqual(
      [internal.code, internal.retry, internal.field, internal.limit, internal.retryAfter, internal.engine],
      ['engine', 'backoff', 'f', 3, 9, { name: 'hub', code: 'internal' }],
    );
    assert.equal(fromWireError({ code: 'constructor' as HubErrorCode, message: 'm' }).code, 'engine');
    assert.equal(fromWireError({ code: 'unauthorized', message: 'm' }).retry, 'after-auth');
    assert.deepEqual(fromWireError({ code: 'conflict', message: 'm', latest: { a: 'b' } }).latest, { a: 'b' });
  });

  it('reads whatever a port throws', () => {
    const own = new ImError('timeout');
    assert.equal(fromPort(own), own);
    assert.equal(
      fromPort(Object.assign(new Error('x'), { wire: { code: 'too-large', message: 'x' } })).code,
      'too-large',
    );
    assert.equal(fromPort(new DOMException('stopped', 'AbortError')).code, 'aborted');
  });
});

describe('can', () => {
  it('is unsupported for what no hub does, unavailable for what this kind of conversation has not', () => {
    assert.equal(can('send'), 'available');
    assert.equal(can('teleport' as 'send'), 'unsupported');
    assert.equal(can('edit', 'direct:x'), 'available');
    assert.equal(can('direct', 'direct:x'), 'unavailable');
    assert.equal(can('direct', 'group:x'), 'available');
    assert.equal(can('mention', 'direct:x'), 'unavailable');
    assert.equal(can('mention', 'group:x'), 'available');
    assert.equal(can('send', 'room:x'), 'available');
    assert.equal(can('edit', 'room:x'), 'unavailable');
    assert.equal(can('edit', 'channel:x/y'), 'available');
    assert.equal(can('remove', 'channel:x/y'), 'unavailable');
    assert.equal(can('send', 'system:x'), 'unsupported');
    assert.equal(can('toString' as 'send'), 'unsupported');
  });
});

describe('limits', () => {
  it('are those of the hub, with those of the protocol', () => {
    const told = { historyPage: 7, recallSeconds: 1, searchWords: 99 };
    const { extensionKey, extensionValue, deletes, pins, watched } = DEFAULT_LIMITS;
    assert.deepEqual(limitsOf(told), {
      ...{ historyPage: 7, recallSeconds: 1, searchWords: 5 },
      ...{ extensionKey, extensionValue, deletes, pins, watched },
    });
  });
});

describe('addresses of a hub', () => {
  const cases = [
    ['http://h:1', 'ws://h:1/ws', 'http://h:1/'],
    ['https://h/chat', 'wss://h/chat/ws', 'https://h/chat/'],
    ['wss://h/chat/ws', 'wss://h/chat/ws', 'https://h/chat/'],
    ['ws://h:1', 'ws://h:1/ws', 'http://h:1/'],
    ['http://h/?x=1#y', 'ws://h/ws', 'http://h/'],
  ] as const;
  for (const [given, socket, root] of cases) {
    it(`of ${given}`, () => assert.deepEqual(hubAddresses(given), { socket, root }));
  }
  it('names what is wrong with one that is none', () => {
    for (const wrong of ['/relative without a page', 'ftp://h/', 'http://']) {
      assert.throws(() => hubAddresses(wrong), { code: 'invalid', field: 'url' });
    }
  });
});
