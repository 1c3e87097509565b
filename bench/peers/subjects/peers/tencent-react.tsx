import {
  Chat,
  ChatHeader,
  ConversationList,
  getChannel,
  MessageInput,
  MessageList,
  UIKitProvider,
} from '@tencentcloud/chat-uikit-react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { register } from '../../page/contract.js';
import { cloud, groupOf, type Own, ownOf, type Row, rowOf, sentTo, signIn } from './_tencent-offline.js';

let room = '';
let opened = 0;
let all: readonly Row[] = [];

const draw = (root: HTMLElement, children: ReactNode): void => {
  root.style.height = '100vh';
  createRoot(root).render(
    <UIKitProvider language="en-US" theme="light">
      <div style={{ height: '100vh', display: 'flex', flexDirection: 'column' }}>{children}</div>
    </UIKitProvider>,
  );
};

async function show(messages: readonly Own[]): Promise<void> {
  room = `r${opened++}`;
  cloud.history = messages.map((message) => sentTo(room, message));
  cloud.addRoom(room);
  const { loadConversations, setActiveConversation } = getChannel().getSnapshot();
  await loadConversations();
  setActiveConversation(groupOf(room));
}

/** Its stores are there when it knows who is signed in. */
async function start(): Promise<void> {
  getChannel();
  signIn();
  while (!(await getChannel().getSnapshot().loadConversations())) await new Promise((resolve) => setTimeout(resolve));
}

const arrive = (message: Own): void => cloud.tell(sentTo(room, message));
const previews = '[class*="conversationPreview"], [class*="conversation-preview"]';

register<Own, Row>({
  note: 'React over its own stores, with an SDK that is answered in the page; it asks for 20 messages at a time; pictures without text',
  row: '[data-message-id]',
  conversationRow: previews,
  lacks: { revisit: 'keeps nothing without its servers' },
  numberOf: (row) => Number(row.getAttribute('data-message-id')?.slice(1)) || undefined,
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) => conversations.map(rowOf),
  async mount(root, messages) {
    await start();
    await show(messages);
    draw(
      root,
      <Chat>
        <ChatHeader />
        <MessageList enableReadReceipt showSelfAvatar />
        <MessageInput />
      </Chat>,
    );
  },
  open: show,
  append: arrive,
  expectPrepend() {
    cloud.holds = true;
  },
  async prepend(messages) {
    if (!(await cloud.older(messages.map((message) => sentTo(room, message)))))
      throw new Error('it asks for older messages within 50 px of the top alone');
  },
  write: arrive,
  read: (number) => cloud.tellRead(room, `m${number}`),
  scroller: () => document.getElementById('message-list-container') ?? undefined,
  async mountList(root, rows) {
    all = rows;
    cloud.rows = rows;
    await start();
    draw(root, <ConversationList style={{ height: '100%' }} />);
  },
  bump(index, text) {
    const row = all[index] as Row;
    const lastMessage = { ...row.lastMessage, type: 'TIMTextElem', payload: { text } };
    cloud.setRows([{ ...row, lastMessage }, ...all.filter((one) => one !== row)]);
  },
  listScroller() {
    let element = document.querySelector<HTMLElement>(previews);
    while (element?.parentElement && element.scrollHeight <= element.clientHeight + 2) element = element.parentElement;
    return element ?? undefined;
  },
});
