import fc from 'fast-check';
import type { TestClient } from './service.js';

export const PEOPLE = ['ann', 'bob', 'cid', 'dan'] as const;
const DEEDS = [
  ...(['send', 'send', 'send', 'direct', 'stream', 'stream', 'reply', 'reply', 'flash', 'command', 'ring'] as const),
  ...([
    'edit',
    'edit',
    'extend',
    'extend',
    'react',
    'pin',
    'pin',
    'delete',
    'clear',
    'recall',
    'grow',
    'grow',
  ] as const),
  ...(['answer', 'cancel', 'modify', 'join', 'leave', 'invite', 'read', 'ask', 'ask', 'report', 'wait'] as const),
  ...(['privacy', 'unreadFrom', 'remove'] as const),
];

export interface Step {
  readonly do: (typeof DEEDS)[number];
  /** Of the people, the visitor among them. */
  readonly who: number;
  /** One of the last messages there are, whoever can see it. */
  readonly which: number;
  readonly n: number;
}
export const STEPS = fc.record<Step>({
  do: fc.constantFrom(...DEEDS),
  who: fc.nat(PEOPLE.length),
  which: fc.nat(5),
  n: fc.nat(11),
});

export const GROUP = 'group:g';
export const keyOf = (conversation: string, user: string): string => {
  const peer = conversation.slice('direct:'.length);
  return conversation === GROUP ? GROUP : `direct:${[user, peer].sort().join('|')}`;
};
export const nameOf = (key: string, user: string): string =>
  key === GROUP
    ? GROUP
    : `direct:${key
        .slice('direct:'.length)
        .split('|')
        .find((one) => one !== user)}`;

/** Somebody asks, with or without a right to it. */
export const ask = async (
  client: TestClient,
  at: { conversation: string; id: string },
  n: number,
  mark: string,
): Promise<void> => {
  const { conversation, id } = at;
  const asks: (() => Promise<unknown>)[] = [
    () => client.call('messages.history', { conversation, around: id }),
    () => client.call('messages.history', { conversation, limit: 50 }),
    () => client.call('messages.get', { conversation, ids: [id] }),
    () => client.call('messages.pins', { conversation }),
    () => client.call('messages.reactors', at),
    () => client.call('receipts.readers', { ...at, which: 'unread' }),
    () => client.call('search.messages', { words: ['«', mark], match: 'any' }),
    () => client.call('search.messages', { words: ['»'], conversation }),
    () => client.call('conversations.list', {}),
    () => client.call('conversations.get', { ids: [conversation, GROUP] }),
    () => client.call('messages.history', { conversation, kinds: ['text', 'signal'] }),
    () => client.call('conversations.unread', {}),
  ];
  await asks[n % asks.length]?.();
};
