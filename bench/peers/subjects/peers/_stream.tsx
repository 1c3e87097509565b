import 'stream-chat-react/dist/css/index.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Channel as OneChannel } from 'stream-chat';
import {
  Channel,
  ChannelHeader,
  ChannelList,
  Chat,
  MessageComposer,
  MessageList,
  VirtualizedMessageList,
  Window,
} from 'stream-chat-react';
import { register } from '../../page/contract.js';
import { Offline, type Own, type OwnRow, ownOf, rowOf } from './_stream-client.js';

const LATER = '2028-01-01T00:00:00Z';
const PAGE = 50;
/** Within so many pixels of the top they ask for older messages. */
const NEAR_TOP = 500;

interface Props {
  readonly offline: Offline;
  readonly first: OneChannel;
  readonly isVirtual: boolean;
  readonly onReady: (show: (channel: OneChannel) => void) => void;
}

const Room = ({ offline, first, isVirtual, onReady }: Props) => {
  const [channel, show] = useState(first);
  onReady(show);
  return (
    <Chat client={offline.client} theme="str-chat__theme-light">
      <Channel channel={channel}>
        <Window>
          <ChannelHeader />
          {isVirtual ? (
            <VirtualizedMessageList
              messageLimit={PAGE}
              stickToBottomScrollBehavior="auto"
              additionalVirtuosoProps={{ atTopThreshold: NEAR_TOP }}
            />
          ) : (
            <MessageList messageLimit={PAGE} internalInfiniteScrollProps={{ threshold: NEAR_TOP }} />
          )}
          <MessageComposer />
        </Window>
      </Channel>
    </Chat>
  );
};

/** React 18 as its documents have it: Chat, Channel, Window with a header, a list and a composer. */
export function stream({ isVirtual, note }: { isVirtual: boolean; note: string }): void {
  let offline: Offline;
  let channel: OneChannel;
  let show: (channel: OneChannel) => void = () => {};
  let rooms = 0;
  const onReady: Props['onReady'] = (set) => {
    show = set;
  };
  const next = async (messages: readonly Own[]): Promise<void> => {
    rooms += 1;
    channel = await offline.channel(`r${rooms}`, messages);
  };
  const append = (message: Own): void => {
    const { user, created_at } = message;
    offline.tell(channel, {
      ...{ type: 'message.new', message: { ...message, cid: channel.cid }, user, created_at, watcher_count: 1 },
    });
  };
  const scrollable = (): HTMLElement | undefined => {
    let element = document.querySelector<HTMLElement>('.str-chat__channel-list-item, .str-chat__channel-preview');
    while (element?.parentElement && element.scrollHeight <= element.clientHeight + 2) element = element.parentElement;
    return element ?? undefined;
  };

  register<Own, OwnRow>({
    note,
    row: '.str-chat__li',
    conversationRow: '.str-chat__channel-list-item, .str-chat__channel-preview',
    lacks: { revisit: 'keeps nothing on the web' },
    prepare: (messages) => messages.map(ownOf),
    prepareList: (conversations) => conversations.map(rowOf),
    async mount(root, messages) {
      root.style.height = '100vh';
      offline = new Offline();
      await next(messages);
      createRoot(root).render(<Room offline={offline} first={channel} isVirtual={isVirtual} onReady={onReady} />);
    },
    async open(messages) {
      await next(messages);
      show(channel);
    },
    append,
    expectPrepend() {
      offline.hold();
      for (const { pagination } of channel.state.messageSets) pagination.hasPrev = true;
    },
    prepend(messages) {
      if (!offline.older(messages)) throw new Error('it did not ask for older messages');
    },
    write: append,
    read(number) {
      offline.tell(channel, {
        ...{ type: 'message.read', user: { id: 'u1' }, created_at: LATER, last_read_message_id: `m${number}` },
      });
    },
    scroller: () =>
      document.querySelector<HTMLElement>(
        isVirtual ? '.str-chat__message-list-scroll, [data-virtuoso-scroller]' : '.str-chat__message-list',
      ) ?? undefined,
    mountList(root, rows) {
      root.style.height = '100vh';
      offline = new Offline();
      offline.rows = rows;
      createRoot(root).render(
        <Chat client={offline.client} theme="str-chat__theme-light">
          <ChannelList filters={{}} sort={{ last_message_at: -1 }} options={{ limit: rows.length }} />
        </Chat>,
      );
    },
    bump(index, text) {
      const { channel, messages } = offline.rows[index] as OwnRow;
      const message = { ...messages[0], id: `new-${index}`, text, created_at: LATER };
      offline.tell(channel, { type: 'message.new', message, user: message.user, created_at: LATER });
    },
    listScroller: scrollable,
  });
}
