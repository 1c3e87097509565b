import { RCKitCommand, RCKitInstaller } from '@rongcloud/global-im-uikit';
import { Events } from '@rongcloud/imlib-next';
import { register } from '../../page/contract.js';
import { ME, PEOPLE, personOf } from '../../page/data.js';
import { roots } from '../../page/sight.js';
import { conversationOf, newsOf, type Own, ownOf, type Row, rowOf, sentTo, thumbnails } from './_rong-messages.js';
import { cloud } from './_rong-offline.js';

interface Kit {
  ready(): void;
  setCommandSwitch(command: RCKitCommand, isOn: boolean): void;
  openConversation(which: unknown): Promise<{ readonly code: number }>;
}
const setup = (RCKitInstaller as unknown as { setup(...all: unknown[]): Kit }).setup.bind(RCKitInstaller);

const rooms = new Map<string, { readonly name: string; readonly avatar: string }>();
let kit: Kit;
let target = conversationOf('');
let opened = 0;
let all: readonly Row[] = [];

const context = () => ({
  createLogger: () => ({
    ...{ info() {}, warn() {}, error() {}, debug() {}, fatal() {}, setOutputLevel() {} },
    createTraceId: () => '1',
  }),
  ...{ getAppkey: () => 'x', getCurrentId: () => ME, getConnectedTime: Date.now, getServerTime: Date.now },
  ...{ getInfo: () => ({}), _context: {}, sendMessage() {}, setRealtimeLogLevel() {} },
  ...{ reportCollect() {}, __reportStatistics() {} },
});
const profileOf = (userId: string) => {
  const { name = userId, avatar = '' } = personOf(userId) ?? {};
  return { userId, name, portraitUri: avatar };
};
const hooks = {
  reqUserProfiles: async (ids: readonly string[]) => ids.map(profileOf),
  reqGroupProfiles: async (ids: readonly string[]) =>
    ids.map((groupId) => {
      const { name = 'Room', avatar = '' } = rooms.get(groupId) ?? {};
      return { groupId, name, portraitUri: avatar, memberCount: PEOPLE.length };
    }),
  reqGroupMembers: async () => PEOPLE.map(({ id, name }) => ({ userId: id, nickname: name })),
  reqSystemProfiles: async () => [],
  // Its rows show what was known of people when the room was opened.
  getDefaultUserProfile: profileOf,
};

async function start(root: HTMLElement): Promise<void> {
  const style = document.createElement('style');
  style.textContent = 'rc-imkit-app-provider{display:block;height:100vh;width:100%}';
  document.head.append(style);
  kit = setup(context(), {}, { language: 'en_US', hooks });
  kit.setCommandSwitch(RCKitCommand.SHOW_MESSAGE_STATE, true);
  kit.ready();
  root.append(document.createElement('rc-imkit-app-provider'));
  await new Promise((resolve) => setTimeout(resolve));
  cloud.fire(Events.CONNECTED, {});
  cloud.fire(Events.PULL_OFFLINE_MESSAGE_FINISHED, {});
}

const find = (selector: string): HTMLElement | undefined => {
  for (const root of roots()) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return undefined;
};
const kept = new Map<string, HTMLElement>();
/** It is looked for once: to go through all of its roots takes longer than what is measured. */
function known(selector: string): HTMLElement | undefined {
  const before = kept.get(selector);
  if (before?.isConnected) return before;
  const now = find(selector);
  if (now) kept.set(selector, now);
  return now;
}

async function show(messages: readonly Own[]): Promise<void> {
  target = conversationOf(`r${opened++}`);
  await thumbnails.ready;
  cloud.history = messages.map((message) => sentTo(target, message));
  for (let tries = 0; tries < 200; tries += 1) {
    const { code } = await kit.openConversation(target);
    if (code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not open the conversation');
}
const arrive = (message: Own): void => cloud.fire(Events.MESSAGES, { messages: [sentTo(target, message)] });

register<Own, Row>({
  note: 'Vue custom elements over its own SDK, whose requests are answered in the page; it asks for 30 messages at a time; pictures without text',
  row: '.rc-kit-msg-list-item',
  conversationRow: 'rc-conversation-list-item',
  lacks: { revisit: 'keeps nothing without its servers' },
  numberOf: (row) => Number(row.querySelector('[message-uid]')?.getAttribute('message-uid')?.slice(1)) || undefined,
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) => {
    for (const { id, name, avatar } of conversations) rooms.set(id, { name, avatar });
    return conversations.map(rowOf);
  },
  async mount(root, messages) {
    await start(root);
    await show(messages);
  },
  open: show,
  append: arrive,
  expectPrepend() {
    cloud.holds = true;
  },
  async prepend(messages) {
    if (!(await cloud.older(messages.map((message) => sentTo(target, message)))))
      throw new Error('it asks for older messages within 200 px of the top alone');
  },
  write: arrive,
  read: (number) =>
    cloud.fire(Events.MESSAGE_READ_RECEIPT_V4, { groupReadReceipt: { ...target, messageUId: `m${number}` } }),
  scroller: () =>
    known('rc-message-list-provider')?.shadowRoot?.querySelector<HTMLElement>('.rc-kit-msg-list') ?? undefined,
  async mountList(root, rows) {
    all = cloud.conversations = rows;
    await start(root);
  },
  bump: (index, text) => cloud.fire(Events.CONVERSATION, newsOf(all[index] as Row, text)),
  listScroller: () => known('rc-conversation-list-provider'),
});
