/** List of messages and input of one channel, its SDK */
import { Chat, MessageInput, MessageList } from '@pubnub/react-chat-components';
import PubNub from 'pubnub';
import { PubNubProvider } from 'pubnub-react';
import { createRoot } from 'react-dom/client';

const pubnub = new PubNub({ publishKey: 'key', subscribeKey: 'key', userId: 'ada' });
createRoot(document.body).render(
  <PubNubProvider client={pubnub}>
    <Chat currentChannel="room" theme="light">
      <MessageList />
      <MessageInput />
    </Chat>
  </PubNubProvider>,
);
