import { build } from '../lib/build.js';
import { type Exhibit, make } from './exhibit.js';

export const chatWindow: Exhibit = {
  tag: 'im-chat-window',
  group: 'Put together',
  tall: 600,
  play: ({ client }) => make('im-chat-window', { client }, { conversation: 'direct:ben' }),
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
  group: 'Put together',
  tall: 520,
  play: (world) => {
    const element = make('im-client', { client: world.client });
    element.append(make('im-chat-window', {}, { conversation: 'group:workshop' }));
    return element;
  },
  states: () => [],
};

const SHOP = {
  heading: 'Northlight',
  subheading: 'We answer within ten minutes',
  greeting: 'Hello! Looking for a lamp?',
} as const;

/** Inline, and talking to the demo's own server as an anonymous visitor; another one floats over the page. */
export const chatWidget: Exhibit = {
  tag: 'im-chat-widget',
  group: 'Put together',
  tall: 600,
  play: () => make('im-chat-widget', {}, { inline: '', app: 'gallery', ...SHOP }),
  states: () => [
    {
      name: 'Floating',
      element: build(
        'div',
        'floating',
        'The bubble stands in the corner of this page. Nothing is loaded or stored before it is opened.',
        make('im-chat-widget', {}, { app: 'gallery-floating', ...SHOP }),
      ),
    },
  ],
};
