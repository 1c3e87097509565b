import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

export const messageList: Exhibit = {
  tag: 'im-message-list',
  group: 'Transcript',
  tall: 520,
  play: ({ client }) => make('im-message-list', { client }, { conversation: 'group:workshop' }),
  states: ({ client }) => [
    { name: 'Two people', tall: 420, element: make('im-message-list', { client, conversation: 'direct:ben' }) },
    { name: 'Empty', tall: 260, element: make('im-message-list', { client, conversation: 'direct:wei' }) },
  ],
};

const item = (
  world: World,
  name: string,
  conversation: 'direct:ben' | 'group:workshop' | 'direct:mallory',
  selected = false,
): State => {
  const frame = make('im-client', { client: world.client });
  const list = document.createElement('div');
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', name || 'Conversations');
  const row = make('im-conversation-item', { client: world.client, tabbable: true, selected }, { conversation });
  list.append(row);
  frame.append(list);
  return { name, element: frame };
};

export const conversationItem: Exhibit = {
  tag: 'im-conversation-item',
  group: 'Conversations',
  play: (world) => item(world, '', 'direct:ben').element,
  inside: 'im-conversation-item',
  states: (world) => [
    item(world, 'Pinned', 'direct:ben'),
    item(world, 'Group, unread', 'group:workshop'),
    item(world, 'Selected', 'group:workshop', true),
    item(world, 'Name with markup', 'direct:mallory'),
  ],
};

export const conversationList: Exhibit = {
  tag: 'im-conversation-list',
  group: 'Conversations',
  tall: 420,
  play: ({ client }) => make('im-conversation-list', { client }, { selected: 'direct:ben' }),
  states: () => [
    { name: 'Without a client', tall: 220, element: make('im-conversation-list', {}, { 'for-client': 'nobody' }) },
  ],
};

export const composer: Exhibit = {
  tag: 'im-composer',
  group: 'Writing',
  play: ({ client }) => make('im-composer', { client }, { conversation: 'direct:ben' }),
  states: ({ client }) => {
    const staged = make('im-composer', { client, conversation: 'direct:layla' });
    void staged.updateComplete.then(() =>
      staged.addFiles([
        new File(['%PDF-1.7'], 'Contract.pdf', { type: 'application/pdf' }),
        new File([], 'Nothing in it.txt', { type: 'text/plain' }),
      ]),
    );
    const long = make('im-composer', { client, conversation: 'direct:mallory' });
    void long.updateComplete.then(() => {
      long.value = 'A text that is nearly too long. '.repeat(156);
    });
    return [
      { name: 'With files, one refused', element: staged },
      { name: 'Near the limit', element: long },
      { name: 'Where one cannot write', element: make('im-composer', { client, conversation: 'system:notices' }) },
    ];
  },
};

export const emojiPicker: Exhibit = {
  tag: 'im-emoji-picker',
  group: 'Writing',
  tall: 360,
  play: ({ client }) => make('im-emoji-picker', { client }),
  states: () => [],
};
