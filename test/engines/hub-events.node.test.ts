import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { EngineEvent } from '../../core/engine/index.js';
import { compareOrder } from '../../core/model/index.js';
import { loadRareEvents, readEvents, readSignal } from '../../engines/hub/events.js';
import type { WireEvent, WireMessage, WireSignal } from '../../hub/protocol/index.js';

const conversation = 'group:g';
const conversationId = 'group:g';
const of = { conversation, id: 'm1' };
const content = { kind: 'text', text: 'new' };
const settings = {
  privacy: { receipts: true, typing: false, lastSeen: true },
  push: { detail: true, whileOnline: false },
  contacts: { accept: 'confirm', only: false },
  notify: { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} },
} as const;
const message: WireMessage = {
  ...{ id: 'm1', conversation, seq: 4, sender: 'bob', at: 1, content, counts: true },
};

const silent = (what: string) => assert.fail(what);
const one = (event: WireEvent): EngineEvent => {
  const [read, ...more] = readEvents([event], 'live', silent);
  assert.ok(read && more.length === 0);
  return read;
};

before(loadRareEvents);

describe('changes of messages', () => {
  const cases: readonly [WireEvent, Record<string, unknown>][] = [
    [
      { t: 'recalled', ...of, seq: 4, by: 'bob', at: 3, reason: 'r' },
      { what: 'recalled', by: 'bob', at: 3, reason: 'r' },
    ],
    [
      { t: 'edited', ...of, content, edited: { at: 5, by: 'bob' } },
      { what: 'edited', content, at: 5, by: 'bob' },
    ],
    [
      { t: 'edited', ...of, content },
      { what: 'edited', content },
    ],
    [
      { t: 'extended', ...of, set: { a: 'b' }, removed: ['c'] },
      { what: 'extended', set: { a: 'b' }, removed: ['c'] },
    ],
    [
      { t: 'reacted', ...of, reactions: [{ emoji: '👍', count: 2, mine: false, users: ['bob'] }] },
      { what: 'reacted', reactions: [{ emoji: '👍', count: 2, mine: false, users: ['bob'] }] },
    ],
    [
      { t: 'pinned', ...of, pinned: { at: 5, by: 'bob' } },
      { what: 'pinned', pinned: { at: 5, by: 'bob' } },
    ],
    [{ t: 'pinned', ...of }, { what: 'pinned' }],
    [
      { t: 'tally', ...of, read: 1, unread: 2 },
      { what: 'tally', read: 1, unread: 2 },
    ],
    [
      { t: 'expiring', ...of, at: 9 },
      { what: 'expiring', at: 9 },
    ],
  ];
  for (const [event, change] of cases) {
    it(`reads ${event.t}${'edited' in event || 'pinned' in event ? ', marked' : ''}`, () => {
      const changes = [{ serverId: 'm1', conversationId, ...change }];
      assert.deepEqual(one(event), { type: 'message-changes', changes });
    });
  }

  it('makes one change of each message deleted', () => {
    const read = one({ t: 'deleted', conversation, ids: ['m1', 'm2'] });
    assert.deepEqual(read, {
      type: 'message-changes',
      changes: ['m1', 'm2'].map((serverId) => ({ serverId, conversationId, what: 'deleted' })),
    });
  });

  it('makes one event of neighbours, in their order', () => {
    const events: WireEvent[] = [
      { t: 'deleted', conversation, ids: ['m1'] },
      { t: 'expiring', ...of, at: 9 },
      { t: 'message', message },
      { t: 'tally', ...of, read: 1, unread: 2 },
    ];
    const read = readEvents(events, 'catch-up', silent);
    assert.deepEqual(
      read.map(({ type }) => type),
      ['message-changes', 'messages', 'message-changes'],
    );
    const [first] = read;
    assert.ok(first?.type === 'message-changes');
    assert.deepEqual(
      first.changes.map(({ what }) => what),
      ['deleted', 'expiring'],
    );
  });

  it('clears up to and with a place, whatever its tie', () => {
    const read = one({ t: 'cleared', conversation, upTo: 4 });
    assert.ok(read.type === 'cleared' && read.conversationId === conversationId);
    assert.ok(compareOrder({ seq: 4, tie: 'zzzz' }, read.upTo) < 0);
    assert.ok(compareOrder({ seq: 5, tie: '' }, read.upTo) > 0);
  });

  it('reads settings and commands', () => {
    assert.deepEqual(one({ t: 'settings', settings }), { type: 'settings', settings });
    const command = { id: 'c', from: 'bob', name: 'draw', data: [1], at: 3 };
    assert.deepEqual(one({ t: 'command', command }), { type: 'commands', commands: [command] });
    assert.deepEqual(one({ t: 'command', command: { ...command, conversation } }), {
      type: 'commands',
      commands: [{ ...command, conversationId }],
    });
  });
});

describe('signals', () => {
  it('are read as what they tell', () => {
    const command = { id: 'c', from: 'bob', name: 'draw', at: 3 };
    const cases: readonly [WireSignal, EngineEvent['type']][] = [
      [{ t: 'typing', conversation, user: 'bob', what: 'voice' }, 'typing'],
      [{ t: 'grown', ...of, from: 3, text: 'more', done: true }, 'message-changes'],
      [{ t: 'command', command }, 'commands'],
      [{ t: 'message', message: { ...message, transient: true } }, 'messages'],
    ];
    for (const [signal, type] of cases) assert.equal(readSignal(signal, silent)?.type, type);
    assert.deepEqual(readSignal({ t: 'grown', ...of, from: 3, text: 'more', done: true }, silent), {
      type: 'message-changes',
      changes: [{ serverId: 'm1', conversationId, what: 'grown', from: 3, text: 'more', done: true }],
    });
    const passing = readSignal({ t: 'message', message: { ...message, transient: true } }, silent);
    assert.ok(passing?.type === 'messages' && passing.origin === 'live' && passing.messages[0]?.transient);
  });

  it('that are unknown or broken are reported without their content', () => {
    const said: string[] = [];
    const broken = [
      { t: 'constructor', secret: 'words' },
      { t: 'typing', conversation: 'secret words', user: 'bob', what: 'text' },
      { t: 'message' },
    ] as unknown as WireSignal[];
    for (const signal of broken)
      assert.equal(
        readSignal(signal, (what) => said.push(what)),
        undefined,
      );
    assert.equal(said.length, 3);
    assert.ok(!said.join().includes('words'));
  });
});
