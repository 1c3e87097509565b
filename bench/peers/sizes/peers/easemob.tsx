/** List of conversations and chat, its SDK */
import 'easemob-chat-uikit/style.css';
import { Chat, ConversationList, Provider } from 'easemob-chat-uikit';
import { createRoot } from 'react-dom/client';

createRoot(document.body).render(
  <Provider initConfig={{ appKey: 'key' }}>
    <ConversationList />
    <Chat />
  </Provider>,
);
