/** Conversations, header, list of messages and composer, its SDK without calls */
import '@cometchat/chat-uikit-react/styles';
import {
  CometChatConversations,
  CometChatMessageComposer,
  CometChatMessageHeader,
  CometChatMessageList,
  CometChatProvider,
  CometChatUIKit,
  UIKitSettingsBuilder,
} from '@cometchat/chat-uikit-react';
import { createRoot } from 'react-dom/client';

async function start(): Promise<void> {
  const settings = new UIKitSettingsBuilder().setAppId('id').setRegion('eu').setAuthKey('key').build();
  await CometChatUIKit.init(settings);
  await CometChatUIKit.login('ada');
  createRoot(document.body).render(
    <CometChatProvider>
      <CometChatConversations />
      <CometChatMessageHeader />
      <CometChatMessageList />
      <CometChatMessageComposer />
    </CometChatProvider>,
  );
}

void start();
