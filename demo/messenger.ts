import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/conversation-list/index.js';
import { pageSettings, tokenFor } from './lib/sign-in.js';

pageSettings();
for (const device of document.querySelectorAll<HTMLElement>('.device')) {
  const client = device.querySelector('im-client');
  if (client) client.token = () => tokenFor(client.getAttribute('user-id') ?? '');
  const list = device.querySelector('im-conversation-list');
  const chat = device.querySelector('im-chat-window');
  if (!list || !chat) continue;
  list.selected = chat.conversation;
  list.addEventListener('im-select', (event) => {
    chat.conversation = (event as CustomEvent).detail.conversationId;
    device.classList.remove('list');
    void chat.updateComplete.then(() => chat.focus());
  });
  chat.addEventListener('im-back-request', () => {
    device.classList.add('list');
    void list.updateComplete.then(() => list.focus());
  });
}
