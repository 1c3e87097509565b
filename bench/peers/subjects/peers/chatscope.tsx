import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import {
  Avatar,
  ChatContainer,
  ConversationHeader,
  ConversationList,
  Conversation as ConversationRow,
  MainContainer,
  MessageInput,
  MessageList,
  Message as Row,
} from '@chatscope/chat-ui-kit-react';
import { memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Conversation, type Message, register } from '../../page/contract.js';
import { ME, personOf } from '../../page/data.js';
import { TICK, timeOf } from '../_words.js';

// The list looks at the type of its children: they must be <Message> itself, without memo around it.
const rowOf = ({ id, sender, at, text, picture, status }: Message) => (
  <Row
    key={id}
    model={{
      direction: sender === ME ? 'outgoing' : 'incoming',
      position: 'single',
      sender,
      sentTime: timeOf(at),
      ...(picture ? { type: 'custom' } : { message: text }),
    }}
  >
    <Avatar src={personOf(sender).avatar} name={personOf(sender).name} />
    <Row.Header sender={personOf(sender).name} sentTime={timeOf(at)} />
    {picture && (
      <Row.CustomContent>
        {text}
        <img alt="" src={picture.url} width={picture.width} height={picture.height} />
      </Row.CustomContent>
    )}
    <Row.Footer sentTime={sender === ME ? TICK[status] : ''} />
  </Row>
);

let shown: readonly Message[] = [];
let conversation = 0;
let draw: (shown: readonly Message[]) => void;
let list: readonly Conversation[] = [];
let drawList: (list: readonly Conversation[]) => void;

const Chat = () => {
  const [messages, set] = useState(shown);
  draw = set;
  return (
    <div style={{ height: '100vh' }}>
      <MainContainer>
        <ChatContainer>
          <ConversationHeader>
            <ConversationHeader.Content userName="Room" />
          </ConversationHeader>
          <MessageList key={conversation} autoScrollToBottomOnMount scrollBehavior="auto">
            {messages.map(rowOf)}
          </MessageList>
          <MessageInput placeholder="Message" attachButton={false} />
        </ChatContainer>
      </MainContainer>
    </div>
  );
};

const ListRow = memo(({ of: { name, avatar, last, unread } }: { of: Conversation }) => (
  <ConversationRow name={name} info={last.text} lastActivityTime={timeOf(last.at)} unreadCnt={unread}>
    <Avatar src={avatar} name={name} />
  </ConversationRow>
));
const List = () => {
  const [rows, set] = useState(list);
  drawList = set;
  return (
    <div style={{ height: '100vh' }}>
      <ConversationList>
        {rows.map((row) => (
          <ListRow key={row.id} of={row} />
        ))}
      </ConversationList>
    </div>
  );
};

const show = (messages: readonly Message[]): void => {
  shown = messages;
  draw(shown);
};

let all: readonly Conversation[] = [];
register<Message, Conversation>({
  note: 'React; the page maps its messages to <Message>',
  row: '.cs-message',
  conversationRow: '.cs-conversation',
  lacks: { revisit: 'keeps nothing' },
  mount(root, messages) {
    shown = messages;
    createRoot(root).render(<Chat />);
  },
  open(messages) {
    conversation += 1;
    show(messages);
  },
  append: (message) => show([...shown, message]),
  prepend: (messages) => show([...messages, ...shown]),
  write: (message) => show([...shown, message]),
  read: (number) => show(shown.map((one) => (one.number === number ? { ...one, status: 'read' } : one))),
  scroller: () => document.querySelector<HTMLElement>('.cs-message-list__scroll-wrapper') ?? undefined,
  mountList(root, conversations) {
    all = list = conversations;
    createRoot(root).render(<List />);
  },
  bump(index, text) {
    const row = all[index] as Conversation;
    list = [{ ...row, last: { ...row.last, text } }, ...list.filter(({ id }) => id !== row.id)];
    drawList(list);
  },
  listScroller: () =>
    document.querySelector<HTMLElement>('.cs-conversation-list .scrollbar-container, .cs-conversation-list') ??
    undefined,
});
