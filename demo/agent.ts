import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/conversation-list/index.js';
import '../components/notifier/index.js';
import { pageSettings, tokenFor } from './lib/sign-in.js';
import { vendorOf } from './lib/vendor.js';

pageSettings();
const find = <T extends Element>(selector: string): T => document.querySelector(selector) as T;
const client = find<HTMLElementTagNameMap['im-client']>('#client');
const list = find<HTMLElementTagNameMap['im-conversation-list']>('#list');
const chat = find<HTMLElementTagNameMap['im-chat-window']>('#chat');
const inbox = find<HTMLElement>('.inbox');
const SIGNED_IN = 'demo-agent';

function read(conversationId: HTMLElementTagNameMap['im-chat-window']['conversation']): void {
  chat.conversation = conversationId;
  inbox.classList.toggle('reading', conversationId !== undefined);
  if (conversationId) void chat.updateComplete.then(() => chat.focus());
}

function enter(): void {
  sessionStorage.setItem(SIGNED_IN, '1');
  const vendor = vendorOf(location.search);
  if (!vendor) client.token = () => tokenFor('support');
  for (const [name, value] of Object.entries(vendor?.attributesOf('support', 0) ?? { engine: 'hub' }))
    client.setAttribute(name, value);
  client.hidden = false;
  find<HTMLElement>('#door').hidden = true;
  const leave = document.createElement('button');
  leave.textContent = 'Sign out';
  leave.addEventListener('click', () => {
    sessionStorage.removeItem(SIGNED_IN);
    void client.current?.session.logout({ wipe: true }).finally(() => location.reload());
  });
  find('#who').replaceChildren('Anna from Support', leave);
}

list.addEventListener('im-select', (event) => read((event as CustomEvent).detail.conversationId));
find('im-notifier').addEventListener('im-notification-click', (event) => {
  list.selected = (event as CustomEvent).detail.conversationId;
  read(list.selected);
});
chat.addEventListener('im-back-request', () => {
  read(undefined);
  list.selected = undefined;
});
find('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await tokenFor('support');
    enter();
  } catch (error) {
    find('#error').textContent = (error as Error).message;
  }
});
if (sessionStorage.getItem(SIGNED_IN)) enter();
