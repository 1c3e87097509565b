import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/conversation-list/index.js';
import '../components/notifier/index.js';
import { pageSettings, tokenFor } from './lib/sign-in.js';
import { vendorOf } from './lib/vendor.js';

/** What is beside the conversations is loaded with the first look at it. */
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  contacts: () => import('../components/contacts/index.js'),
  groups: () => import('../components/group-create/index.js'),
  inbox: () => import('../components/applications/index.js'),
  profile: () => import('../components/profile/index.js'),
  settings: () => import('../components/settings/index.js'),
};

async function show(device: HTMLElement, view: string): Promise<void> {
  await parts[view]?.();
  for (const one of device.querySelectorAll<HTMLElement>('[data-shown]')) one.hidden = one.dataset.shown !== view;
  for (const one of device.querySelectorAll<HTMLElement>('[data-view]'))
    one.setAttribute('aria-pressed', String(one.dataset.view === view));
}

pageSettings();
const vendor = vendorOf(location.search);
for (const [at, client] of document.querySelectorAll('im-client').entries()) {
  const user = client.getAttribute('user-id') ?? '';
  client.token = vendor ? undefined : () => tokenFor(user);
  if (vendor?.only && vendor.only !== user) client.closest('.device')?.remove();
  for (const [name, value] of Object.entries(vendor?.attributesOf(user, at) ?? {})) client.setAttribute(name, value);
}
if (vendor)
  import('./lib/vendor-world.js')
    .then(({ settleIn }) => settleIn([...document.querySelectorAll('im-client')]))
    .catch((error) => console.warn('the group could not be made', error));
for (const device of document.querySelectorAll<HTMLElement>('.device')) {
  const list = device.querySelector('im-conversation-list');
  const chat = device.querySelector('im-chat-window');
  if (!list || !chat) continue;
  list.selected = chat.conversation;
  // From the list of conversations, from a contact, from a profile.
  device.addEventListener('im-select', (event) => {
    const { conversationId } = (event as CustomEvent).detail;
    list.selected = chat.conversation = conversationId;
    device.classList.remove('list');
    void chat.updateComplete.then(() => chat.focus());
  });
  for (const button of device.querySelectorAll<HTMLElement>('[data-view]'))
    button.addEventListener('click', () => void show(device, button.dataset.view ?? ''));
  device.querySelector('im-notifier')?.addEventListener('im-notification-click', (event) => {
    list.selected = chat.conversation = (event as CustomEvent).detail.conversationId;
    device.classList.remove('list');
  });
  chat.addEventListener('im-back-request', () => {
    device.classList.add('list');
    void list.updateComplete.then(() => list.focus());
  });
}
