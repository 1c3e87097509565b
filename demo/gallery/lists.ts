import type { ImComposer } from '../../components/composer/index.js';
import type { ConversationId } from '../../core/index.js';
import { fixture } from '../lib/fixtures.js';
import { type Exhibit, make } from './exhibit.js';
import { locks } from './groups.js';

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

const COMMANDS = [
  { name: 'shrug', label: 'Adds a shrug', hint: '[words]' },
  { name: 'close', label: 'Closes the case' },
];

/** `/` and, in a group, `@` open the list of what fits. */
export const composer: Exhibit = {
  tag: 'im-composer',
  group: 'Writing',
  play: ({ client }) => make('im-composer', { client, commands: COMMANDS }, { conversation: 'group:workshop' }),
  states: ({ client }) => {
    const at = (conversation: ConversationId, act: (composer: ImComposer) => void): ImComposer => {
      const element = make('im-composer', { client, conversation });
      void element.updateComplete.then(() => act(element));
      return element;
    };
    const words = (conversationId: ConversationId, text: string, own: boolean): string =>
      fixture(client, { conversationId, own, senderId: own ? client.userId : 'ben', content: { kind: 'text', text } });
    const file = (name: string, type: string, body = 'x'): File => new File(body ? [body] : [], name, { type });
    const staged = at('direct:layla', (element) =>
      element.addFiles([
        file('Contract.pdf', 'application/pdf'),
        file('Plan.pdf', 'application/pdf'),
        file('Nothing in it.txt', 'text/plain', ''),
      ]),
    );
    const long = at('direct:mallory', (element) => {
      element.value = 'A text that is nearly too long. '.repeat(156);
    });
    const question = words('group:answering', 'Shall we meet at ten, or is that too early for you?', false);
    const typo = words('group:editing', 'See you at teh station', true);
    return [
      { name: 'Answering', element: at('group:answering', (element) => element.reply(question)) },
      { name: 'Editing', element: at('group:editing', (element) => element.edit(typo)) },
      { name: 'With files, one refused', element: staged },
      { name: 'Near the limit', element: long },
      ...locks(client),
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
