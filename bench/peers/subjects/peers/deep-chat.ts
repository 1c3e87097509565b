import 'deep-chat';
import { type Message, register } from '../../page/contract.js';
import { ME, PEOPLE } from '../../page/data.js';

interface Own {
  readonly role: string;
  readonly text: string;
  readonly files?: readonly { readonly src: string; readonly type: 'image' }[];
}
type History = (index: number) => unknown;
type DeepChat = HTMLElement & {
  connect: unknown;
  avatars: unknown;
  names: unknown;
  maxVisibleMessages: number;
  loadHistory: History;
  addMessage(message: Own): void;
};

const roleOf = (user: string): string => (user === ME ? 'user' : user);
let chat: DeepChat;
let answer: ((messages: Own[]) => void) | undefined;

function make(messages: readonly Own[]): DeepChat {
  const element = document.createElement('deep-chat') as DeepChat;
  element.style.cssText = 'width:100%;height:100vh;border:0;border-radius:0';
  element.connect = { handler: () => undefined };
  element.maxVisibleMessages = 1e9;
  element.avatars = Object.fromEntries(PEOPLE.map(({ id, avatar }) => [roleOf(id), { src: avatar }]));
  element.names = Object.fromEntries(PEOPLE.map(({ id, name }) => [roleOf(id), { text: name }]));
  element.loadHistory = (index) =>
    index === 0
      ? [false, ...messages]
      : new Promise((resolve) => {
          answer = resolve;
        });
  return element;
}

register<Own, never>({
  note: 'the element with loadHistory; another conversation is another element',
  row: '.outer-message-container',
  lacks: {
    list: 'no list of conversations',
    read: 'no status of messages',
    revisit: 'keeps no conversation by default',
  },
  prepare: (messages) =>
    messages.map(({ sender, text, picture }: Message) => ({
      ...{ role: roleOf(sender), text },
      ...(picture && { files: [{ src: picture.url, type: 'image' as const }] }),
    })),
  mount(root, messages) {
    chat = make(messages);
    root.append(chat);
  },
  open(messages) {
    const next = make(messages);
    chat.replaceWith(next);
    chat = next;
  },
  append: (message) => chat.addMessage(message),
  prepend(messages) {
    if (!answer) throw new Error('it asks for older messages at the very top alone');
    answer(messages);
    answer = undefined;
  },
  scroller: () => chat?.shadowRoot?.querySelector<HTMLElement>('#messages') ?? undefined,
});
