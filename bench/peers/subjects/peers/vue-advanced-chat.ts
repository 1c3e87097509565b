import { register as define } from 'vue-advanced-chat';
import { type Conversation, type Message, register, type Status } from '../../page/contract.js';
import { ME, PEOPLE, personOf } from '../../page/data.js';
import { timeOf } from '../_words.js';

const stateOf = (status: Status) => ({
  ...{ saved: status !== 'sending', distributed: status !== 'sending', seen: status === 'read' },
});
const ownOf = ({ id, number, text, sender, at, status, picture }: Message) => ({
  ...{ _id: id, indexId: number, content: text, senderId: sender },
  ...{ username: personOf(sender).name, avatar: personOf(sender).avatar, date: '5 January', timestamp: timeOf(at) },
  ...(sender === ME && stateOf(status)),
  ...(picture && { files: [{ name: 'picture', size: 1000, type: 'png', extension: 'png', url: picture.url }] }),
});
const users = () =>
  PEOPLE.map(({ id, name, avatar }) => ({
    ...{ _id: id, username: name, avatar, status: { state: 'online', lastChanged: 'today' } },
  }));
const roomOf = (roomId: string, roomName: string, avatar: string) => ({
  ...{ roomId, roomName, avatar, users: users(), index: '1', unreadCount: 0, lastMessage: { content: '' } },
});

type Own = ReturnType<typeof ownOf>;
type Room = ReturnType<typeof roomOf>;
type Chat = HTMLElement & {
  height: string;
  currentUserId: string;
  theme: string;
  roomsLoaded: boolean;
  messagesLoaded: boolean;
  showAudio: boolean;
  singleRoom: boolean;
  loadFirstRoom: boolean;
  rooms: readonly Room[];
  roomId: string;
  messages: readonly Own[];
};

/** Near the top by so many pixels, it asks for older messages. */
const NEAR_TOP = 60;

let chat: Chat;
/** Waits for it to ask for older messages; unless somebody does, there are none. */
let asked: Promise<void> | undefined;
let tellAsked: (() => void) | undefined;
let shown: readonly Own[] = [];
let opened = 0;
let all: readonly Room[] = [];

type Asking = CustomEvent<readonly [{ readonly options?: { readonly reset?: boolean } }]>;
function whenAsked({ detail: [{ options }] }: Asking): void {
  if (options?.reset) return;
  if (tellAsked) tellAsked();
  else chat.messagesLoaded = true;
}

function make(root: HTMLElement): void {
  define();
  chat = document.createElement('vue-advanced-chat') as Chat;
  chat.style.height = '100%';
  Object.assign(chat, { height: '100vh', currentUserId: ME, theme: 'light', showAudio: false });
  Object.assign(chat, { roomsLoaded: true, messagesLoaded: false });
  chat.addEventListener('fetch-messages', (event) => whenAsked(event as Asking));
  root.append(chat);
}
const show = (messages: readonly Own[]): void => {
  shown = messages;
  chat.messages = messages;
};
const find = (selector: string): HTMLElement | undefined =>
  chat?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;

register<Own, Room>({
  note: 'the custom element, one room on the screen, arrays replaced as its documents say',
  row: '.vac-message-wrapper',
  conversationRow: '.vac-room-item',
  lacks: { revisit: 'keeps nothing' },
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) =>
    conversations.map(({ id, name, avatar, last, unread, index }: Conversation) => ({
      ...roomOf(id, name, avatar),
      ...{ index: String(50_000_000 - index), unreadCount: unread },
      lastMessage: {
        ...{ content: last.text, senderId: last.sender, username: personOf(last.sender).name },
        ...{ timestamp: timeOf(last.at), saved: true },
      },
    })),
  mount(root, messages) {
    make(root);
    chat.singleRoom = true;
    chat.rooms = [roomOf('r0', 'Room', '/avatars/1.png'), roomOf('r1', 'Other', '/avatars/2.png')];
    chat.roomId = 'r0';
    show(messages);
  },
  // The page clears the list when a room is fetched, then gives its messages.
  async open(messages) {
    opened += 1;
    chat.messagesLoaded = false;
    chat.messages = [];
    chat.roomId = opened % 2 ? 'r1' : 'r0';
    await new Promise((resolve) => setTimeout(resolve));
    show(messages);
  },
  append: (message) => show([...shown, message]),
  expectPrepend() {
    asked = new Promise((resolve) => {
      tellAsked = resolve;
    });
  },
  async prepend(messages) {
    if ((find('.vac-container-scroll')?.scrollTop ?? 0) <= NEAR_TOP) await asked;
    show([...messages, ...shown]);
    chat.messagesLoaded = true;
  },
  write: (message) => show([...shown, message]),
  read: (number) => show(shown.map((one) => (one.indexId === number ? { ...one, ...stateOf('read') } : one))),
  scroller: () => find('.vac-container-scroll'),
  mountList(root, rooms) {
    make(root);
    all = rooms;
    chat.loadFirstRoom = false;
    chat.rooms = rooms;
  },
  bump(index, text) {
    const { roomId } = all[index] as Room;
    chat.rooms = all.map((room) =>
      room.roomId === roomId
        ? { ...room, index: '60000000', lastMessage: { ...room.lastMessage, content: text } }
        : room,
    );
  },
  listScroller: () => find('.vac-room-list'),
});
