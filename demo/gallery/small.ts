import type { SessionState } from '../../core/index.js';
import { fixture, inSession, says } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

export const avatar: Exhibit = {
  tag: 'im-avatar',
  group: 'Small parts',
  play: ({ client }) => make('im-avatar', { client }, { 'user-id': 'ben' }),
  states: ({ client }) => [
    { name: 'Initials', element: make('im-avatar', { client, userId: 'ada' }) },
    { name: 'Chinese', element: make('im-avatar', { client, userId: 'wei' }) },
    { name: 'Arabic', element: make('im-avatar', { client, userId: 'layla' }) },
    { name: 'Picture', element: make('im-avatar', { client, userId: 'ben', src: '/demo/art/lamp-dome.svg' }) },
    {
      name: 'Picture that fails',
      element: make('im-avatar', { client, userId: 'ben', src: 'data:image/png;base64,AAAA' }),
    },
    { name: 'Group', element: make('im-avatar', { client, conversation: 'group:workshop' }) },
    { name: 'Nobody known', element: make('im-avatar', { client }) },
  ],
};

const connectionIn = (state: SessionState, { client }: World): State => ({
  name: state,
  element: make('im-connection', { client: inSession(client, state) }),
});

export const connection: Exhibit = {
  tag: 'im-connection',
  group: 'Small parts',
  play: (world) => connectionIn('offline', world).element,
  states: (world) =>
    (['connected', 'reconnecting', 'offline', 'kicked', 'unauthorized', 'banned'] as const).map((state) =>
      connectionIn(state, world),
    ),
};

export const receipt: Exhibit = {
  tag: 'im-receipt',
  group: 'Small parts',
  play: ({ client }) =>
    make('im-receipt', { client, messageId: fixture(client, { content: { kind: 'text', text: 'x' } }) }),
  states: ({ client }) => {
    const of = (name: string, delivery: Parameters<typeof fixture>[1]['delivery']): State => ({
      name,
      element: make('im-receipt', {
        client,
        messageId: fixture(client, { content: { kind: 'text', text: 'x' }, delivery }),
      }),
    });
    return [
      of('Queued', { state: 'queued' }),
      of('Sending', { state: 'sending' }),
      of('Sent', { state: 'sent' }),
      of('Failed', { state: 'failed', code: 'too-large', retryable: false }),
    ];
  },
};

export const typing: Exhibit = {
  tag: 'im-typing',
  group: 'Small parts',
  play: ({ client }) => typingBy(client, 'group:play', ['ben']),
  states: ({ client }) => [
    { name: 'One person', element: typingBy(client, 'group:one', ['ben']) },
    { name: 'Two', element: typingBy(client, 'group:two', ['ben', 'layla']) },
    { name: 'Many', element: typingBy(client, 'group:many', ['ben', 'layla', 'wei']) },
    { name: 'Nobody', element: make('im-typing', { client, conversation: 'group:nobody' }) },
  ],
};

function typingBy(client: World['client'], conversationId: `group:${string}`, users: readonly string[]): HTMLElement {
  const until = Number.MAX_SAFE_INTEGER;
  says(client, (writer) =>
    writer.put('typing', conversationId, {
      conversationId,
      users: users.map((userId) => ({ userId, what: 'text', until })),
    }),
  );
  return make('im-typing', { client }, { conversation: conversationId });
}
