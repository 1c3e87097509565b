import { RCKitInstaller } from '@rongcloud/global-im-uikit';
import { Events } from '@rongcloud/imlib-next';
import { type Conversation, type Message, register } from '../../page/contract.js';
import { ME, PEOPLE, personOf, type Status } from '../../page/data.js';
import { roots } from '../../page/sight.js';
import { cloud } from './_rong-offline.js';

const GROUP = 3;
const SENT: Readonly<Record<Status, number>> = { sending: 10, sent: 30, read: 50 };

/** Their own picture messages carry no text. */
const ownOf = ({ id, number, sender, at, text, picture, status }: Message) => ({
  ...{ messageId: number, messageUId: id, transactionId: number, conversationType: GROUP, targetId: '', channelId: '' },
  ...{ senderUserId: sender, messageDirection: sender === ME ? 1 : 2, sentTime: at, receivedTime: at },
  ...{ receivedStatus: 0, sentStatus: SENT[status], isPersited: true, isCounted: true },
  ...{ isOffLineMessage: false, canIncludeExpansion: false },
  ...(picture
    ? { messageType: 'RC:ImgMsg', content: { content: '', imageUri: new URL(picture.url, location.href).href } }
    : { messageType: 'RC:TxtMsg', content: { content: text } }),
});
type Own = ReturnType<typeof ownOf>;
interface Row {
  readonly targetId: string;
}

interface Kit {
  ready(): void;
  openConversation(which: unknown): Promise<{ readonly code: number }>;
}
const setup = (RCKitInstaller as unknown as { setup(...all: unknown[]): Kit }).setup.bind(RCKitInstaller);

const rooms = new Map<string, { readonly name: string; readonly avatar: string }>();
let kit: Kit;
let target = '';
let opened = 0;

const context = () => ({
  createLogger: () => ({
    ...{ info() {}, warn() {}, error() {}, debug() {}, fatal() {}, setOutputLevel() {} },
    createTraceId: () => '1',
  }),
  ...{ getAppkey: () => 'x', getCurrentId: () => ME, getConnectedTime: Date.now, getServerTime: Date.now },
  ...{ getInfo: () => ({}), _context: {}, sendMessage() {}, setRealtimeLogLevel() {} },
  ...{ reportCollect() {}, __reportStatistics() {} },
});
const hooks = {
  reqUserProfiles: async (ids: readonly string[]) =>
    ids.map((userId) => ({
      userId,
      name: personOf(userId)?.name ?? userId,
      portraitUri: personOf(userId)?.avatar ?? '',
    })),
  reqGroupProfiles: async (ids: readonly string[]) =>
    ids.map((groupId) => {
      const { name = 'Room', avatar = '' } = rooms.get(groupId) ?? {};
      return { groupId, name, portraitUri: avatar, memberCount: PEOPLE.length };
    }),
  reqGroupMembers: async () =>
    PEOPLE.map(({ id, name, avatar }) => ({ userId: id, nickname: name, name, portraitUri: avatar })),
  reqSystemProfiles: async () => [],
  getDefaultUserProfile: (userId: string) => ({ userId, name: userId, portraitUri: '' }),
};

async function start(root: HTMLElement): Promise<void> {
  const style = document.createElement('style');
  style.textContent = 'rc-imkit-app-provider{display:block;height:100vh;width:100%}';
  document.head.append(style);
  kit = setup(context(), {}, { language: 'en_US', hooks });
  kit.ready();
  root.append(document.createElement('rc-imkit-app-provider'));
  await new Promise((resolve) => setTimeout(resolve));
  cloud.fire(Events.CONNECTED, {});
  cloud.fire(Events.PULL_OFFLINE_MESSAGE_FINISHED, {});
}

const find = (selector: string): Element | undefined => {
  for (const root of roots()) {
    const found = root.querySelector(selector);
    if (found) return found;
  }
  return undefined;
};

async function show(messages: readonly Own[]): Promise<void> {
  target = `r${opened++}`;
  cloud.history = messages.map((message) => ({ ...message, targetId: target }));
  for (let tries = 0; tries < 200; tries += 1) {
    const { code } = await kit.openConversation({ conversationType: GROUP, targetId: target, channelId: '' });
    if (code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not open the conversation');
}

register<Own, Row>({
  note: 'Vue custom elements over its own SDK, whose requests are answered in the page; pictures without text',
  row: '.rc-kit-msg-list-item',
  conversationRow: 'rc-conversation-list-item',
  lacks: {
    prepend: 'not driven: pages come from its SDK alone',
    read: 'not driven: receipts come from its SDK alone',
    bump: 'not driven',
    revisit: 'keeps nothing without its servers',
  },
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) =>
    conversations.map(({ id, name, avatar, last, unread }: Conversation) => {
      rooms.set(id, { name, avatar });
      return {
        ...{ conversationType: GROUP, targetId: id, channelId: '', unreadMessageCount: unread, isTop: false },
        ...{ notificationLevel: 0, hasMentioned: false, latestMessage: { ...ownOf(last), targetId: id } },
      };
    }),
  async mount(root, messages) {
    await start(root);
    await show(messages);
  },
  open: show,
  append: (message) => cloud.fire(Events.MESSAGES, { messages: [{ ...message, targetId: target }] }),
  scroller: () =>
    find('rc-message-list-provider')?.shadowRoot?.querySelector<HTMLElement>('.rc-kit-msg-list') ?? undefined,
  async mountList(root, rows) {
    cloud.conversations = rows;
    await start(root);
  },
  listScroller: () => find('rc-conversation-list-provider') as HTMLElement | undefined,
});
