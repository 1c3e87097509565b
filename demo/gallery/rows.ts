import '../../components/notifier/index.js';
import { openTags } from '../../components/tags/index.js';
import type { Client, Conversation, ConversationFilter, ConversationId } from '../../core/index.js';
import { build } from '../lib/build.js';
import { fixture, inSession, over, says } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

const TAGS = ['Orders', 'Waiting', 'Family'].map((name, at) => ({ id: `shown-${at}`, name, place: at }));

/** Rows as the store may hold them: several states stand beside each other. */
function rowOf(client: Client, id: ConversationId, more: Partial<Conversation>, text?: string, own = false): void {
  const last = fixture(client, {
    conversationId: id,
    own,
    senderId: own ? client.userId : 'ben',
    content: { kind: 'text', text: text ?? 'The lamp is ready' },
  });
  const row: Conversation = {
    ...{ id, kind: 'group', title: 'Workshop', activity: 1, unread: 0, mentions: [], notify: 'all' },
    ...{ lastMessageId: last, ...more },
  };
  says(client, (writer) => writer.put('conversation', id, row));
}

const item = ({ client }: World, name: string, conversation: ConversationId, more: object = {}): State => {
  const frame = make('im-client', { client });
  const list = document.createElement('div');
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', name || 'Conversations');
  const row = make('im-conversation-item', { client, tabbable: true, ...more }, { conversation, role: 'listitem' });
  list.append(row);
  frame.append(list);
  return { name, element: frame };
};

const drawn = (world: World, name: string, conversation: ConversationId): State => {
  const state = item(world, name, conversation);
  const row = state.element.querySelector('im-conversation-item');
  void row?.updateComplete.then(async () => {
    const { offersFor } = await import('../../components/conversation-list/offers.js');
    const { plainTranslator } = await import('../../components/shared/translator.js');
    const { parts } = await import('../../locales/parts/index.js');
    const none = { host: row, ask: () => false, turn: () => {} };
    const [offer] = offersFor(conversation, { client: world.client, i18n: plainTranslator('en', parts), ...none });
    if (offer) row.slide(-110, offer, true);
  });
  return state;
};

export const conversationItem: Exhibit = {
  tag: 'im-conversation-item',
  group: 'Conversations',
  play: (world) => item(world, '', 'direct:ben').element,
  inside: 'im-conversation-item',
  states: (world) => {
    const { client } = world;
    says(client, (writer) => {
      for (const tag of TAGS) writer.put('tag', tag.id, tag);
    });
    rowOf(client, 'group:shown-marks', { marks: ['star'], tags: ['shown-0', 'shown-2'], unread: 3 });
    rowOf(client, 'group:shown-quiet', { notify: 'none', shielded: true, unread: 12 }, 'Nothing of this reaches one');
    rowOf(client, 'group:shown-named', { mentions: [{ messageId: 'x', of: 'me' }], unread: 1 });
    rowOf(client, 'group:shown-own', { pinned: true }, 'On my way', true);
    rowOf(client, 'group:shown-later', { markedUnread: true }, 'Look at this again');
    rowOf(client, 'group:shown-gone', { standing: { locked: 'removed' } });
    rowOf(client, 'group:shown-typing', {});
    rowOf(client, 'group:shown-draft', {});
    says(client, (writer) => {
      const users = [{ userId: 'ben', what: 'text' as const, until: 9e15 }];
      writer.put('typing', 'group:shown-typing', { conversationId: 'group:shown-typing', users });
      writer.put('draft', 'group:shown-draft', { conversationId: 'group:shown-draft', text: 'Half a', updatedAt: 1 });
    });
    return [
      item(world, 'Pinned', 'direct:ben'),
      item(world, 'Group, unread', 'group:workshop'),
      item(world, 'Selected', 'group:workshop', { selected: true }),
      item(world, 'Starred, with tags', 'group:shown-marks'),
      item(world, 'Muted and shielded', 'group:shown-quiet'),
      item(world, 'Where one is named', 'group:shown-named'),
      item(world, 'One’s own words, with ticks', 'group:shown-own'),
      item(world, 'Marked as unread', 'group:shown-later'),
      item(world, 'Somebody types', 'group:shown-typing'),
      item(world, 'A draft waits', 'group:shown-draft'),
      item(world, 'Removed from the group', 'group:shown-gone'),
      drawn(world, 'Drawn aside by a finger', 'group:shown-own'),
      item(world, 'Name with markup', 'direct:mallory'),
    ];
  },
};

/** A client that answers a filter as told, whatever the hub would. */
const answering = (client: Client, view: () => Promise<boolean>): Client =>
  over(client, { conversations: over(client.conversations, { view }) });

export const conversationList: Exhibit = {
  tag: 'im-conversation-list',
  group: 'Conversations',
  tall: 480,
  play: ({ client }) => make('im-conversation-list', { client, tools: true }, { selected: 'direct:ben' }),
  states: ({ client }) => {
    const list = (of: Client, filter: ConversationFilter) => make('im-conversation-list', { client: of, filter });
    const refused = answering(client, () => Promise.reject(new Error('refused')));
    const waiting = answering(client, () => new Promise(() => {}));
    return [
      { name: 'Bare', tall: 300, element: make('im-conversation-list', { client }) },
      { name: 'Groups alone', tall: 220, element: list(client, { kinds: ['group'] }) },
      { name: 'None is like this', tall: 220, element: list(client, { mark: 'hidden' }) },
      { name: 'On its way', tall: 240, element: list(waiting, { words: 'nobody is called this' }) },
      { name: 'Refused', tall: 220, element: list(refused, { words: 'nobody is called that' }) },
      {
        name: 'No connection',
        tall: 220,
        element: list(inSession(client, 'offline'), { words: 'nobody is called so' }),
      },
      { name: 'Without a client', tall: 220, element: make('im-conversation-list', {}, { 'for-client': 'nobody' }) },
    ];
  },
};

/** One's tags, arranged and chosen. */
export const tags: Exhibit = {
  tag: 'im-tags',
  group: 'Conversations',
  play: ({ client }) => {
    const frame = make('im-client', { client });
    const button = build('button', 'button', 'Tags of Ben');
    button.addEventListener('click', () => void openTags(client, button, { conversation: 'direct:ben' }));
    frame.append(make('im-tags', { client }), button);
    return frame;
  },
  states: () => [],
};

/** Has no look of its own: the page tells what comes of it. */
export const notifier: Exhibit = {
  tag: 'im-notifier',
  group: 'Conversations',
  inside: 'im-notifier',
  play: ({ client }) => {
    const frame = make('im-client', { client });
    const element = make('im-notifier', { client }, { sound: '', 'title-badge': '', desktop: '' });
    const button = build('button', 'button', 'Let the browser ask about notifications');
    button.addEventListener('click', async () => {
      button.textContent = (await element.askDesktop()) ? 'Notifications are on' : 'Notifications are off';
    });
    frame.append(element, button);
    return frame;
  },
  states: () => [],
};
