import { type Exhibit, make } from './exhibit.js';

export const chatWindow: Exhibit = {
  tag: 'im-chat-window',
  tall: 600,
  play: ({ client }) => make('im-chat-window', { client, conversation: 'direct:ben' }),
  states: ({ client }) => [
    { name: 'No conversation', tall: 300, element: make('im-chat-window', { client }) },
    {
      name: 'Without a client',
      tall: 300,
      element: make('im-chat-window', { conversation: 'direct:ben' }, { 'for-client': 'nobody' }),
    },
    { name: 'First words', tall: 420, element: make('im-chat-window', { client, conversation: 'direct:layla' }) },
  ],
};

export const client: Exhibit = {
  tag: 'im-client',
  tall: 520,
  play: (world) => {
    const element = make('im-client', { client: world.client });
    element.append(make('im-chat-window', { conversation: 'group:workshop' }));
    return element;
  },
  states: () => [],
};

/** Inline, and talking to the demo's own server as an anonymous visitor. */
export const chatWidget: Exhibit = {
  tag: 'im-chat-widget',
  tall: 600,
  play: () =>
    make(
      'im-chat-widget',
      {},
      {
        inline: '',
        heading: 'Northlight',
        subheading: 'We answer within ten minutes',
        greeting: 'Hello! Looking for a lamp?',
      },
    ),
  states: () => [],
};
